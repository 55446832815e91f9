from tests.unit.documents.layout.made import CODE, strip
from tests.unit.documents.tables.made import grid, table_lines
from wasat.documents.tables.edges import Edge, Edges
from wasat.documents.tables.find import find_ruled_tables

XS, YS = [100.0, 200.0, 300.0], [100.0, 120.0, 140.0]


def test_ruled_and_half_ruled_tables_are_found_and_share_no_words() -> None:
    cells = [strip("x", x + 5, y + 14) for y in YS[:2] for x in XS[:2]]
    lines = table_lines(("Place", "A", "B"), ("Rain", "1", "2"), ("Snow", "3", "4"), top=300)
    banded = [it for line in lines for it in line]
    edges = grid(XS, YS)
    rules = tuple(Edge(y, 70, 280) for y in (290.0, 303.0, 327.0))

    tables = find_ruled_tables(
        [*banded, *cells], Edges((*edges.level, *rules), edges.upright), frozenset()
    )

    assert sorted(len(it.used) for it in tables) == [4, 9]
    assert tables[0].used.isdisjoint(tables[1].used)


def test_a_lattice_within_another_is_not_counted_twice() -> None:
    cells = [strip("x", x + 5, y + 14) for y in YS[:2] for x in XS[:2]]
    outer, inner = grid(XS, YS), grid([110.0, 150.0, 190.0], [104.0, 108.0, 116.0])

    tables = find_ruled_tables(
        cells, Edges(outer.level + inner.level, outer.upright + inner.upright), frozenset()
    )

    assert len(tables) == 1


def test_a_page_without_rules_has_no_ruled_tables() -> None:
    assert find_ruled_tables([strip("x", 0, 0)], Edges((), ()), frozenset()) == []


def test_the_rules_of_one_table_end_no_other() -> None:
    cells = [strip("x", x + 5, y + 14) for y in YS[:2] for x in XS[:2]]
    between = table_lines(("words", "far", "apart"), ("Rain", "1", "2"), top=200)
    lower = [300.0, 320.0, 340.0]
    below = [strip("x", x + 5, y + 14) for y in lower[:2] for x in XS[:2]]
    upper, under = grid(XS, YS), grid(XS, lower)

    tables = find_ruled_tables(
        [*cells, *(it for line in between for it in line), *below],
        Edges(upper.level + under.level, upper.upright + under.upright),
        frozenset(),
    )

    assert sorted(len(it.used) for it in tables) == [4, 4]


def test_code_between_two_rules_is_no_table() -> None:
    lines = table_lines(("SELECT", "name", "tons"), ("FROM", "ships", "now"), top=300)
    code = [it._replace(style=CODE) for line in lines for it in line]
    rules = tuple(Edge(y, 70, 280) for y in (290.0, 330.0))
    prose = strip("Prose", 72, 100)

    assert find_ruled_tables([prose, *code], Edges(rules, ()), frozenset()) == []
    assert len(find_ruled_tables(code, Edges(rules, ()), frozenset())) == 1

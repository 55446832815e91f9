from tests.unit.documents.layout.made import BOLD, strip
from tests.unit.documents.tables.made import grid, texts
from wasat.documents.layout.sheet import Strip
from wasat.documents.tables.edges import Edge, Edges
from wasat.documents.tables.lattice import find_lattices
from wasat.documents.tables.ruled import Found, read_lattice

XS, YS = [100.0, 200.0, 300.0], [100.0, 120.0, 140.0, 160.0]


def _read(strips: list[Strip], edges: Edges | None = None) -> Found | None:
    return read_lattice(find_lattices(edges or grid(XS, YS))[0], strips, frozenset())


def _cell(text: str, row: int, column: int) -> Strip:
    return strip(text, XS[column] + 5, YS[row] + 14)


FULL = [_cell(f"{row}{column}", row, column) for row in range(3) for column in range(2)]


def test_words_fall_into_the_cell_around_them() -> None:
    found = _read([*FULL, strip("outside", 100, 300)])

    assert found is not None
    assert texts(found.table) == [["00", "01"], ["10", "11"], ["20", "21"]]
    assert found.used == frozenset(range(6))
    assert found.box == (100.0, 100.0, 300.0, 160.0)


def test_a_strip_over_a_rule_is_parted() -> None:
    wide = strip("left right", 172, 114)

    found = _read([wide, *FULL[2:]])

    assert found is not None
    assert texts(found.table)[0] == ["left", "right"]


def test_bold_rows_at_the_top_are_the_head() -> None:
    head = [strip("A", 105, 114, BOLD), strip("B", 205, 114, BOLD)]

    found = _read([*head, *FULL[2:]])

    assert found is not None
    assert [cell.is_header for cell in found.table.cells] == [True, True] + [False] * 4


def test_a_span_is_told_by_missing_rules() -> None:
    edges = grid(XS, YS)
    level = (edges.level[0], edges.level[1], Edge(140.0, 200, 300), edges.level[3])

    found = _read([*FULL[:2], _cell("group", 1, 0), FULL[3], FULL[5]], Edges(level, edges.upright))

    assert found is not None
    group = next(cell for cell in found.table.cells if cell.text == "group")
    assert group.row_span == 2


def test_columns_that_only_the_head_is_ruled_into_are_kept() -> None:
    edges = grid(XS, YS)
    upright = (edges.upright[0], Edge(200.0, 100, 120), edges.upright[2])

    found = _read(FULL, Edges(edges.level, upright))

    assert found is not None
    assert texts(found.table) == [["00", "01"], ["10", "11"], ["20", "21"]]


def test_rows_that_are_not_ruled_off_are_told_by_their_lines() -> None:
    edges = grid(XS, [100.0, 120.0, 200.0])
    body = [strip(f"{index}", x + 5, 132 + 12 * index) for index in range(4) for x in XS[:2]]

    found = _read([*FULL[:2], *body], edges)

    assert found is not None
    assert texts(found.table) == [["00", "01"], *[[str(i), str(i)] for i in range(4)]]


def test_an_empty_row_between_double_rules_is_dropped() -> None:
    found = _read([*FULL[:2], *FULL[4:]])

    assert found is not None
    assert texts(found.table) == [["00", "01"], ["20", "21"]]


def test_the_grid_of_a_chart_is_no_table() -> None:
    assert _read([strip("94", 105, 114)]) is None


def test_an_empty_grid_is_no_table() -> None:
    assert _read([]) is None


def test_framed_text_is_no_table() -> None:
    text = [strip("words " * 30 + "end", 101, 112 + 12 * i) for i in range(3)]

    assert _read([*text, strip("x", 290, 150)], grid(XS, [100.0, 160.0])) is None


def test_a_column_that_is_ruled_at_its_ends_alone_has_the_rows_of_the_others() -> None:
    ys = [100.0 + 20 * index for index in range(7)]
    edges = grid(XS, ys)
    level = tuple(Edge(y, XS[0] if y in (100, 120, 220) else XS[1], XS[-1]) for y in ys)
    words = [
        strip(text, x, y + 14)
        for y in ys[:-1]
        for text, x in ((f"name{y:.0f}", 105.0), (f"{y:.0f}", 205.0))
    ]

    found = _read(words, Edges(level, edges.upright))

    assert found is not None
    assert texts(found.table)[1:] == [[f"name{y:.0f}", f"{y:.0f}"] for y in ys[1:-1]]


def test_titles_of_sections_do_not_hide_rows_of_figures() -> None:
    names = ["All of them", "Cohort of three", "Head group", "Control", "Cohort of four", "Others"]
    figures = {2: "85.1%", 3: "17.3%", 5: "79.8%"}
    head = [strip(text, x, 112) for text, x in (("Group", 105), ("Some", 205), ("None", 305))]
    body = [strip(text, 105, 132 + 14 * row) for row, text in enumerate(names)]
    body += [strip(it, x, 132 + 14 * row) for row, it in figures.items() for x in (205, 305)]

    found = _read([*head, *body], grid([100, 200, 300, 400], [100, 120, 210]))

    assert found is not None
    rows = texts(found.table)
    assert ["Head group", "85.1%", "85.1%"] in rows
    assert ["Control", "17.3%", "17.3%"] in rows
    assert ["Others", "79.8%", "79.8%"] in rows

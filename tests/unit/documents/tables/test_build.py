from tests.unit.documents.layout.made import strip
from tests.unit.documents.tables.made import table_lines, texts
from wasat.documents.tables.build import build_table
from wasat.documents.tables.edges import Edge

HEAD = ("Place", "First", "Second")
BODY = [("Rain", "12", "14"), ("Snow", "2", "9")]


def test_lines_become_rows_and_the_first_is_the_head() -> None:
    table = build_table(table_lines(HEAD, *BODY), (), frozenset())

    assert table is not None
    assert texts(table) == [list(HEAD), *map(list, BODY)]
    assert [cell.is_header for cell in table.cells] == [True] * 3 + [False] * 6


def test_an_empty_cell_keeps_its_place() -> None:
    table = build_table(table_lines(HEAD, ("Rain", "", "14"), BODY[1]), (), frozenset())

    assert table is not None
    assert texts(table)[1] == ["Rain", "", "14"]


def test_a_wrapped_cell_is_one_cell() -> None:
    lines = table_lines(
        ("Term", "Meaning", "Owner"), ("Beds", "the beds", "Porto"), ("", "of all", "")
    )

    table = build_table(lines, [Edge(103, 72, 260)], frozenset())

    assert table is not None
    assert texts(table)[1] == ["Beds", "the beds of all", "Porto"]


def test_lines_without_columns_are_no_table() -> None:
    assert build_table([[strip("just words", 72, 100)]], (), frozenset()) is None


def test_titles_as_close_as_words_are_parted_over_their_columns() -> None:
    head = [strip("Benchmark Recall Heron (ours)", 72, 100)]
    body = table_lines(
        ("MATH", "1.5", "10.0"), ("DROP", "2.5", "11.0"), xs=[72, 127.5, 172], top=112
    )

    table = build_table([head, *body], [Edge(103, 72, 240)], frozenset())

    assert table is not None
    assert texts(table)[0] == ["Benchmark", "Recall", "Heron (ours)"]


def test_a_title_over_all_columns_that_is_set_over_none_spans_them() -> None:
    head = [strip("Whatever all of this tells", 76, 100)]
    body = table_lines(("MATH", "1.5", "10.0"), ("DROP", "2.5", "11.0"), xs=[72, 147, 195], top=112)

    table = build_table([head, *body], [Edge(103, 72, 240)], frozenset())

    assert table is not None
    assert texts(table)[0] == ["Whatever all of this tells"]

from dataclasses import replace

from tests.unit.evidence.pages import make_block, make_page, make_table
from tests.unit.evidence.test_pieces import make_columns
from wasat.documents.document import Block, BlockKind, Cell, Page, Table
from wasat.evidence.quote import Located
from wasat.evidence.rows import Row, iter_rows


def read(*blocks: Block) -> list[Row]:
    return list(iter_rows(make_page(*blocks)))


def told(row: Row) -> list[tuple[str, float | None]]:
    return [(value.header, value.number) for value in row.values]


def test_a_row_of_a_table_has_label_values_and_headers() -> None:
    (row,) = read(make_table(("", "2019", "2018"), ("Sales", "1,234", "(5)")))
    assert row.label == "Sales"
    assert told(row) == [("2019", 1234.0), ("2018", -5.0)]
    assert row.values[0].located == Located(0, 0, 5, (1, 1))
    assert row.label_located == Located(0, 0, 5, (1, 0))
    assert row.text == "Sales 1,234 (5)"
    assert row.headers == ("2019", "2018")


def test_a_label_without_values_heads_the_rows_below() -> None:
    rows = read(
        make_table(("", "2019"), ("Cost of revenue:", ""), ("Product", "7"), ("Service", "8"))
    )
    assert [row.section for row in rows] == ["Cost of revenue:", "Cost of revenue:"]


def test_headers_in_several_rows_are_joined() -> None:
    (row,) = read(
        make_table(("", "2019", "2018"), ("", "Men", "Men"), ("Age", "8", "9"), headers=1)
    )
    assert told(row) == [("2019 Men", 8.0), ("2018 Men", 9.0)]


def test_a_lone_header_is_over_all_columns() -> None:
    table = make_table(("", "Fiscal", ""), ("", "2019", "2018"), ("Sales", "1", "2"))
    assert told(read(table)[0]) == [("Fiscal 2019", 1.0), ("Fiscal 2018", 2.0)]


def test_signs_in_columns_of_their_own_are_no_values() -> None:
    (row,) = read(make_table(("", "", "2019"), ("Sales", "$", "12")))
    assert told(row) == [("2019", 12.0)]


def test_a_row_without_a_label_has_values_alone() -> None:
    (row,) = read(make_table(("a", "b"), ("1", "2")))
    assert (row.label, row.label_located, len(row.values)) == ("", None, 2)


def test_years_above_a_table_head_its_columns() -> None:
    heads = make_columns(("2019", 100), ("2018", 200), top=80)
    (row,) = read(heads, make_table(("(in millions)", "", ""), ("Sales", "1", "2")))
    assert told(row) == [("2019", 1.0), ("2018", 2.0)]


def test_a_spanned_column_takes_the_header_that_spans_it() -> None:
    line = make_block("2019").lines
    cells = (
        Cell(row=0, column=1, column_span=2, is_header=True, lines=line),
        Cell(row=1, column=0, lines=make_block("Sales").lines),
        Cell(row=1, column=2, lines=make_block("12").lines),
    )
    table = Table(row_count=2, column_count=3, cells=cells)
    (row,) = read(Block(kind=BlockKind.TABLE, table=table))
    assert told(row) == [("2019", 12.0)]


def test_lines_of_text_are_rows_under_lines_of_years() -> None:
    rows = read(
        make_columns(("Year ended June 30,", 0), ("2016", 200), ("2015", 300), top=0),
        make_columns(("Revenue:", 0), top=20),
        make_columns(("Product", 0), ("61,502", 190), ("75,956", 290), top=40),
    )
    assert [(row.section, row.label, row.row) for row in rows] == [("Revenue:", "Product", -1)]
    assert told(rows[0]) == [("2016", 61502.0), ("2015", 75956.0)]


def test_a_torn_table_is_put_together_again() -> None:
    left = make_table(("Sales", "1"), ("Costs", "2"), headers=0)
    right = make_columns(("3", 400), top=100)
    rows = read(left, right)
    assert [(row.label, [value.text for value in row.values]) for row in rows] == [
        ("Sales", ["1", "3"]),
        ("Costs", ["2"]),
    ]


def test_two_tables_side_by_side_are_not_one() -> None:
    line = make_columns(("Sales", 0), ("1", 100), ("Staff", 300), ("7", 400))
    assert [(row.label, row.values[0].text) for row in read(line)] == [
        ("Sales", "1"),
        ("Staff", "7"),
    ]


def test_a_sentence_that_ends_in_a_number_is_no_row() -> None:
    words = " ".join(["word"] * 30)
    assert read(make_columns((words, 0), ("12", 2000))) == []


def test_text_without_boxes_has_no_rows() -> None:
    assert list(iter_rows(Page(number=1, blocks=()))) == []


def test_few_words_above_a_table_are_its_caption() -> None:
    (row,) = read(make_block("Wine made, in hectolitres"), make_table(("", "2019"), ("Aubin", "7")))
    assert row.caption == "Wine made, in hectolitres"
    assert "hectolitres" in row.text


def test_running_text_above_a_table_is_no_caption() -> None:
    text = "The mills stood still for long. " * 6
    (row,) = read(make_block(text), make_table(("", "2019"), ("Aubin", "7")))
    assert row.caption == ""


def test_a_table_of_contents_has_no_rows() -> None:
    entries = (
        ("1.1", "Aims", "3"),
        ("1.2", "Scope", "4"),
        ("2", "Work", "6"),
        ("2.1", "Ways", "6"),
    )
    assert read(make_table(*entries, headers=0)) == []


def test_running_lines_are_rows_on_the_first_page_only() -> None:
    line = make_columns(("INSTALLATION", 0), ("12", 300))
    running = replace(line, kind=BlockKind.HEADER)
    assert [row.label for row in read(running)] == ["INSTALLATION"]
    assert list(iter_rows(replace(make_page(running), number=2))) == []

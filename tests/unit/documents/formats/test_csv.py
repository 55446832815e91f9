import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.documents.formats.reading import read, read_blocks
from wasat.documents.document import Block, Table
from wasat.documents.formats.csv import find_delimiter, iter_records, read_csv
from wasat.status import UnreadableDocumentError


def _table(data: str | bytes) -> Table:
    (block,) = read_blocks(read_csv, data)
    assert block.table is not None
    return block.table


def _rows(data: str | bytes) -> list[list[str]]:
    table = _table(data)
    rows: list[list[str]] = [[] for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    return rows


def test_values_are_one_table() -> None:
    assert _rows("a,b\n1,2\n3,4\n") == [["a", "b"], ["1", "2"], ["3", "4"]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found(delimiter: str) -> None:
    lines = ["name,x;y|z\tw".replace(",", delimiter), delimiter.join("abcd") + "\n"] * 3
    assert find_delimiter([delimiter.join("ab") + "\n"] * 3) == delimiter
    assert find_delimiter(lines[1::2]) == delimiter


def test_a_comma_inside_numbers_does_not_win_over_semicolons() -> None:
    assert _rows("a;b\n1,5;2,5\n3;4,25\n")[1] == ["1,5", "2,5"]


def test_quotes_hold_separators_quotes_and_lines() -> None:
    assert _rows('a,b\n"x, ""y""","one\ntwo"\n')[1] == ['x, "y"', "one two"]


def test_the_first_row_names_the_columns_unless_it_holds_numbers() -> None:
    assert [cell.is_header for cell in _table("a,b\n1,2\n").cells] == [True, True, False, False]
    assert not any(cell.is_header for cell in _table("a,1\nb,2\n").cells)


def test_places_are_rows() -> None:
    assert [cell.place for cell in _table("a\n\n1\n2\n").cells] == ["row 1", "row 3", "row 4"]


def test_a_formula_is_data() -> None:
    assert _rows("a,b\n=1+1,@x\n")[1] == ["=1+1", "@x"]


def test_a_quote_that_never_closes_does_not_eat_the_file() -> None:
    lines = ["x,y\n"] * 500
    rows = [record for _, record in iter_records(['"open,b\n', *lines], ",")]
    assert len(rows) == 501
    assert rows[:2] == [['"open', "b"], ["x", "y"]]


def test_a_field_of_any_length_is_read() -> None:
    long = "x" * 200_000
    assert [record for _, record in iter_records([f'"{long}",b\n'], ",")] == [[f'"{long}"', "b"]]


def test_a_table_wider_than_a_sheet_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="at most 16384 columns, not 20001"):
        read(read_csv, "a" + "," * 20_000)


def test_rows_of_unequal_length_keep_their_cells() -> None:
    assert _rows("a,b\n1\n2,3,4\n") == [["a", "b"], ["1"], ["2", "3", "4"]]


def test_a_long_table_is_continued_and_repeats_its_header() -> None:
    blocks = read_blocks(
        read_csv, "name,value\n" + "some words of the first,and some of the second value\n" * 100
    )
    tables = [block.table for block in blocks if block.table is not None]
    assert [table.is_continued for table in tables] == [False, True]
    assert tables[1].cells[0].text == "name"
    assert _places(blocks) == ["rows 2-51", "rows 52-101"]


def _places(blocks: list[Block]) -> list[str]:
    return [block.place for block in blocks]


def test_utf_16_is_read() -> None:
    assert _rows("k,v\nCastor,9918\n".encode("utf_16"))[1] == ["Castor", "9918"]


@given(st.binary(min_size=1))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableDocumentError):
        read(read_csv, data)


@given(st.lists(st.text('ab ,"\n;', max_size=10), max_size=20))
def test_records_never_run_over_the_end(lines: list[str]) -> None:
    numbers = [number for number, _ in iter_records([f"{line}\n" for line in lines], ",")]
    assert numbers == sorted(set(numbers))


SHEET = """\
Berth;Holder;Length;Paid
A1;"Müller, Anna";8,5;yes
A2;"The ""Old"" Boat
Company";12;no

A3;;9;yes
"""


def test_a_whole_sheet_is_read_row_by_row() -> None:
    table = _table(SHEET.encode("cp1252"))
    assert (table.row_count, table.column_count) == (4, 4)
    assert [(cell.text, cell.row, cell.column, cell.place) for cell in table.cells] == [
        ("Berth", 0, 0, "row 1"),
        ("Holder", 0, 1, "row 1"),
        ("Length", 0, 2, "row 1"),
        ("Paid", 0, 3, "row 1"),
        ("A1", 1, 0, "row 2"),
        ("Müller, Anna", 1, 1, "row 2"),
        ("8,5", 1, 2, "row 2"),
        ("yes", 1, 3, "row 2"),
        ("A2", 2, 0, "row 3"),
        ('The "Old" Boat Company', 2, 1, "row 3"),
        ("12", 2, 2, "row 3"),
        ("no", 2, 3, "row 3"),
        ("A3", 3, 0, "row 5"),
        ("", 3, 1, "row 5"),
        ("9", 3, 2, "row 5"),
        ("yes", 3, 3, "row 5"),
    ]

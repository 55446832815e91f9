from tests.unit.evidence.pages import make_page, make_table
from wasat.reader.comparison.sheet import Sheet, read_both_ways
from wasat.reader.tables.grid import iter_grids


def read(*rows: list[str], headers: int = 1) -> list[Sheet]:
    (grid,) = iter_grids([make_page(make_table(*rows, headers=headers))])
    return read_both_ways(grid)


def names(sheet: Sheet, number: int) -> list[tuple[str, str]]:
    return [(result.name, result.cell.text) for result in sheet.results[number]]


def test_a_table_is_read_with_its_systems_in_columns_and_in_rows() -> None:
    columns, rows = read(["", "A", "B"], ["MATH", "1", "2"], ["DROP", "3", "4"])

    assert columns.systems == ("A", "B")
    assert names(columns, 1) == [("MATH", "2"), ("DROP", "4")]
    assert rows.systems == ("MATH", "DROP")
    assert names(rows, 0) == [("A", "1"), ("B", "2")]


def test_two_lines_of_headers_name_a_result_together() -> None:
    _, rows = read(
        ["Model", "SQuAD", "SQuAD", "XNLI"], ["Model", "EM", "F1", "acc"], ["A", "1", "2", "3"],
        headers=2,
    )  # fmt: skip

    assert names(rows, 0) == [("SQuAD EM", "1"), ("SQuAD F1", "2"), ("XNLI", "3")]
    assert rows.results[0][1].parts == ("SQuAD", "F1")


def test_the_labels_that_tell_rows_apart_name_them() -> None:
    columns, _ = read(
        ["Group", "Benchmark", "Metric", "A"],
        ["Reasoning", "MATH", "acc.", "1"],
        ["Reasoning", "DROP", "F1", "2"],
        ["Other", "XNLI", "acc.", "3"],
    )

    assert names(columns, 0) == [("MATH", "1"), ("DROP", "2"), ("XNLI", "3")]
    assert columns.results[0][1].parts == ("DROP", "Reasoning", "F1")


def test_rows_that_name_a_group_are_no_systems() -> None:
    _, rows = read(["Model", "MATH", "DROP"], ["Closed", "", ""], ["A", "1", "2"])

    assert rows.systems == ("A",)


def test_a_column_without_a_name_holds_no_result() -> None:
    _, rows = read(["Model", "", "DROP"], ["A", "1", "2"])

    assert names(rows, 0) == [("DROP", "2")]


def test_a_table_of_words_is_no_account_of_systems() -> None:
    assert read(["Model", "By"], ["A", "Ada"], ["B", "Bea"]) == []
    assert read(["A", "B"], headers=0) == []


def test_long_tables_are_read_in_time_that_grows_with_their_rows() -> None:
    columns, _ = read(["", "A"], *([f"Task {number}", "1"] for number in range(5_000)))

    assert len(columns.results[0]) == 5_000

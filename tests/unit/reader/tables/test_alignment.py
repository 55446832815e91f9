import pytest

from tests.unit.evidence.pages import make_page, make_table
from wasat.reader.tables.alignment import (
    View,
    align,
    choose_column,
    match_names,
    normalise,
    view_both_ways,
)
from wasat.reader.tables.grid import iter_grids


def view(*rows: list[str], is_turned: bool = False) -> View:
    (grid,) = iter_grids([make_page(make_table(*rows))])
    return next(view for view in view_both_ways(grid) if view.is_turned is is_turned)


def views(*rows: list[str]) -> list[View]:
    (grid,) = iter_grids([make_page(make_table(*rows))])
    return list(view_both_ways(grid))


@pytest.mark.parametrize(
    ("name", "reduced"),
    [
        ("MMMU (5-shot)", "mmmu"),
        ("ARC-Challe nge", "arcchallenge"),
        ("Größe*", "grosse"),
        ("(total)", "total"),
        ("Net  Income", "netincome"),
    ],
)
def test_names_are_reduced_to_letters_and_digits(name: str, reduced: str) -> None:
    assert normalise(name) == reduced


def test_a_table_is_read_both_ways() -> None:
    by_rows, by_columns = views(["Model", "MATH", "DROP"], ["One", "1", "2"])

    assert (list(by_rows.names), by_rows.labels) == (["one"], ["MATH", "DROP"])
    assert (list(by_columns.names), by_columns.labels) == (["math", "drop"], ["One"])
    assert by_columns.cell("drop", 0).text == by_rows.cell("one", 1).text == "2"
    assert by_columns.title("math") == "MATH"


def test_tables_of_one_column_have_nothing_to_compare() -> None:
    (grid,) = iter_grids([make_page(make_table(["Name"], ["A"]))])

    assert list(view_both_ways(grid)) == []


def test_nearly_equal_names_are_paired_after_equal_ones() -> None:
    left = view(["", "x"], ["HellaSwag", "1"], ["WinoGrande", "2"], ["MATH", "3"])
    right = view(["", "x"], ["HellaSwag", "1"], ["WinoGrand", "2"], ["MathVista", "3"])

    assert match_names(left, right) == {"hellaswag": "hellaswag", "winogrande": "winogrand"}


@pytest.mark.parametrize(
    ("labels", "about", "column"),
    [
        (["Falcon 1-base", "Falcon 1"], "Falcon 1: a family of models", 1),
        (["Falcon 1", "Falcon 1.5"], "Falcon 1.5: longer contexts", 1),
        (["Baseline", "Ours"], "A paper about apples", 1),
        (["First", "Second"], "A paper about apples", 0),
    ],
)
def test_the_column_of_the_document_itself_is_chosen(
    labels: list[str], about: str, column: int
) -> None:
    table = view(["", *labels], ["MATH", *("1" for _ in labels)])

    assert choose_column(table, about) == column


def test_rows_of_both_documents_are_set_side_by_side() -> None:
    first = views(["", "A"], ["MATH", "1"], ["DROP", "2"], ["Only one", "3"])
    second = views(["", "B"], ["DROP", "20"], ["MATH", "10"], ["Only two", "30"])

    rows = align([first, second], ["A", "B"])

    assert [(row.title, [cell and cell.text for cell in row.cells]) for row in rows] == [
        ("MATH", ["1", "10"]),
        ("DROP", ["2", "20"]),
        ("Only one", ["3", None]),
        ("Only two", [None, "30"]),
    ]


def test_a_turned_table_is_aligned_with_one_that_is_not() -> None:
    first = views(["", "A"], ["MATH", "1"], ["DROP", "2"])
    second = views(["Model", "DROP", "MATH"], ["B", "20", "10"])

    rows = align([first, second], ["A", "B"])

    assert [[cell and cell.text for cell in row.cells] for row in rows] == [
        ["1", "10"],
        ["2", "20"],
    ]


def test_tables_without_common_names_are_not_aligned() -> None:
    assert align([views(["", "A"], ["x", "1"]), views(["", "B"], ["y", "2"])], ["", ""]) == []


def test_one_common_name_is_chance() -> None:
    first = views(["", "A"], ["Total", "1"], ["x", "2"])
    second = views(["", "B"], ["Total", "1"], ["y", "2"])

    assert align([first, second], ["", ""]) == []

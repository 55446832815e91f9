import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.documents.formats.office.sheet.references import (
    MOST_COLUMNS,
    MOST_ROWS,
    Area,
    name_cell,
    parse_area,
    parse_cell,
    shift_formula,
)


@given(st.integers(0, MOST_ROWS - 1), st.integers(0, MOST_COLUMNS - 1))
def test_a_name_is_read_as_what_was_named(row: int, column: int) -> None:
    assert parse_cell(name_cell(row, column)) == (row, column)


@pytest.mark.parametrize("name", ["", "A", "1", "A0", "XFE1", "A1048577", "A1:B2", "Ä1"])
def test_what_names_no_cell_is_none(name: str) -> None:
    assert parse_cell(name) is None


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("A1:D10", Area(0, 0, 9, 3)),
        ("d10:a1", Area(0, 0, 9, 3)),
        ("$B$4", Area(3, 1, 3, 1)),
        ("A:C", Area(0, 0, MOST_ROWS - 1, 2)),
        ("2:5", Area(1, 0, 4, MOST_COLUMNS - 1)),
        ("A1:", None),
        ("A1:B", None),
        (":", None),
        ("A0:B2", None),
        ("", None),
    ],
)
def test_areas_are_cells_columns_or_rows(name: str, area: Area | None) -> None:
    assert parse_area(name) == area


@pytest.mark.parametrize(
    ("formula", "shifted"),
    [
        ("A1+$B$2+C$3", "B3+$B$2+D$3"),
        ("SUM(A1:A9)*LOG10(2)", "SUM(B3:B11)*LOG10(2)"),
        ('"A1"&Sheet2!A1', '"A1"&Sheet2!B3'),
        ("XFD1", "#REF!"),
        ("A1048576", "#REF!"),
    ],
)
def test_a_formula_moves_as_when_it_is_copied(formula: str, shifted: str) -> None:
    assert shift_formula(formula, 2, 1) == shifted

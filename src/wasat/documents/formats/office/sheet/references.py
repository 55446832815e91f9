"""Names of cells, `B4` and `A1:D10`, as numbers of rows and columns from 0."""

import re
from typing import NamedTuple

MOST_ROWS = 1_048_576  # Source: sheets as practised
MOST_COLUMNS = 16_384
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})?\$?([0-9]{1,7})?(?::\$?([A-Za-z]{1,3})?\$?([0-9]{1,7})?)?")
_REFERENCE = re.compile(
    r"""("[^"]*"|'[^']*'!?)|(?<![A-Za-z0-9_.$])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_(.])"""
)


class Area(NamedTuple):
    """Rows and columns of a sheet, from 0, first and last inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def parse_cell(name: str) -> tuple[int, int] | None:
    """Return row and column of a cell, or nothing if it is none."""
    found = _CELL.fullmatch(name)
    if found is None:
        return None
    row, column = int(found[2]) - 1, _column(found[1])
    return (row, column) if 0 <= row < MOST_ROWS and column < MOST_COLUMNS else None


def parse_area(name: str) -> Area | None:
    """Return the area of `A1:D10`, `B4`, `A:C` or `2:5`, or nothing if it is none."""
    found = _RANGE.fullmatch(name.strip())
    if found is None or not any(found.groups()):
        return None
    is_one = ":" not in name
    left, right = found[1], found[1] if is_one else found[3]
    top, bottom = found[2], found[2] if is_one else found[4]
    if (left is None) != (right is None) or (top is None) != (bottom is None):
        return None
    columns = sorted((_column(left), _column(right))) if left and right else [0, MOST_COLUMNS - 1]
    rows = sorted((int(top) - 1, int(bottom) - 1)) if top and bottom else [0, MOST_ROWS - 1]
    if rows[0] < 0:
        return None
    return Area(rows[0], columns[0], rows[1], columns[1])


def name_cell(row: int, column: int) -> str:
    """Return the name of a cell."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def shift_formula(formula: str, rows: int, columns: int) -> str:
    """Move the relative references of a formula, as when it is copied to another cell."""

    def move(found: re.Match[str]) -> str:
        if found[1]:
            return found[0]
        row = int(found[5]) - 1 + (0 if found[4] else rows)
        column = _column(found[3]) + (0 if found[2] else columns)
        if not (0 <= row < MOST_ROWS and 0 <= column < MOST_COLUMNS):
            return "#REF!"
        bare = name_cell(row, column)
        letters = bare.rstrip("0123456789")
        return f"{found[2]}{letters}{found[4]}{bare[len(letters) :]}"

    return _REFERENCE.sub(move, formula)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1

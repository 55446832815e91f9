"""Cells of a sheet as people name them: `A1:D10`, `B4`, `A:C`, `2:5`."""

import re
from typing import NamedTuple

from wasat.status import InvalidArgumentError

MOST_ROWS = 1_048_576  # Source: sheets as practised
MOST_COLUMNS = 16_384

_CORNER = r"\$?([A-Za-z]{1,3})?\$?([1-9][0-9]{0,6})?"
_RANGE = re.compile(rf"{_CORNER}(?::{_CORNER})?")


class Area(NamedTuple):
    """Rows and columns from 1, first and last inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


EVERYWHERE = Area(1, 1, MOST_ROWS, MOST_COLUMNS)


def parse_area(text: str) -> Area:
    """Read a range of cells; nothing at all is the whole sheet.

    Raises:
        InvalidArgumentError: It is no range.
    """
    if not text.strip():
        return EVERYWHERE
    match = _RANGE.fullmatch(text.strip())
    left, top, right, bottom = match.groups() if match else (None,) * 4
    if ":" not in text:
        right, bottom = left, top
    is_even = bool(left) == bool(right) and bool(top) == bool(bottom)
    if not is_even or not (left or top):
        raise InvalidArgumentError(f"expected cells such as A1:D10, not {text[:60]!r}")
    columns = sorted((parse_column(left), parse_column(right))) if left and right else None
    rows = sorted((int(top), int(bottom))) if top and bottom else None
    first_column, last_column = columns or (1, MOST_COLUMNS)
    first_row, last_row = rows or (1, MOST_ROWS)
    return Area(first_row, first_column, last_row, last_column)


def parse_column(letters: str) -> int:
    """Return the number of a column, from 1: `A` is 1, `AA` 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number

"""A label on a page, and where its value may stand."""

import re
from typing import NamedTuple

from wasat.box import Box, enclose
from wasat.reader.leaves.layout import Run
from wasat.reader.leaves.pages import Leaf

_FILLER = re.compile(
    r"\s*(?:\([^()]{0,30}\)\s*)?(?:[:：=#№]|n[°º]|\.(?=\s))*\s*[-–]?\s*", re.IGNORECASE
)
_HONORIFICS = frozenset("おご御")  # before Japanese nouns, which mean the same without them
_FIRST_CHARACTER = "\u3040"  # of the scripts without spaces: kana, ideographs, Hangul follow
_FIGURE = re.compile(r"\d")
_FEWEST_COLUMNS = 3  # of a table with a line of headers; of two the first may hold labels
_ROWS_BELOW = 3  # in which a value may stand below its label
_ALIGNED = 6.0  # points by which edges of a label and the value below it may differ


class Label(NamedTuple):
    """Characters start..end of a run, which say what the value beside them is."""

    leaf: Leaf
    row: int
    at: int
    start: int
    end: int

    @property
    def run(self) -> Run:
        """The words among which it stands."""
        return self.leaf.rows[self.row][self.at]

    @property
    def value_start(self) -> int:
        """Where a value begins that stands in the same run, signs between them left out."""
        filler = _FILLER.match(self.run.text, self.end)
        return filler.end() if filler else self.end

    @property
    def box(self) -> Box:
        """Around the label's own words."""
        at = 0
        boxes: list[Box] = []
        for spot in self.run.spots:
            if at < self.end and at + len(spot.text) > self.start:
                boxes.append(spot.box)
            at += len(spot.text) + 1
        return enclose(boxes)


def find_cell_below(label: Label) -> Run | None:
    """Find what stands below a label that heads a column of a table; None if it heads none."""
    spot = label.run.spots[0]
    is_announced = ":" in label.run.text[label.end : label.value_start]
    if spot.cell is None or is_announced or not _heads_columns(label.leaf, spot.block, spot.cell):
        return None
    below = (spot.cell[0] + 1, spot.cell[1])
    for row in label.leaf.rows[label.row + 1 :]:
        for run in row:
            if (run.spots[0].block, run.spots[0].cell) == (spot.block, below):
                return run
    return None


def _heads_columns(leaf: Leaf, block: int, place: tuple[int, int]) -> bool:
    """Whether a row of a table names three and more columns: the first, without figures."""
    table = leaf.page.blocks[block].table
    if table is None or place[0] > 0:
        return False
    cells = [cell for cell in table.cells if cell.row == 0]
    return len(cells) >= _FEWEST_COLUMNS and not any(_FIGURE.search(cell.text) for cell in cells)


def is_whole(text: str, match: re.Match[str]) -> bool:
    """Tell whether a label neither begins nor ends within a word."""
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    begins = before.isalnum() and before not in _HONORIFICS
    ends = match[0][-1:].isalnum() and after.isalnum() and not is_joined(match[0], after)
    return not (begins or ends)


def is_joined(label: str, after: str) -> bool:
    """Whether a label in characters ends where letters or figures begin: "請求書番号INV-1"."""
    return label[-1:].isalpha() and label[-1:] >= _FIRST_CHARACTER and after[:1].isascii()


def find_run_below(label: Label) -> Run | None:
    """Find the next run below a label that shares an edge or its middle with it."""
    rows = label.leaf.rows[label.row + 1 : label.row + 1 + _ROWS_BELOW]
    box = label.box
    if box.is_empty:
        return rows[0][0] if rows and len(rows[0]) == 1 else None
    for row in rows:
        for run in row:
            if run.box.top - box.bottom < 3 * box.height and _is_aligned(box, run.box):
                return run
    return None


def _is_aligned(label: Box, other: Box) -> bool:
    left = abs(label.x0 - other.x0)
    right = abs(label.x1 - other.x1)
    middle = abs(label.x0 + label.x1 - other.x0 - other.x1) / 2
    return min(left, right, middle) <= _ALIGNED

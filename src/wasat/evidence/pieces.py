"""What stands on a page, piece by piece: runs of words set apart by space, and what lines up."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap
from typing import NamedTuple

from wasat.box import Box, enclose
from wasat.documents.document import Block, Break, Cell, Line, Page, Word
from wasat.evidence.figures import is_year, parse_figure, years_in
from wasat.evidence.quote import Located

SIGNS = frozenset(("$", "€", "£", "¥", "(", ")", "$(", "%", ")%"))
_FIGURE_SIGN = re.compile(r"[-–—−\d]|\bn", re.IGNORECASE)  # no figure is without one
_MIN_GAP = 6.0  # points between a label and the first figure: more than two spaces of small print
_NUMBERED = re.compile(r"[:#°№]|(?<![\d./-])(?:19|20)\d\d-\d{3,}")  # "Date: 2024", "N° 2024-0457"
_DATE_WORDS = 4  # "December 28, 2018"
_FEW_LINES = 3
_LINE_WORDS = 6  # a line of prose has more, a label fewer
_BESIDE = 0.5  # share of the lower block's height that two blocks side by side have in common


class Piece(NamedTuple):
    """A run of words on one line.

    Attributes:
        text: As printed.
        box: Around it.
        located: Where it stands.
    """

    text: str
    box: Box
    located: Located

    @property
    def is_figure(self) -> bool:
        """Whether it is a number, or a dash in place of one, and nothing else."""
        return parse_figure(self.text) is not None

    @property
    def is_date(self) -> bool:
        """Whether it is a year or a date, as columns are headed."""
        if is_year(self.text):
            return True
        is_dated = len(self.text.split()) <= _DATE_WORDS and bool(years_in(self.text))
        return is_dated and not _NUMBERED.search(self.text)


class Pieces(NamedTuple):
    """The pieces of a page.

    Attributes:
        loose: All whose rows are to be read by where words stand.
        whole: Blocks with tables that can be read as they are.
    """

    loose: list[Piece]
    whole: list[int]


def read_pieces(page: Page) -> Pieces:
    """Part what must be read by where words stand from the tables that are whole.

    Loose is all without a table; and every table, if one of them is torn apart, with figures
    beside it or as `_is_torn` says: then the headers of one head another.
    """
    tables = [index for index, block in enumerate(page.blocks) if block.table is not None]
    pieces = {
        index: list(iter_pieces(index, block))
        for index, block in enumerate(page.blocks)
        if block.table is None
    }
    boxes = {index: block_box(page.blocks[index]) for index in tables}
    boxes |= {
        index: enclose(piece.box for piece in found)
        for index, found in pieces.items()
        if any(piece.is_figure for piece in found)
    }
    is_torn = any(
        _is_beside(boxes[min(table, other)], boxes[max(table, other)])
        for table in tables  # of figures there may be thousands; a table is rarely one of many
        for other in boxes
        if other != table
    ) or any(_is_torn(page.blocks[index], boxes[index]) for index in tables)
    if is_torn:
        pieces |= {index: list(iter_pieces(index, page.blocks[index])) for index in tables}
    loose = [piece for _, found in sorted(pieces.items()) for piece in found]
    return Pieces(loose=loose, whole=[] if is_torn else tables)


def iter_pieces(index: int, block: Block) -> Iterator[Piece]:
    """Yield the pieces of a block, table or not, in its own order; none of mere prose."""
    if block.table is None:
        if not _is_prose(block):
            yield from _pieces(block.lines, Located(index, 0, 0))
        return
    for cell in block.table.cells:
        if cell.lines:
            yield from _pieces(cell.lines, Located(index, 0, 0, (cell.row, cell.column)))


def align(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Put pieces that stand on one line together, top to bottom, left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.box.top + piece.box.bottom, piece.box.x0)):
        if rows and _middle(piece.box) - _middle(rows[-1][0].box) < rows[-1][0].box.height / 2:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.box.x0) for row in rows]


def block_box(block: Block) -> Box:
    """Return the box around a block's words."""
    lines = list(block.lines)
    if block.table is not None:
        lines += [line for cell in block.table.cells for line in cell.lines]
    return enclose(word.box for line in lines for word in line.words)


def _is_prose(block: Block) -> bool:
    """Whether a block has many long lines, none of which ends in a figure."""
    if len(block.lines) <= _FEW_LINES or sum(len(line.words) for line in block.lines) < (
        _LINE_WORDS * len(block.lines)
    ):
        return False
    ends = [line.words[-1].text[-1:] for line in block.lines]
    return not any(end in ")%" or end.isdigit() for end in ends)


def _is_torn(block: Block, box: Box) -> bool:
    """Whether a table by itself shows that it is not whole.

    A cell holds a label and its figure, set apart, on one line; or no cell holds a letter, though
    the table stands on a page where its labels may stand beside it.
    """
    cells = block.table.cells if block.table is not None else ()
    if not box.is_empty and not any(any(map(str.isalpha, cell.text)) for cell in cells):
        return True
    return _holds_row(cells)


def _holds_row(cells: Sequence[Cell]) -> bool:
    for cell in cells:
        words = sum(len(line.words) for line in cell.lines)
        if words > 1 and _may_be_row(cell) and _FIGURE_SIGN.search(cell.text):
            for row in align(list(_pieces(cell.lines, Located(0, 0, 0)))):
                if row[-1].is_figure and not (row[0].is_figure or row[0].text in SIGNS):
                    return True
    return False


def _may_be_row(cell: Cell) -> bool:
    """Whether there is more than one piece in a cell; nearly all are of one line without gaps."""
    first = cell.lines[0].words
    return len(cell.lines) > 1 or any(starmap(_is_apart, pairwise(first)))


def _is_beside(left: Box, right: Box) -> bool:
    if left.is_empty or right.is_empty or (left.x0 < right.x1 and right.x0 < left.x1):
        return False
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    return shared > _BESIDE * min(left.height, right.height)


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _pieces(lines: Sequence[Line], where: Located) -> Iterator[Piece]:
    start = 0  # in the text that `flow` makes of the lines
    for index, line in enumerate(lines):
        is_cut = line.ends_with is Break.HYPHEN and index < len(lines) - 1
        for group in _groups(line.words):
            text = " ".join([word.text for word in group])
            end = start + len(text) - (is_cut and group[-1] is line.words[-1])
            box = enclose([word.box for word in group])
            yield Piece(text, box, where._replace(start=start, end=end))
            start = end + 1
        start += -1 if is_cut else len(line.ends_with.value) - 1


def _groups(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Part a line where space is wide, and before a currency sign; a sign goes with its figure."""
    first = 0
    for at in range(1, len(words)):
        if _is_apart(words[at - 1], words[at]):
            yield words[first:at]
            first = at
    yield words[first:]


def _is_apart(before: Word, word: Word) -> bool:
    if before.text in SIGNS or word.text in (")", "%", ")%"):
        return False
    gap = word.box.x0 - before.box.x1
    return gap > _MIN_GAP or (word.text in SIGNS and not before.box.is_empty)

"""A quote and where it stands: words of a block, found again, with their boxes."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from wasat.box import Box, enclose
from wasat.documents.document import Block, Cell, Line, Page, Placed, Word, flow
from wasat.generation.chunk import Citation
from wasat.generation.prompt import Source

_TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+")


class Located(NamedTuple):
    """Where words stand on a page.

    Attributes:
        block: Index in `Page.blocks`.
        start: First character in the running text of the block, or of the cell if there is one.
        end: Character after the last.
        cell: Row and column, both from 0, if the words stand in a table.
    """

    block: int
    start: int
    end: int
    cell: tuple[int, int] | None = None


def cite(
    source: Source,
    page: Page,
    located: Located,
    *,
    score: float = 1.0,
) -> Citation:
    """Quote the words at a place of a page, with one box a line.

    The span is widened to whole words first, since boxes stand around words.

    Args:
        source: The document of the prompt that the page belongs to.
        page: The page.
        located: Where the words stand; not beyond the end of the text.
        score: Confidence that the quote bears the statement, 0 to 1. The citation's is lower where
            the words were read off a picture: by how sure they are.

    Raises:
        ValueError: No words stand there.
    """
    block = page.blocks[located.block]
    text, placed = flow(_lines(block, located.cell))
    chosen = [word for word in placed if word.start < located.end and word.end > located.start]
    if not chosen:
        raise ValueError(f"a quote needs words, not an empty span {located}")
    quote = text[chosen[0].start : chosen[-1].end]
    boxes = _box_a_line(_lines(block, located.cell), placed, chosen)
    cells = [] if located.cell is None else [get_cell(block, *located.cell)]
    sure = score * _sureness([word.word for word in chosen])
    return _citation(source, page, _at(block, cells), quote, boxes, sure)


def cite_row(source: Source, page: Page, block: int, row: int, *, score: float = 1.0) -> Citation:
    """Quote one row of a table as it is printed, cell after cell, each with its box.

    Raises:
        ValueError: The block is no table, or the row holds no words.
    """
    table = page.blocks[block].table
    row_of_table = _row(table.cells, row) if table else ()
    cells = [cell for cell in row_of_table if cell.lines]
    if not cells:
        raise ValueError(f"a row of a table was expected at block {block}, row {row}")
    quote = " ".join(cell.text for cell in cells)
    boxes = [enclose(word.box for line in cell.lines for word in line.words) for cell in cells]
    sure = score * _sureness([word for cell in cells for line in cell.lines for word in line.words])
    return _citation(source, page, _at(page.blocks[block], cells), quote, boxes, sure)


def locate(page: Page, quote: str) -> Located | None:
    """Find words again on a page, letters, digits and their order being all that counts.

    Case, spaces, hyphens and punctuation between words may differ; the separators inside a number
    may not, and neither end may lie inside a word or a number. None if they are not there, or
    only spread over several blocks or cells.
    """
    tokens = _TOKEN.findall(quote)
    if not tokens:
        return None
    pattern = re.compile(
        r"(?<!\w)(?<!\d[.,])" + r"[\W_]*".join(map(re.escape, tokens)) + r"(?!\w)(?![.,]\d)",
        re.IGNORECASE,
    )
    for index, cell, text in _texts(page):
        match = pattern.search(text)
        if match is not None:
            return Located(index, match.start(), match.end(), cell)
    return None


def get_cell(block: Block, row: int, column: int) -> Cell:
    """Return the cell that begins at a place of the block's table, however long the table is.

    Raises:
        ValueError: No cell begins there.
    """
    cells = block.table.cells if block.table is not None else ()
    at = _first_cell(cells, (row, column))
    if at == len(cells) or _place_of(cells[at]) != (row, column):
        raise ValueError(f"a cell was expected at row {row}, column {column} of the block")
    return cells[at]


def _row(cells: Sequence[Cell], row: int) -> Sequence[Cell]:
    return cells[_first_cell(cells, (row, 0)) : _first_cell(cells, (row + 1, 0))]


def _first_cell(cells: Sequence[Cell], place: tuple[int, int]) -> int:
    """Return the index of the first cell at a row and column or after them; tables are in order."""
    return bisect_left(cells, place, key=_place_of)


def _place_of(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _at(block: Block, cells: Sequence[Cell]) -> Block:
    """Return the block with the place of its cells, if they have one: `row 7`, `Costs!B4:C4`."""
    places = list(dict.fromkeys(cell.place for cell in cells))
    if not places or not all(places):
        return block
    last = places[-1].rpartition("!")[2]
    return replace(block, place=places[0] if len(places) == 1 else f"{places[0]}:{last}")


def _citation(
    source: Source,
    page: Page,
    block: Block,
    quote: str,
    boxes: Iterable[Box],
    score: float,
) -> Citation:
    is_paged = page.width > 0
    return Citation(
        source=source,
        quote=quote,
        page=page.number if is_paged else None,
        place="" if is_paged else block.place,
        boxes=tuple(box for box in boxes if not box.is_empty),
        origin=block.origin.value,
        score=score,
    )


def _sureness(words: Sequence[Word]) -> float:
    """Mean over the letters of how sure it is that they are printed so."""
    count = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / max(count, 1)


def _lines(block: Block, cell: tuple[int, int] | None) -> tuple[Line, ...]:
    return block.lines if cell is None else get_cell(block, *cell).lines


def _box_a_line(
    lines: Sequence[Line], placed: Sequence[Placed], chosen: Sequence[Placed]
) -> Iterator[Box]:
    starts = {word.start for word in chosen}
    at = 0
    for line in lines:
        words = placed[at : at + len(line.words)]
        at += len(line.words)
        yield enclose(word.word.box for word in words if word.start in starts)


def _texts(page: Page) -> Iterator[tuple[int, tuple[int, int] | None, str]]:
    for index, block in enumerate(page.blocks):
        if block.table is None:
            yield index, None, block.text
        else:
            for cell in block.table.cells:
                yield index, (cell.row, cell.column), cell.text

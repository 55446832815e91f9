"""The rows of one page of a document, each with what its figures are counted in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wasat.documents.document import Document, Page
from wasat.evidence.language import Language
from wasat.evidence.rows import Row, iter_rows
from wasat.evidence.tabular.carried import Carried, carry_heads
from wasat.evidence.tabular.heads import part_heads, read_cells
from wasat.evidence.tabular.scale import ONES, Scale, find_scale
from wasat.reader.rows.points import read_points
from wasat.reader.rows.turned import turn_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaledRow:
    """A row, where it stands and what its figures are counted in."""

    page: Page
    row: Row
    scale: Scale


def read_rows(document: Document, number: int, language: Language) -> list[ScaledRow]:
    """Read the rows of a page: with headers from the page before, turned if years are labels.

    Args:
        document: All of it, since a table may begin pages before.
        number: Of the page, from 1.
        language: That the document is written in.
    """
    page = document.pages[number - 1]
    carried = carry_heads(document.pages, number)
    rows = list(turn_rows(read_points(list(iter_rows(page, carried)), language)))
    scales = {index: _scale_of(document, page, index, carried) for index in {r.block for r in rows}}
    return [ScaledRow(page=page, row=row, scale=scales[row.block]) for row in rows]


def _scale_of(document: Document, page: Page, index: int, carried: Carried) -> Scale:
    """Find the scale of a block's figures: in its headers, above it from near to far, else below.

    Of a table that goes on from a page before, it may stand where the table begins.
    """
    texts = _texts_by_nearness(page, index)
    found = next((scale for text in texts if (scale := find_scale(text)) != ONES), ONES)
    if found == ONES and index == carried.block:
        start = document.pages[carried.page - 1]
        texts = _texts_by_nearness(start, carried.start)
        found = next((scale for text in texts if (scale := find_scale(text)) != ONES), ONES)
    return found


def _texts_by_nearness(page: Page, index: int) -> Iterator[str]:
    yield from _head_texts(page, index)
    blocks: Sequence[int] = [*range(index - 1, -1, -1), *range(index + 1, len(page.blocks))]
    for at in blocks:
        block = page.blocks[at]
        if block.table is None:
            yield block.text
        else:
            yield from _head_texts(page, at)


def _head_texts(page: Page, index: int) -> Iterator[str]:
    """Yield the first words of a table: those of its headers, and of its first label."""
    by_row = read_cells(page.blocks[index].table)
    _, body = part_heads(by_row)
    for number, row in by_row.items():
        if number not in body or number == body[0]:
            yield from (text for _, text in row)

"""What names the columns of a table that goes on over the end of a page."""

from collections.abc import Sequence
from typing import NamedTuple

from wasat.documents.document import BlockKind, Page
from wasat.evidence.tabular.heads import Heads, part_heads, read_cells

_MOST_PAGES = 100  # of one table; each is looked at again for every page after it
_MARGINS = (BlockKind.HEADER, BlockKind.FOOTER)


class Carried(NamedTuple):
    """Headers from a page before.

    Attributes:
        block: Index of the table that they head; -1 without one.
        heads: Rows of headers, outermost first.
        page: Number of the page they stand on; 0 without any.
        start: Index of the table on that page.
    """

    block: int = -1
    heads: Heads = ()
    page: int = 0
    start: int = -1


NOTHING_CARRIED = Carried()


def carry_heads(pages: Sequence[Page], number: int) -> Carried:
    """Return what heads the first table of a page, where it goes on from the page before.

    It does if the reader of the file saw that; or if nothing stands above it, it has no headers of
    its own, and the last table of the page before is as wide and ends that page.

    Args:
        pages: All of the document.
        number: Of the page, from 1.
    """
    block = _goes_on(pages[number - 1])
    width = _width(pages[number - 1], block)
    for before in range(number - 1, max(0, number - 1 - _MOST_PAGES), -1):
        page = pages[before - 1]
        last = _last_table(page)
        if block < 0 or last < 0 or _width(page, last) != width:
            return NOTHING_CARRIED
        heads, _ = part_heads(read_cells(page.blocks[last].table))
        if heads:
            return Carried(block=block, heads=heads, page=before, start=last)
        if last != _goes_on(page):
            return NOTHING_CARRIED
    return NOTHING_CARRIED


def _goes_on(page: Page) -> int:
    """Return the index of a table that may go on from the page before; -1 without one."""
    for index, block in enumerate(page.blocks):
        if block.table is not None:
            has_heads = bool(part_heads(read_cells(block.table))[0])
            return -1 if has_heads else index
        if block.kind not in _MARGINS:
            return -1
    return -1


def _last_table(page: Page) -> int:
    """Return the index of a table that ends a page; -1 without one."""
    for index in range(len(page.blocks) - 1, -1, -1):
        if page.blocks[index].table is not None:
            return index
        if page.blocks[index].kind not in (*_MARGINS, BlockKind.FOOTNOTE):
            return -1
    return -1


def _width(page: Page, index: int) -> int:
    table = page.blocks[index].table if index >= 0 else None
    return table.column_count if table is not None else 0

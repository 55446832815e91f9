"""A sheet, or some cells of it, cut out of a workbook or of values in rows."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import overload

from wasat.documents.document import (
    Block,
    BlockKind,
    Cell,
    Document,
    Origin,
    OutlineEntry,
    Page,
    Table,
)
from wasat.documents.formats.flow.words import running
from wasat.documents.formats.office.sheet.references import Area, parse_area, parse_cell
from wasat.documents.formats.sniff import XLSX
from wasat.status import UnreadableDocumentError

DATA, FORMULAS, VISUAL = "DATA", "FORMULAS", "VISUAL"
_ROW = re.compile(r"row ([0-9]{1,9})")


def cut_sheet(
    document: Document, *, sheet: int = 0, cells: str = "", layers: Sequence[str] = ()
) -> Document:
    """Return what is chosen of a workbook, or of values in rows; pages load as before.

    Args:
        document: Of any type; one that is no workbook is one sheet.
        sheet: From 1; 0 for all.
        cells: `A1:D10`, `B4`, `A:C` or `2:5`; empty for all.
        layers: Some of DATA (values), FORMULAS (alone they stand in place of values, beside them as
            fields below), VISUAL (charts and pictures); empty for all but formulas.

    Raises:
        UnreadableDocumentError: There is no such sheet, or the cells are none.
    """
    area = parse_area(cells) if cells else None
    if cells and area is None:
        raise UnreadableDocumentError(f"Cells are named as A1:D10, not {cells[:50]!r}.")
    most = max(len(_list_sheets(document)), 1)
    if not 0 <= sheet <= most:
        raise UnreadableDocumentError(f"The document has sheets 1 to {most}, not {sheet}.")
    chosen = find_sheet_pages(document, sheet)
    pages = _Cut(
        document.pages[chosen.start - 1 : chosen.stop - 1] if chosen else (),
        lambda page: _cut_page(page, area, layers),
    )
    summary = replace(document.summary, page_count=len(pages), outline=())
    return Document(summary=summary, pages=pages)


def find_sheet_pages(document: Document, sheet: int) -> range:
    """Return the numbers of the pages of a sheet; none if it is empty, or there is no such sheet.

    Args:
        document: One that is no workbook is one sheet.
        sheet: From 1, the empty and hidden ones counted; 0 for all.
    """
    everything = range(1, document.summary.page_count + 1)
    sheets = _list_sheets(document)
    if not sheet or (not sheets and sheet == 1):
        return everything
    if sheet > len(sheets) or not (start := sheets[sheet - 1].page):
        return range(0)
    following = (entry.page for entry in sheets[sheet:] if entry.page)
    return range(start, next(following, everything.stop))


def _list_sheets(document: Document) -> Sequence[OutlineEntry]:
    return document.summary.outline if document.summary.mime_type == XLSX else ()


class _Cut(Sequence[Page]):
    """Pages that are cut when they are asked for, and counted from 1."""

    def __init__(self, pages: Sequence[Page], cut: Callable[[Page], Page]) -> None:
        self._pages = pages
        self._cut = cut

    def __len__(self) -> int:
        return len(self._pages)

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Page]: ...
    def __getitem__(self, index: int | slice) -> Page | Sequence[Page]:
        numbers = range(1, len(self._pages) + 1)
        if isinstance(index, slice):
            return [self[number - 1] for number in numbers[index]]
        return replace(self._cut(self._pages[index]), number=numbers[index])


def _cut_page(page: Page, area: Area | None, layers: Sequence[str]) -> Page:
    blocks = [made for block in page.blocks for made in _cut_block(block, area, layers)]
    return replace(page, blocks=tuple(blocks))


def _cut_block(block: Block, area: Area | None, layers: Sequence[str]) -> Iterator[Block]:
    is_visual = block.kind is BlockKind.FIGURE or block.origin is Origin.DERIVED
    if is_visual:
        if not layers or VISUAL in layers:
            yield block
    elif layers and DATA not in layers and FORMULAS not in layers:
        return
    elif block.table is not None:
        yield from _cut_table(block, block.table, area, layers)
    elif area is None or _holds(area, _parse_place(block.place)):
        yield block


def _cut_table(
    block: Block, table: Table, area: Area | None, layers: Sequence[str]
) -> Iterator[Block]:
    kept = [c for c in table.cells if area is None or _holds(area, _find_place(c))]
    if not kept:
        return
    shows_formulas = FORMULAS in layers and DATA not in layers
    top, left = min(c.row for c in kept), min(c.column for c in kept)
    cells = tuple(
        replace(
            cell,
            row=cell.row - top,
            column=cell.column - left,
            lines=running(cell.formula) if shows_formulas and cell.formula else cell.lines,
        )
        for cell in kept
    )
    cut = Table(
        row_count=max(cell.row + cell.row_span for cell in cells),
        column_count=max(cell.column + cell.column_span for cell in cells),
        cells=cells,
        is_continued=table.is_continued and area is None,
    )
    yield replace(block, table=cut)
    if FORMULAS in layers and DATA in layers:
        yield from (_make_field(cell) for cell in kept if cell.formula)


def _make_field(cell: Cell) -> Block:
    marker = cell.place.rpartition("!")[2]
    lines = running(cell.formula)
    return Block(kind=BlockKind.FIELD, marker=marker, lines=lines, place=cell.place)


def _holds(area: Area, place: tuple[int, int] | None) -> bool:
    return place is None or area.holds(*place)


def _find_place(cell: Cell) -> tuple[int, int] | None:
    """Return row and column of a cell in its sheet; of values in rows the column is its own."""
    found = _ROW.fullmatch(cell.place)
    return (int(found[1]) - 1, cell.column) if found else _parse_place(cell.place)


def _parse_place(place: str) -> tuple[int, int] | None:
    """Return row and column of `Sheet1!B4`; nothing for the place of a whole sheet."""
    return parse_cell(place.rpartition("!")[2]) if "!" in place else None

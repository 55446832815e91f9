"""Cells of sheets: the visible ones of the chosen sheet, as if there were no others."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from wasat.documents.document import Block, Cell, Document, Page, Table
from wasat.documents.sheets import count_sheets, find_sheet_pages, name_sheets
from wasat.evidence.scope.layers import ChangedPages
from wasat.evidence.scope.sheet_layers import limit_sheet_layers
from wasat.generation.cells import EVERYWHERE, Area, parse_area, parse_column
from wasat.generation.prompt import Source
from wasat.status import UnreadableDocumentError

_ROW = re.compile(r"row (\d+)")
_SHEET_CELL = re.compile(r"(?P<sheet>.*)!\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d+)(?::.*)?")


def limit_cells(document: Document, source: Source) -> Document:
    """Leave the visible cells of the chosen sheet and its layers; in what is no sheet, everything.

    Raises:
        UnreadableDocumentError: There is no such sheet.
    """
    area = parse_area(source.cells)
    is_whole = area is EVERYWHERE and not source.sheet
    if document.summary.is_paged or (is_whole and not source.layers):
        return document
    names = _name_sheets(document)
    if not names:
        return document
    seen = document if is_whole else _leave_area(document, source.sheet, names, area)
    return limit_sheet_layers(seen, source.layers)


def _leave_area(document: Document, sheet: int, names: Collection[str], area: Area) -> Document:
    most = count_sheets(document)
    if sheet > most:
        raise UnreadableDocumentError(f"The document has no sheet {sheet}: it has {most}.")
    chosen = find_sheet_pages(document, sheet)

    def change(page: Page) -> Page:
        seen = page.blocks if page.number in chosen else ()
        blocks = (_limit_block(block, names, area) for block in seen)
        return replace(page, blocks=tuple(block for block in blocks if block is not None))

    return replace(document, pages=ChangedPages(document.pages, change))


def _name_sheets(document: Document) -> frozenset[str]:
    """Return the names of all sheets with cells; values in a text are one without."""
    return frozenset(name_sheets(document)) | frozenset(
        at[0]
        for page in document.pages
        for block in page.blocks
        if block.table is not None
        for cell in block.table.cells[:1]
        if (at := _locate(cell))
    )


def _limit_block(block: Block, sheets: Collection[str], area: Area) -> Block | None:
    """Return what is visible of a block, None if nothing is."""
    if block.table is None:
        match = _SHEET_CELL.fullmatch(block.place)
        sheet = match["sheet"] if match else block.place
        is_inside = match is None or area.holds(int(match["row"]), parse_column(match["column"]))
        return block if sheet in sheets and is_inside else None
    kept = [
        cell
        for cell in block.table.cells
        if (at := _locate(cell)) and at[0] in sheets and area.holds(at[1], at[2])
    ]
    if not kept:
        return None
    table = _shrink(block.table, kept)
    place = _name_rows(table) if block.place.startswith("row") else block.place
    return replace(block, table=table, place=place)


def _locate(cell: Cell) -> tuple[str, int, int] | None:
    """Return sheet, row and column of a cell, from 1; the only sheet of a text has no name.

    None for cells of tables that are no sheets.
    """
    if match := _SHEET_CELL.fullmatch(cell.place):
        return match["sheet"], int(match["row"]), parse_column(match["column"])
    row = _ROW.fullmatch(cell.place)
    return ("", int(row[1]), cell.column + 1) if row else None


def _shrink(table: Table, kept: Sequence[Cell]) -> Table:
    """Close up over the rows and columns of which no cell is left."""
    rows = {row: index for index, row in enumerate(sorted({cell.row for cell in kept}))}
    columns = {column: index for index, column in enumerate(sorted({c.column for c in kept}))}
    cells = tuple(
        replace(
            cell,
            row=rows[cell.row],
            column=columns[cell.column],
            row_span=_covered(rows, cell.row, cell.row_span),
            column_span=_covered(columns, cell.column, cell.column_span),
        )
        for cell in kept
    )
    return replace(table, row_count=len(rows), column_count=len(columns), cells=cells)


def _covered(places: dict[int, int], first: int, span: int) -> int:
    return sum(first <= place < first + span for place in places)


def _name_rows(table: Table) -> str:
    """Name a table of a text by the rows below its header: `rows 2-5`."""
    body = [cell for cell in table.cells if not cell.is_header] or table.cells
    numbers = [at[1] for cell in body if (at := _locate(cell))]
    first, last = min(numbers), max(numbers)
    return f"row {first}" if first == last else f"rows {first}-{last}"

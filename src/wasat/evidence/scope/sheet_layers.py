"""Layers of sheets: their values, the formulas behind them, and what is drawn on them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wasat.documents.document import Block, BlockKind, Cell, Document, Origin, Page, Table
from wasat.documents.formats.flow.words import running
from wasat.evidence.scope.layers import ChangedPages

DATA, FORMULAS, VISUAL = "DATA", "FORMULAS", "VISUAL"


def limit_sheet_layers(document: Document, layers: Sequence[str]) -> Document:
    """Leave the layers named; who names none sees values and what is drawn.

    Formulas alone stand in place of the values they make; beside values they follow as fields,
    each marked with its cell.
    """
    wanted = {DATA, FORMULAS, VISUAL}.intersection(layers)
    if not wanted:
        return document

    def change(page: Page) -> Page:
        return replace(page, blocks=tuple(_show(page.blocks, wanted)))

    return replace(document, pages=ChangedPages(document.pages, change))


def _show(blocks: Sequence[Block], wanted: set[str]) -> Iterator[Block]:
    for block in blocks:
        is_drawn = block.kind is BlockKind.FIGURE or block.origin is Origin.DERIVED
        if is_drawn or wanted == {VISUAL}:
            yield from [block] if is_drawn and VISUAL in wanted else []
        elif block.table is None or FORMULAS not in wanted:
            yield block
        elif DATA in wanted:
            yield block
            yield from (_write_field(cell) for cell in block.table.cells if cell.formula)
        else:
            yield replace(block, table=_uncover(block.table))


def _uncover(table: Table) -> Table:
    """Put formulas in place of their values."""
    cells = tuple(
        replace(cell, lines=running(cell.formula)) if cell.formula else cell for cell in table.cells
    )
    return replace(table, cells=cells)


def _write_field(cell: Cell) -> Block:
    marker = cell.place.rpartition("!")[2]
    lines = running(cell.formula)
    return Block(kind=BlockKind.FIELD, marker=marker, lines=lines, place=cell.place)

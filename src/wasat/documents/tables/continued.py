"""Tables that run over the end of a page."""

from dataclasses import replace

from wasat.box import Box
from wasat.documents.document import Table

_SAME_EDGE = 0.08  # of the width: columns of open tables end where their longest words do


def continues(above: Table, above_box: Box, table: Table, box: Box) -> bool:
    """Whether a table that begins a page goes on from one that ended the page before.

    It has as many columns and stands at the same place across the page.
    """
    near = _SAME_EDGE * max(box.width, above_box.width)
    is_left_alike = abs(box.x0 - above_box.x0) <= near
    is_right_alike = abs(box.x1 - above_box.x1) <= near
    return above.column_count == table.column_count and is_left_alike and is_right_alike


def mark_continued(above: Table, table: Table) -> Table:
    """Return the table as a continued one; its first rows are a head only if they repeat one."""
    if head_of(above) == head_of(table):
        return replace(table, is_continued=True)
    cells = tuple(replace(cell, is_header=False) for cell in table.cells)
    return replace(table, cells=cells, is_continued=True)


def head_of(table: Table) -> list[str]:
    """Return the texts of the header cells in order."""
    return [cell.text for cell in table.cells if cell.is_header]

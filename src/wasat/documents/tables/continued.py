"""Tables that run over the end of a page."""

from dataclasses import replace

from wasat.documents.document import Table

_ALIKE = 0.75  # share of the columns that must stand under one another


def continues(above: Table, table: Table) -> bool:
    """Whether a table that begins a page goes on from one that ended the page before.

    It has as many columns, and they stand at the same places across the page.
    """
    if above.column_count != table.column_count:
        return False
    upper, lower = column_spans(above), column_spans(table)
    both = upper.keys() & lower.keys()
    alike = sum(
        upper[column][0] < lower[column][1] and lower[column][0] < upper[column][1]
        for column in both
    )
    return bool(both) and alike >= _ALIKE * len(both)


def column_spans(table: Table) -> dict[int, tuple[float, float]]:
    """Return where the words of each column begin and end; cells that span several are left out."""
    spans: dict[int, tuple[float, float]] = {}
    for cell in table.cells:
        if cell.column_span == 1 and cell.lines:
            x0, x1 = spans.get(cell.column, (cell.box.x0, cell.box.x1))
            spans[cell.column] = (min(x0, cell.box.x0), max(x1, cell.box.x1))
    return spans


def mark_continued(above: Table, table: Table) -> Table:
    """Return the table as a continued one; its first rows are a head only if they repeat one."""
    if head_of(above) == head_of(table):
        return replace(table, is_continued=True)
    cells = tuple(replace(cell, is_header=False) for cell in table.cells)
    return replace(table, cells=cells, is_continued=True)


def head_of(table: Table) -> list[str]:
    """Return the texts of the header cells in order."""
    return [cell.text for cell in table.cells if cell.is_header]

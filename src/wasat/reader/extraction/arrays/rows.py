"""Tables to arrays of objects, columns by their headers."""

from collections.abc import Iterator, Mapping

from wasat.reader.extraction.arrays.columns import (
    FEWEST_COLUMNS,
    Row,
    is_item,
    is_sum,
    match_columns,
)
from wasat.reader.extraction.arrays.printed import find_printed
from wasat.reader.extraction.families import Field
from wasat.reader.extraction.search import recognise
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.recognise.found import Found
from wasat.reader.tables.grid import Grid, GridCell, iter_grids


def find_rows(fields: Mapping[str, Field], leaves: Leaves) -> list[Row]:
    """Find the table whose columns mean the most of these fields, and read it row by row.

    Args:
        fields: By property name.
        leaves: Where to look.

    Returns:
        One mapping a row, only of what was found; no rows if no table fits.
    """
    best: list[Row] = []
    most = min(FEWEST_COLUMNS, len(fields)) - 1
    for reading in leaves.readings:
        by_number = {leaf.page.number: leaf for leaf in leaves if leaf.reading is reading}
        for grid in iter_grids(leaf.page for leaf in by_number.values()):
            columns = match_columns(fields, [grid.header(c) for c in range(len(grid.rows[0]))])
            if len(columns) > most:
                rows = list(_read_grid(fields, columns, grid, (by_number, leaves)))
                if rows:
                    best, most = rows, len(columns)
    printed, count = find_printed(fields, leaves)
    return printed if count > most or not best else best


def _read_grid(
    fields: Mapping[str, Field],
    columns: Mapping[str, int],
    grid: Grid,
    where: tuple[Mapping[int, Leaf], Leaves],
) -> Iterator[Row]:
    by_number, leaves = where
    for row in grid.body:
        if is_sum(row[0].text):
            continue
        found: dict[str, Found] = {}
        for name, column in columns.items():
            leaf = by_number[row[column].page]
            value = _cell_value(fields[name], row[column], leaf, leaves)
            if value is not None:
                found[name] = value
        if is_item(found, [fields[name].kind for name in columns]):
            yield found


def _cell_value(field: Field, cell: GridCell, leaf: Leaf, leaves: Leaves) -> Found | None:
    if cell.located is None:
        return None
    matches = recognise(cell.text, field.kind, leaves.habits)
    if not matches:
        return None
    citations = leaf.cite([cell.located], 0.9)
    return Found(value=matches[0].value, printed=cell.text, citations=citations, score=0.9)

"""Tables to arrays of objects, columns by their headers."""

import re
from collections.abc import Iterator, Mapping

from wasat.reader.extraction.arrays.bare import find_bare
from wasat.reader.extraction.arrays.cell import read_cell
from wasat.reader.extraction.arrays.columns import (
    FEWEST_COLUMNS,
    Row,
    is_item,
    is_sum,
    match_columns,
)
from wasat.reader.extraction.arrays.printed import find_printed
from wasat.reader.extraction.families import Field
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.recognise.found import Found
from wasat.reader.recognise.kinds import Kind
from wasat.reader.tables.grid import Grid, GridCell, iter_grids

_LETTERS = re.compile(r"[^\W\d_]{2}")


def find_rows(fields: Mapping[str, Field], leaves: Leaves) -> list[Row]:
    """Find the table whose columns mean the most of these fields, and read it row by row.

    Args:
        fields: By property name.
        leaves: Where to look.

    Returns:
        One mapping a row, only of what was found; no rows if no table and no receipt fits.
    """
    best: list[Row] = []
    most = min(FEWEST_COLUMNS, len(fields)) - 1
    for reading in leaves.readings:
        by_number = {leaf.page.number: leaf for leaf in leaves if leaf.reading is reading}
        for grid in iter_grids(leaf.page for leaf in by_number.values()):
            columns = match_columns(fields, [grid.header(c) for c in range(len(grid.rows[0]))])
            columns |= _match_the_other(fields, columns, grid)
            if len(columns) > most:
                rows = list(_read_grid(fields, columns, grid, (by_number, leaves)))
                if rows:
                    best, most = rows, len(columns)
    printed, count = find_printed(fields, leaves)
    return (printed if count > most or not best else best) or find_bare(fields, leaves)


def _match_the_other(
    fields: Mapping[str, Field], columns: Mapping[str, int], grid: Grid
) -> Mapping[str, int]:
    """Give the one text that has no column the one column of words that has no field."""
    texts = [name for name, field in fields.items() if field.kind is Kind.TEXT]
    left = [name for name in texts if name not in columns]
    free = [
        column
        for column in range(len(grid.rows[0]))
        if column not in columns.values()
        and grid.header(column)
        and all(_LETTERS.search(row[column].text) for row in grid.body)
    ]
    is_told = len(columns) >= FEWEST_COLUMNS and len(left) == len(free) == 1
    return {left[0]: free[0]} if is_told else {}


def _read_grid(
    fields: Mapping[str, Field],
    columns: Mapping[str, int],
    grid: Grid,
    where: tuple[Mapping[int, Leaf], Leaves],
) -> Iterator[Row]:
    """Read row by row; after a sum only what fills as many cells as the items before it."""
    by_number, leaves = where
    kinds = [fields[name].kind for name in columns]
    fewest = least = 0
    for row in grid.body:
        if is_sum(next((cell.text for cell in row if cell.text), "")):
            least = fewest
            continue
        found: dict[str, Found] = {}
        for name, column in columns.items():
            leaf = by_number[row[column].page]
            value = _cell_value(fields[name], row[column], leaf, leaves)
            if value is not None:
                found[name] = value
        if is_item(found, kinds) and len(found) >= least:
            fewest = min(fewest or len(found), len(found))
            yield found


def _cell_value(field: Field, cell: GridCell, leaf: Leaf, leaves: Leaves) -> Found | None:
    if cell.located is None:
        return None
    match = read_cell(cell.text, field, leaves.habits)
    if match is None:
        return None
    citations = leaf.cite([cell.located], 0.9)
    return Found(value=match.value, printed=cell.text, citations=citations, score=0.9)

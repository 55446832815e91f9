"""Tables to arrays of objects: columns by their headers, with or without rules around them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from wasat.evidence.quote import Located
from wasat.reader.extraction.families import Field
from wasat.reader.extraction.layout import Run
from wasat.reader.extraction.pages import Leaf, Leaves
from wasat.reader.extraction.search import recognise
from wasat.reader.recognise.found import Found
from wasat.reader.recognise.kinds import NUMERIC, Kind
from wasat.reader.recognise.wordlists import alternatives
from wasat.reader.tables.grid import Grid, GridCell, iter_grids

_FEWEST_COLUMNS = 2  # that must be known before a table is taken for the one meant
_ROWS_WITHOUT_VALUES = 6  # lines that carry on a description before a table is over
_COLUMN_GAP = 24.0  # points by which a value may stick out from under its header

Row = Mapping[str, Found]


def find_rows(fields: Mapping[str, Field], leaves: Leaves) -> list[Row]:
    """Find the table whose columns mean the most of these fields, and read it row by row.

    Args:
        fields: By property name.
        leaves: Where to look.

    Returns:
        One mapping a row, only of what was found; no rows if no table fits.
    """
    best: list[Row] = []
    most = min(_FEWEST_COLUMNS, len(fields)) - 1
    for reading in leaves.readings:
        by_number = {leaf.page.number: leaf for leaf in leaves if leaf.reading is reading}
        for grid in iter_grids(leaf.page for leaf in by_number.values()):
            columns = _match_columns(fields, [grid.header(c) for c in range(len(grid.rows[0]))])
            if len(columns) > most:
                rows = list(_read_grid(fields, columns, grid, (by_number, leaves)))
                if rows:
                    best, most = rows, len(columns)
    printed, count = _find_printed(fields, leaves)
    return printed if count > most or not best else best


def _match_columns(fields: Mapping[str, Field], headers: Sequence[str]) -> dict[str, int]:
    """Give each field the header its labels describe best; no header to two fields."""
    scored = sorted(
        (
            (_fit(field, header), -at, name)
            for name, field in fields.items()
            for at, header in enumerate(headers)
        ),
        reverse=True,
    )
    columns: dict[str, int] = {}
    for score, at, name in scored:
        if score > 0 and name not in columns and -at not in columns.values():
            columns[name] = -at
    return columns


def _fit(field: Field, header: str) -> float:
    text = " ".join(header.split()).strip(" :.*")
    if not text:
        return 0.0
    if field.family.names.fullmatch(text):
        return 1.0
    for rank, label in enumerate(field.family.labels):
        if label.fullmatch(text):
            return 1.0 - 0.01 * rank
        match = label.search(text)
        if match and match.start() == 0:
            return 0.6 * (match.end() - match.start()) / len(text)
    return 0.0


def _read_grid(
    fields: Mapping[str, Field],
    columns: Mapping[str, int],
    grid: Grid,
    where: tuple[Mapping[int, Leaf], Leaves],
) -> Iterator[Row]:
    by_number, leaves = where
    for row in grid.body:
        if _sums().match(row[0].text):
            continue
        found: dict[str, Found] = {}
        for name, column in columns.items():
            leaf = by_number[row[column].page]
            value = _cell_value(fields[name], row[column], leaf, leaves)
            if value is not None:
                found[name] = value
        if _is_item(found, [fields[name].kind for name in columns]):
            yield found


def _is_item(found: Row, kinds: Sequence[Kind]) -> bool:
    """Tell a row of values from a line that only goes on or divides the table."""
    has_numbers = any(kind in NUMERIC for kind in kinds)
    values = [entry.value for entry in found.values()]
    return bool(values) and (
        not has_numbers or any(isinstance(value, int | float) for value in values)
    )


def _cell_value(field: Field, cell: GridCell, leaf: Leaf, leaves: Leaves) -> Found | None:
    if cell.located is None:
        return None
    matches = recognise(cell.text, field.kind, leaves.habits)
    if not matches:
        return None
    citations = leaf.cite([cell.located], 0.9)
    return Found(value=matches[0].value, printed=cell.text, citations=citations, score=0.9)


@dataclass(frozen=True, slots=True)
class _Column:
    field: Field
    left: float
    right: float


def _find_printed(fields: Mapping[str, Field], leaves: Leaves) -> tuple[list[Row], int]:
    """Find a table without rules: a line of headers, and values below them."""
    best: list[Row] = []
    most = 0
    for leaf in leaves:
        for number, row in enumerate(leaf.rows):
            heads = _heads(row)
            matched = _match_columns(fields, [run.text for run in heads])
            if len(matched) <= most or not heads or heads[0].box.is_empty:
                continue
            columns = {
                name: _Column(fields[name], *_extent(heads, at)) for name, at in matched.items()
            }
            rows = list(_read_printed(columns, leaf, number, leaves))
            if rows and len(matched) >= min(_FEWEST_COLUMNS, len(fields)):
                best, most = rows, len(matched)
    return best, most


def _heads(row: Sequence[Run]) -> list[Run]:
    """Split runs of a header line into words where a run names two columns."""
    return [run for run in row if len(run.text) < 60] if len(row) > 1 else []


def _extent(heads: Sequence[Run], at: int) -> tuple[float, float]:
    """Tell how far a column reaches: to the middle of the gaps beside its header."""
    left = heads[at - 1].box.x1 if at else heads[at].box.x0 - _COLUMN_GAP
    right = heads[at + 1].box.x0 if at + 1 < len(heads) else heads[at].box.x1 + _COLUMN_GAP
    return left, right


def _read_printed(
    columns: Mapping[str, _Column], leaf: Leaf, number: int, leaves: Leaves
) -> Iterator[Row]:
    empty = 0
    for row in leaf.rows[number + 1 :]:
        if _sums().match(row[0].text):
            empty += 1
            continue
        found = {
            name: value
            for name, column in columns.items()
            if (value := _value_under(column, row, leaf, leaves)) is not None
        }
        if not _is_item(found, [column.field.kind for column in columns.values()]):
            empty += 1
            if empty > _ROWS_WITHOUT_VALUES:
                return
            continue
        empty = 0
        yield found


def _value_under(column: _Column, row: Sequence[Run], leaf: Leaf, leaves: Leaves) -> Found | None:
    """Recognise the value of the words that stand between the column's edges."""
    for run in row:
        at = 0
        start = end = -1
        for spot in run.spots:
            middle = (spot.box.x0 + spot.box.x1) / 2
            if column.left <= middle <= column.right:
                start = at if start < 0 else start
                end = at + len(spot.text)
            at += len(spot.text) + 1
        if start < 0:
            continue
        text = run.text[start:end]
        matches = recognise(text, column.field.kind, leaves.habits)
        if matches:
            match = matches[0]
            places: tuple[Located, ...] = run.locate(start + match.start, start + match.end)
            printed = text[match.start : match.end]
            citations = leaf.cite(places, 0.7)
            return Found(value=match.value, printed=printed, citations=citations, score=0.7)
    return None


@cache
def _sums() -> re.Pattern[str]:
    return re.compile(rf"\W*{alternatives('sums')}\b", re.IGNORECASE)

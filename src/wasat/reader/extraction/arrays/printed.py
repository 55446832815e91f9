"""Tables without rules: a line of headers, and values that stand below them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from wasat.reader.extraction.arrays.cell import read_cell
from wasat.reader.extraction.arrays.columns import (
    FEWEST_COLUMNS,
    Row,
    is_item,
    is_line,
    is_sum,
    match_columns,
)
from wasat.reader.extraction.families import Field
from wasat.reader.leaves.layout import Run, Spot
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.recognise.found import Found

_LONGEST_HEADER = 60  # characters
_ROWS_WITHOUT_VALUES = 6  # lines that carry on a description before a table is over
_WIDE_GAP = 8.0  # line heights of empty space that end a table
_NARROW_GAP = 0.8  # line heights between the lines of one cell


class _Piece(NamedTuple):
    """Characters of a run that stand below one header."""

    run: Run
    start: int
    end: int


def find_printed(fields: Mapping[str, Field], leaves: Leaves) -> tuple[list[Row], int]:
    """Find the line of headers that names most of these fields, and read what stands below.

    Returns:
        The rows, and how many fields have a column.
    """
    best: list[Row] = []
    most = min(FEWEST_COLUMNS, len(fields)) - 1
    for leaf in leaves:
        for number, row in enumerate(leaf.rows):
            heads = [run for run in row if len(run.text) < _LONGEST_HEADER]
            if len(heads) < FEWEST_COLUMNS or heads[0].box.is_empty:
                continue
            columns = match_columns(fields, [run.text for run in heads])
            if len(columns) > most:
                below = leaf.rows[number + 1 :]
                rows = _read(fields, columns, heads, (leaf, leaves, below))
                if rows:
                    best, most = rows, len(columns)
    return best, most


def _read(
    fields: Mapping[str, Field],
    columns: Mapping[str, int],
    heads: Sequence[Run],
    where: tuple[Leaf, Leaves, Sequence[Sequence[Run]]],
) -> list[Row]:
    """Read line by line until the sums, a wide gap, or too many lines without values."""
    leaf, leaves, below = where
    known = {name: fields[name] for name in columns}
    rows: list[Row] = []
    last: Sequence[Run] = heads
    empty = 0
    for row in below:
        found = _values(known, columns, _assign(row, heads), (leaf, leaves))
        is_over = bool(rows) and (_is_far(last, row) or _is_closing(row, found, columns))
        if is_over or empty > _ROWS_WITHOUT_VALUES:
            break
        is_new = not is_sum(row[0].text) and is_line(found, known)
        if is_new and is_item(found, [field.kind for field in known.values()]):
            rows.append(found)
            empty = 0
        elif rows and len(row) == 1 and _is_near(last, row):
            rows[-1] = _go_on(rows[-1], found)
        else:
            empty += 1
            continue
        last = row
    return rows


def _values(
    fields: Mapping[str, Field],
    columns: Mapping[str, int],
    pieces: Mapping[int, Sequence[_Piece]],
    where: tuple[Leaf, Leaves],
) -> Row:
    read = {
        name: _value(fields[name], pieces.get(column, ()), *where)
        for name, column in columns.items()
    }
    return {name: value for name, value in read.items() if value is not None}


def _is_closing(row: Sequence[Run], found: Row, columns: Mapping[str, int]) -> bool:
    """Whether a line sums up the table: it says so, and fills hardly any column."""
    return is_sum(row[0].text) and len(found) < max(FEWEST_COLUMNS + 1, len(columns))


def _is_far(last: Sequence[Run], row: Sequence[Run]) -> bool:
    return row[0].box.top - last[0].box.bottom > _WIDE_GAP * last[0].box.height


def _is_near(last: Sequence[Run], row: Sequence[Run]) -> bool:
    return row[0].box.top - last[0].box.bottom < _NARROW_GAP * last[0].box.height


def _go_on(row: Row, more: Row) -> Row:
    """Add the words of a line that goes on a cell of the one above."""
    gone_on = dict(row)
    for name, found in more.items():
        before = row.get(name)
        if before is not None and isinstance(before.value, str) and isinstance(found.value, str):
            gone_on[name] = replace(
                before,
                value=f"{before.value} {found.value}",
                printed=f"{before.printed} {found.printed}",
                citations=(*before.citations, *found.citations),
            )
    return gone_on


def _assign(row: Sequence[Run], heads: Sequence[Run]) -> dict[int, list[_Piece]]:
    """Give each run to the header above it; one below several is cut between its words."""
    pieces: dict[int, list[_Piece]] = {}
    for run in row:
        over = [at for at, head in enumerate(heads) if _is_below(run, head)]
        if len(over) < 2:
            column = over[0] if over else _nearest(run.spots[0], heads)
            pieces.setdefault(column, []).append(_Piece(run, 0, len(run.text)))
            continue
        at = 0
        for spot in run.spots:
            end = at + len(spot.text)
            column = _nearest(spot, heads)
            last = pieces.setdefault(column, [])
            if last and last[-1].run is run:
                last[-1] = last[-1]._replace(end=end)
            else:
                last.append(_Piece(run, at, end))
            at = end + 1
    return pieces


def _is_below(run: Run, head: Run) -> bool:
    return run.box.x0 < head.box.x1 and head.box.x0 < run.box.x1


def _nearest(spot: Spot, heads: Sequence[Run]) -> int:
    middle = (spot.box.x0 + spot.box.x1) / 2
    return min(
        range(len(heads)),
        key=lambda at: max(heads[at].box.x0 - middle, middle - heads[at].box.x1, 0.0),
    )


def _value(field: Field, pieces: Sequence[_Piece], leaf: Leaf, leaves: Leaves) -> Found | None:
    for piece in pieces:
        text = piece.run.text[piece.start : piece.end]
        match = read_cell(text, field, leaves.habits)
        if match is not None:
            places = piece.run.locate(piece.start + match.start, piece.start + match.end)
            printed = text[match.start : match.end]
            citations = leaf.cite(places, 0.7)
            return Found(value=match.value, printed=printed, citations=citations, score=0.7)
    return None

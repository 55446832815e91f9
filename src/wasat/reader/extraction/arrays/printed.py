"""Tables without rules: a line of headers, and values that stand below them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from wasat.reader.extraction.arrays.columns import (
    FEWEST_COLUMNS,
    Row,
    is_item,
    is_sum,
    match_columns,
)
from wasat.reader.extraction.families import Field
from wasat.reader.extraction.search import recognise
from wasat.reader.leaves.layout import Run, Spot
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.recognise.found import Found

_LONGEST_HEADER = 60  # characters
_ROWS_WITHOUT_VALUES = 6  # lines that carry on a description before a table is over


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
                rows = list(_read(fields, columns, heads, (leaf, leaves, below)))
                if rows:
                    best, most = rows, len(columns)
    return best, most


def _read(
    fields: Mapping[str, Field],
    columns: Mapping[str, int],
    heads: Sequence[Run],
    where: tuple[Leaf, Leaves, Sequence[Sequence[Run]]],
) -> Iterator[Row]:
    leaf, leaves, below = where
    kinds = [fields[name].kind for name in columns]
    empty = 0
    for row in below:
        found: dict[str, Found] = {}
        if not is_sum(row[0].text):
            pieces = _assign(row, heads)
            for name, column in columns.items():
                value = _value(fields[name], pieces.get(column, ()), leaf, leaves)
                if value is not None:
                    found[name] = value
        if is_item(found, kinds):
            empty = 0
            yield found
        else:
            empty += 1
            if empty > _ROWS_WITHOUT_VALUES:
                return


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
        matches = recognise(text, field.kind, leaves.habits)
        if matches:
            match = matches[0]
            places = piece.run.locate(piece.start + match.start, piece.start + match.end)
            printed = text[match.start : match.end]
            citations = leaf.cite(places, 0.7)
            return Found(value=match.value, printed=printed, citations=citations, score=0.7)
    return None

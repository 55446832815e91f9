"""Tables without rules, found by lines that are divided at the same places."""

from collections.abc import Container, Sequence
from typing import NamedTuple

from wasat.documents.document import Table
from wasat.documents.layout.lists import find_marker
from wasat.documents.tables.build import build_table
from wasat.documents.tables.edges import Edge
from wasat.documents.tables.pieces import cut_line
from wasat.documents.tables.separators import Separator, TableLine, find_separators

_FURTHEST = 2.6  # of the font size: lines of a table are no further apart, but for sections
_LONGEST_CELL = 40  # characters on the average, in the widest column but one
_LEAST_LINES = 3
_MOST_SINGLES = 2  # lines of one strip in a row, within a table


class Run(NamedTuple):
    """Lines `start` up to `end` of a column, which are a table."""

    start: int
    end: int
    table: Table


def find_aligned(
    lines: Sequence[TableLine], edges: Sequence[Edge], vocabulary: Container[str]
) -> list[Run]:
    """Find tables among the lines of one column of a page, top to bottom."""
    runs: list[Run] = []
    for start, end in _candidates(lines):
        chosen = lines[start:end]
        if not is_table(chosen):
            continue
        top, bottom = chosen[0][0].box.top, chosen[-1][0].box.bottom
        inside = [edge for edge in edges if top < edge.at < bottom]
        table = build_table(chosen, inside, vocabulary)
        if table is not None and table.row_count > 1:
            runs.append(Run(start, end, table))
    return runs


def is_table(lines: Sequence[TableLine]) -> bool:
    """Whether lines are divided like a table, and not stretched prose or a list."""
    separators = find_separators(lines)
    several = [line for line in lines if len(line) > 1]
    if not separators or len(several) < (2 if len(separators) > 1 else _LEAST_LINES):
        return False
    if len(several) < 0.5 * len(lines) or _is_list(several):
        return False
    return not _is_prose(several, separators)


def _is_list(lines: Sequence[TableLine]) -> bool:
    """Whether the first column holds only bullets or numbers of items."""
    marked = sum(
        len(line[0].words) == 1
        and find_marker((*line[0].words, *line[1].words)) is not None
        and len(line) == 2
        for line in lines
    )
    return marked > 0.6 * len(lines)


def _is_prose(lines: Sequence[TableLine], separators: Sequence[Separator]) -> bool:
    """Whether cells are as long as lines of text in more than one column."""
    lengths: dict[int, list[int]] = {}
    crossing = 0
    for line in lines:
        pieces = cut_line(line, separators)
        crossing += any(piece.column_end - piece.column > 1 for piece in pieces)
        for piece in pieces:
            lengths.setdefault(piece.column, []).append(len(piece.strip.text))
    means = sorted(sum(found) / len(found) for found in lengths.values())
    return crossing > 0.5 * len(lines) or (len(means) > 1 and means[-2] > _LONGEST_CELL)


def _candidates(lines: Sequence[TableLine]) -> list[tuple[int, int]]:
    """Cut out runs of lines of several strips, with few lines of one between them."""
    found: list[tuple[int, int]] = []
    start, end, singles = -1, -1, 0
    for index, line in enumerate(lines):
        is_near = start < 0 or _step(lines[index - 1], line) <= _FURTHEST
        singles = 0 if len(line) > 1 else singles + 1
        if start >= 0 and (not is_near or singles > _MOST_SINGLES):
            found.append((start, end))
            start = -1
        if len(line) > 1:
            start = index if start < 0 else start
            end = index + 1
    if start >= 0:
        found.append((start, end))
    return found


def _step(above: TableLine, below: TableLine) -> float:
    size = max(strip.style.size for strip in below) or 10.0
    return (below[0].baseline - above[0].baseline) / size

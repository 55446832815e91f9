"""Tables that are ruled along their rows only, found by rules of one width under one another."""

import itertools
from collections.abc import Container, Sequence

from wasat.box import Box
from wasat.documents.layout.lines import group_rows
from wasat.documents.layout.sheet import Strip
from wasat.documents.tables.build import build_table
from wasat.documents.tables.edges import Edge
from wasat.documents.tables.ruled import Found
from wasat.documents.tables.separators import TableLine

_SAME_END = 5.0  # points
_LEAST_WIDTH = 60.0  # points
_TABULAR = 0.5  # share of lines with several strips
_LONGEST_CELL = 55  # characters of the middle one of all strips; lines of prose are longer
_FEW_LINES = 2  # between two rules that may hold a title instead of columns


def find_banded(
    strips: Sequence[Strip], edges: Sequence[Edge], vocabulary: Container[str]
) -> list[Found]:
    """Find tables between level rules; indices in the answer are those of `strips`."""
    found: list[Found] = []
    used: set[int] = set()
    for stack in stack_edges(edges):
        for run in _runs(stack, strips, used):
            table = _read(run, strips, edges, vocabulary, used)
            if table is not None:
                found.append(table)
                used |= table.used
    return found


def stack_edges(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Group edges that begin and end at the same places, each group top to bottom."""
    stacks: list[list[Edge]] = []
    for edge in sorted(edges):
        if edge.length < _LEAST_WIDTH:
            continue
        for stack in stacks:
            is_alike = abs(stack[0].start - edge.start) <= _SAME_END
            if is_alike and abs(stack[0].end - edge.end) <= _SAME_END:
                stack.append(edge)
                break
        else:
            stacks.append([edge])
    return [stack for stack in stacks if len(stack) > 1]


def _runs(
    stack: Sequence[Edge], strips: Sequence[Strip], used: set[int]
) -> list[tuple[Edge, Edge]]:
    """Join neighbouring bands that look like parts of one table: first and last edge of each."""
    runs: list[tuple[Edge, Edge]] = []
    first: Edge | None = None
    is_tabular = False
    last = stack[0]
    for above, below in itertools.pairwise(stack):
        lines = [] if below.at - above.at < 4 else _lines_between(above, below, strips, used)
        kind = _kind_of_band(lines)
        if kind == "prose":
            if first is not None and is_tabular:
                runs.append((first, last))
            first, is_tabular = None, False
            continue
        first = first or above
        is_tabular = is_tabular or kind == "table"
        last = below
    if first is not None and is_tabular:
        runs.append((first, last))
    return runs


def _kind_of_band(lines: Sequence[TableLine]) -> str:
    """Tell whether what stands between two rules is tabular, prose, or may be either."""
    if not lines:
        return "either"
    lengths = sorted(len(strip.text) for line in lines for strip in line)
    several = sum(len(line) > 1 for line in lines)
    if several >= _TABULAR * len(lines) and lengths[len(lengths) // 2] <= _LONGEST_CELL:
        return "table"
    return "either" if len(lines) <= _FEW_LINES else "prose"


def _lines_between(
    above: Edge, below: Edge, strips: Sequence[Strip], used: set[int]
) -> list[TableLine]:
    chosen = _between(above, below, strips, used)
    return list(group_rows([strips[index] for index in chosen]))


def _between(above: Edge, below: Edge, strips: Sequence[Strip], used: set[int]) -> list[int]:
    return [
        index
        for index, strip in enumerate(strips)
        if index not in used
        and above.at < (strip.box.top + strip.box.bottom) / 2 < below.at
        and above.start - _SAME_END <= (strip.box.x0 + strip.box.x1) / 2 <= above.end + _SAME_END
    ]


def _read(
    run: tuple[Edge, Edge],
    strips: Sequence[Strip],
    edges: Sequence[Edge],
    vocabulary: Container[str],
    used: set[int],
) -> Found | None:
    top, bottom = run
    chosen = _between(top, bottom, strips, used)
    lines = group_rows([strips[index] for index in chosen])
    inside = [
        edge
        for edge in edges
        if top.at + 1 < edge.at < bottom.at - 1
        and edge.start >= top.start - _SAME_END
        and edge.end <= top.end + _SAME_END
    ]
    table = build_table(lines, inside, vocabulary)
    if table is None or table.row_count < 2:
        return None
    return Found(Box(top.start, top.at, top.end, bottom.at), table, frozenset(chosen))

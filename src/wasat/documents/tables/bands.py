"""Tables that are ruled along their rows only, found by rules of one width under one another."""

import itertools
from collections.abc import Container, Sequence

from wasat.box import Box, enclose
from wasat.documents.layout.columns import Item, find_gutter
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
_ROW_LINES = 8  # a row whose cells are wrapped is not higher
_REACH = 400.0  # points: how far beyond its rules a table is looked for
_CLOSE = 0.9  # of the font size: white space between its lines
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
    is_wrapped_row = len(lines) <= _ROW_LINES and len(lines[0]) > 1
    is_short = lengths[len(lengths) // 2] <= _LONGEST_CELL and not _is_text(lines)
    if is_short and (several >= _TABULAR * len(lines) or is_wrapped_row):
        return "table"
    return "either" if len(lines) <= _FEW_LINES else "prose"


def _is_text(lines: Sequence[TableLine]) -> bool:
    """Whether it is running text in columns, as between a page's header and footer."""
    strips = [strip for line in lines for strip in line]
    if len(lines) < _ROW_LINES:
        return False
    size = max(strip.style.size for strip in strips)
    return find_gutter([Item(strip.box, 0) for strip in strips], size) is not None


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
    chosen += _outside(run, strips, used | set(chosen), is_above=True)
    chosen += _outside(run, strips, used | set(chosen), is_above=False)
    lines = group_rows([strips[index] for index in chosen])
    inside = [
        edge
        for edge in edges
        if lines[0][0].box.top < edge.at < lines[-1][0].box.bottom
        and edge.start >= top.start - _SAME_END
        and edge.end <= top.end + _SAME_END
    ]
    table = build_table(lines, inside, vocabulary)
    if table is None or table.row_count < 2:
        return None
    box = enclose([Box(top.start, top.at, top.end, bottom.at), *(strips[i].box for i in chosen)])
    return Found(box, table, frozenset(chosen))


def _outside(
    run: tuple[Edge, Edge], strips: Sequence[Strip], used: set[int], *, is_above: bool
) -> list[int]:
    """Take the lines of a table that go on beyond its first or last rule.

    They follow closely, and are divided: a head without a rule over it, or a body without one
    under it.
    """
    top, bottom = run
    edge = top if is_above else bottom
    far = Edge(edge.at - _REACH if is_above else edge.at + _REACH, edge.start, edge.end)
    near = (far, edge) if is_above else (edge, far)
    indices = _between(*near, strips, used)
    by_strip = {id(strips[index]): index for index in indices}
    lines = group_rows([strips[index] for index in indices])
    taken: list[int] = []
    at = edge.at
    for line in reversed(lines) if is_above else lines:
        size = line[0].style.size
        apart = at - line[0].box.bottom if is_above else line[0].box.top - at
        fits = all(edge.start - 2 <= strip.box.x0 <= edge.end for strip in line)
        if len(line) < 2 or apart > _CLOSE * size or not fits:
            break
        taken.extend(by_strip[id(strip)] for strip in line)
        at = line[0].box.top if is_above else line[0].box.bottom
    return taken

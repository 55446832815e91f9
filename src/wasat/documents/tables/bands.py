"""Tables that are ruled along their rows only, found by rules of one width under one another."""

from collections.abc import Container, Sequence
from itertools import pairwise

from wasat.box import Box, enclose
from wasat.documents.layout.columns import Item, find_gutter
from wasat.documents.layout.lines import group_rows
from wasat.documents.layout.sheet import Strip
from wasat.documents.tables.build import build_table
from wasat.documents.tables.edges import Edge, join_edges
from wasat.documents.tables.ruled import Found
from wasat.documents.tables.separators import TableLine

_SAME_END = 5.0  # points
_LEAST_WIDTH = 60.0  # points
_TABULAR = 0.5  # share of lines with several strips
_LONGEST_CELL = 55  # characters of the middle one of all strips; lines of prose are longer
_GAP = 6.5  # points between the stripes of two groups of columns, as in statements of accounts
_WORDS = 3  # in a strip of text, on the average; cells of figures have fewer
_WRAPPED = 1.6  # of the font size: lines of one row are no further apart
_PART = 0.8  # of the table's width
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
    for stack in stack_edges(join_edges(edges, _GAP)):
        for run in _runs(stack, strips, used):
            table = _read(run, strips, edges, vocabulary, used)
            if table is not None and not _is_code(table, strips):
                found.append(table)
                used |= table.used
    return found


def _is_code(table: Found, strips: Sequence[Strip]) -> bool:
    """Whether all of it is in glyphs of equal width, as a listing between rules, and other not."""
    return all(strips[index].style.is_mono for index in table.used) and not all(
        strip.style.is_mono for strip in strips
    )


def stack_edges(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Group edges that begin and end at the same places, each top to bottom, widest first.

    Rules under the heads of some columns are as wide as one another, too.
    """
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
    return sorted((it for it in stacks if len(it) > 1), key=lambda it: -it[0].length)


def _runs(
    stack: Sequence[Edge], strips: Sequence[Strip], used: set[int]
) -> list[tuple[Edge, Edge]]:
    """Join neighbouring bands that look like parts of one table: first and last edge of each."""
    runs: list[tuple[Edge, Edge]] = []
    first: Edge | None = None
    is_tabular = False
    last = stack[0]
    for above, below in pairwise(stack):
        lines = [] if below.at - above.at < 4 else _lines_between(above, below, strips, used)
        kind = _kind_of_band(lines)
        if kind == "prose":
            if first is not None and is_tabular:
                runs.append((first, last))
            first, is_tabular = None, False
            continue
        first = first or above
        is_tabular = is_tabular or kind == "table"
        # what may be either ends a table only if more of the table follows
        last = below if kind == "table" else last
    if first is not None and is_tabular:
        runs.append((first, last))
    return runs


def _kind_of_band(lines: Sequence[TableLine]) -> str:
    """Tell whether what stands between two rules is tabular, prose, or may be either."""
    if not lines:
        return "either"
    lengths = sorted(len(strip.text) for line in lines for strip in line)
    several = sum(len(line) > 1 for line in lines)
    is_wrapped_row = len(lines) <= _ROW_LINES and len(lines[0]) > 1 and _is_tight(lines)
    is_short = lengths[len(lengths) // 2] <= _LONGEST_CELL and not _is_text(lines)
    is_divided = several >= _TABULAR * len(lines) and (len(lines) > _FEW_LINES or _is_tight(lines))
    if is_short and (is_divided or is_wrapped_row):
        return "table"
    return "either" if len(lines) <= _FEW_LINES else "prose"


def _is_tight(lines: Sequence[TableLine]) -> bool:
    return all(
        below[0].baseline - above[0].baseline <= _WRAPPED * below[0].style.size
        for above, below in pairwise(lines)
    )


def _is_text(lines: Sequence[TableLine]) -> bool:
    """Whether it is running text in columns, as between a page's header and footer."""
    strips = [strip for line in lines for strip in line]
    if len(lines) < _ROW_LINES or sum(len(it.words) for it in strips) < _WORDS * len(strips):
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
    chosen += _outside(run, strips, edges, used | set(chosen), is_above=True)
    chosen += _outside(run, strips, edges, used | set(chosen), is_above=False)
    if not chosen:
        return None
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
    run: tuple[Edge, Edge],
    strips: Sequence[Strip],
    edges: Sequence[Edge],
    used: set[int],
    *,
    is_above: bool,
) -> list[int]:
    """Take the lines of a table that go on beyond its first or last rule.

    They follow closely, and are divided: a head without a rule over it, or a body without one
    under it. A line of one strip counts if a divided one follows, or if a short rule under it
    shows that it spans columns.
    """
    edge = run[0] if is_above else run[1]
    far = Edge(edge.at - _REACH if is_above else edge.at + _REACH, edge.start, edge.end)
    indices = _between(*((far, edge) if is_above else (edge, far)), strips, used)
    by_strip = {id(strips[index]): index for index in indices}
    lines = group_rows([strips[index] for index in indices])
    taken: list[int] = []
    pending: list[int] = []
    at = edge.at
    for line in reversed(lines) if is_above else lines:
        apart = at - line[0].box.bottom if is_above else line[0].box.top - at
        if apart > _CLOSE * line[0].style.size or not _may_belong(line, edge):
            break
        pending.extend(by_strip[id(strip)] for strip in line)
        if len(line) > 1 or (is_above and _is_underlined(line[0], edges, edge)):
            taken.extend(pending)
            pending.clear()
        if len(pending) > _FEW_LINES:
            break
        at = line[0].box.top if is_above else line[0].box.bottom
    return taken


def _may_belong(line: TableLine, edge: Edge) -> bool:
    return all(
        edge.start - 2 <= strip.box.x0 <= edge.end and len(strip.text) <= _LONGEST_CELL
        for strip in line
    )


def _is_underlined(strip: Strip, edges: Sequence[Edge], whole: Edge) -> bool:
    """Whether a rule under it, shorter than the table, shows which columns it spans."""
    box, middle = strip.box, (strip.box.x0 + strip.box.x1) / 2
    return any(
        -2 <= edge.at - box.bottom <= box.height
        and edge.start - _GAP <= middle <= edge.end + _GAP
        and edge.length < _PART * whole.length
        for edge in edges
    )

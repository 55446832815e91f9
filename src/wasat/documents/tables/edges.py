"""Rules to edges: pieces that lie on one straight line and touch become one edge."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wasat.box import Box
from wasat.documents.layout.sheet import Graphics

_THICK = 3.0  # points: a rule is thinner
_SAME_PLACE = 2.2  # points: double rules, and the overlapping borders of neighbouring cells
_GAP = 3.5  # points: pieces of one rule are closer than this
_SHORTEST = 8.0  # points: shorter pieces are marks, not rules
_LOWEST_SHADE, _HIGHEST_SHADE = 5.0, 120.0  # points: rows are shaded, and pages, which do not count
_NARROWEST_SHADE = 20.0  # points


class Edge(NamedTuple):
    """A straight line along an axis.

    Attributes:
        at: Height of a level edge, or x of an upright one.
        start: Where it begins, along the other axis.
        end: Where it ends.
    """

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """Its length in points."""
        return self.end - self.start


class Edges(NamedTuple):
    """The edges of a page, sorted by place."""

    level: tuple[Edge, ...]
    upright: tuple[Edge, ...]


def make_edges(graphics: Graphics) -> Edges:
    """Make edges of the rules of a page; shaded rows count as if ruled above and below."""
    level = [
        Edge((box.top + box.bottom) / 2, box.x0, box.x1)
        for box in graphics.rules
        if box.height <= _THICK and box.width > box.height
    ]
    upright = [
        Edge((box.x0 + box.x1) / 2, box.top, box.bottom)
        for box in graphics.rules
        if box.width <= _THICK and box.height > box.width
    ]
    level.extend(edge for shade in graphics.shades for edge in _shade_edges(shade))
    return Edges(level=join_edges(level), upright=join_edges(upright))


def find_dividers(edges: Edges) -> list[Box]:
    """Find upright edges that meet no level one: rules between columns of text, not of a table."""
    return [
        Box(it.at, it.start, it.at, it.end)
        for it in edges.upright
        if not any(
            level.start - _GAP < it.at < level.end + _GAP
            and it.start - _GAP < level.at < it.end + _GAP
            for level in edges.level
        )
    ]


def join_edges(pieces: Iterable[Edge], gap: float = _GAP) -> tuple[Edge, ...]:
    """Join pieces on one line with at most `gap` points between them; leave out the shortest."""
    joined: list[Edge] = []
    for group in _group_by_place(sorted(pieces)):
        at = sum(edge.at for edge in group) / len(group)
        start, end = group[0].start, group[0].end
        for edge in group[1:]:
            if edge.start > end + gap:
                joined.append(Edge(at, start, end))
                start, end = edge.start, edge.end
            else:
                end = max(end, edge.end)
        joined.append(Edge(at, start, end))
    return tuple(sorted(edge for edge in joined if edge.length >= _SHORTEST))


def _group_by_place(pieces: Sequence[Edge]) -> list[list[Edge]]:
    groups: list[list[Edge]] = []
    for edge in pieces:
        if groups and edge.at - groups[-1][0].at <= _SAME_PLACE:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return [sorted(group, key=lambda edge: edge.start) for group in groups]


def _shade_edges(shade: Box) -> tuple[Edge, ...]:
    if shade.width < _NARROWEST_SHADE or not _LOWEST_SHADE <= shade.height <= _HIGHEST_SHADE:
        return ()
    return (Edge(shade.top, shade.x0, shade.x1), Edge(shade.bottom, shade.x0, shade.x1))

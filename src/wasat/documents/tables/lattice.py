"""Edges to lattices, and lattices to cells: tables that are ruled both ways."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wasat.box import Box
from wasat.documents.tables.edges import Edge, Edges

_REACH = 3.5  # points: how far an edge may end before the one it meets
_COVERED = 0.6  # share of a cell's side that must be ruled
_SAME_LINE = 3.0  # points: edges closer than this are one line of the lattice
_OVERHANG = 40.0  # points
_MOST_EDGES = 2_000  # of either direction; a page of squared paper has fewer


class Place(NamedTuple):
    """The rows and columns that a cell covers; the ends are exclusive."""

    row: int
    column: int
    row_end: int
    column_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lattice:
    """Lines that cross one another.

    Attributes:
        xs: Where columns are divided, outer borders included, ascending.
        ys: Where rows are divided, likewise.
        level: The edges along rows.
        upright: The edges along columns.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    level: tuple[Edge, ...]
    upright: tuple[Edge, ...]

    @property
    def box(self) -> Box:
        """Around all of it."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def find_lattices(edges: Edges) -> list[Lattice]:
    """Group edges that cross, directly or through others, into lattices."""
    level, upright = edges.level[:_MOST_EDGES], edges.upright[:_MOST_EDGES]
    if len(level) < 2 or not upright:
        return []
    groups = _connected(_crossings(level, upright))
    lattices: list[Lattice] = []
    for rows, columns in groups:
        across = tuple(level[row] for row in rows)
        down = [upright[column] for column in columns]
        inside = tuple(edge for edge in down if not _stands_out(edge, across))
        if inside:
            lattices.append(_lattice(across, inside))
    return [lattice for lattice in lattices if len(lattice.xs) > 2 and len(lattice.ys) > 1]


def find_places(lattice: Lattice) -> list[Place]:
    """Tell the cells of a lattice: neighbours without a rule between them are one cell.

    Where that would not give a rectangle, cells are joined along their row alone.
    """
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    has_right = _ruled(lattice.upright, lattice.xs[1:-1], lattice.ys).T
    has_below = _ruled(lattice.level, lattice.ys[1:-1], lattice.xs)
    taken = np.zeros((rows, columns), bool)
    places: list[Place] = []
    for row in range(rows):
        for column in range(columns):
            if not taken[row, column]:
                place = _grow(row, column, has_right, has_below, taken)
                taken[place.row : place.row_end, place.column : place.column_end] = True
                places.append(place)
    return places


def _grow(
    row: int,
    column: int,
    has_right: npt.NDArray[np.bool_],
    has_below: npt.NDArray[np.bool_],
    taken: npt.NDArray[np.bool_],
) -> Place:
    """Extend a cell to the right, then downwards while its whole lower side is open."""
    rows, columns = taken.shape
    column_end = column + 1
    while column_end < columns and not has_right[row, column_end - 1]:
        if taken[row, column_end]:
            break
        column_end += 1
    row_end = row + 1
    inner = slice(column, column_end - 1)
    while row_end < rows and not has_below[row_end - 1, column:column_end].any():
        is_whole = not has_right[row_end, inner].any()
        ends_alike = column_end == columns or has_right[row_end, column_end - 1]
        if not is_whole or not ends_alike or taken[row_end, column:column_end].any():
            break
        row_end += 1
    return Place(row, column, row_end, column_end)


def _stands_out(edge: Edge, level: Sequence[Edge]) -> bool:
    """Whether an upright edge goes on far beyond the rows, as a rule between text columns does."""
    met = [
        other.at
        for other in level
        if other.start - _REACH <= edge.at <= other.end + _REACH
        and edge.start - _REACH <= other.at <= edge.end + _REACH
    ]
    if not met:
        return True
    ys = sorted(met)
    tallest = max((below - above for above, below in pairwise(ys)), default=0.0)
    reach = max(_OVERHANG, 1.5 * tallest)
    return ys[0] - edge.start > reach or edge.end - ys[-1] > reach


def _ruled(
    edges: Sequence[Edge], places: Sequence[float], stops: Sequence[float]
) -> npt.NDArray[np.bool_]:
    """For each place and each stretch between two stops, tell whether an edge runs along it."""
    found = np.zeros((len(places), len(stops) - 1))
    starts, ends = np.array(stops[:-1]), np.array(stops[1:])
    for edge in edges:
        for index, place in enumerate(places):
            if abs(edge.at - place) <= _SAME_LINE:
                shared = np.minimum(ends, edge.end) - np.maximum(starts, edge.start)
                found[index] += shared.clip(0)
    is_ruled: npt.NDArray[np.bool_] = found >= _COVERED * (ends - starts)
    return is_ruled


def _crossings(level: Sequence[Edge], upright: Sequence[Edge]) -> npt.NDArray[np.bool_]:
    rows = np.array(level)
    columns = np.array(upright)
    across = columns[None, :, 0] >= rows[:, None, 1] - _REACH
    across &= columns[None, :, 0] <= rows[:, None, 2] + _REACH
    down = rows[:, None, 0] >= columns[None, :, 1] - _REACH
    down &= rows[:, None, 0] <= columns[None, :, 2] + _REACH
    return across & down


def _connected(crossings: npt.NDArray[np.bool_]) -> list[tuple[list[int], list[int]]]:
    """Walk from edge to edge over crossings; each group has edges of both directions."""
    is_left = np.ones(len(crossings), bool)
    groups: list[tuple[list[int], list[int]]] = []
    while is_left.any():
        rows = np.zeros(len(crossings), bool)
        rows[int(is_left.argmax())] = True
        while True:
            columns = crossings[rows].any(axis=0)
            grown = rows | crossings[:, columns].any(axis=1)
            if (grown == rows).all():
                break
            rows = grown
        is_left &= ~rows
        if rows.sum() > 1 and columns.any():
            groups.append((np.flatnonzero(rows).tolist(), np.flatnonzero(columns).tolist()))
    return groups


def _lattice(level: tuple[Edge, ...], upright: tuple[Edge, ...]) -> Lattice:
    """Take the lines of the lattice from the edges, and its outer borders from their ends."""
    xs = [edge.at for edge in upright]
    xs += [min(edge.start for edge in level), max(edge.end for edge in level)]
    ys = [edge.at for edge in level]
    ys += [min(edge.start for edge in upright), max(edge.end for edge in upright)]
    return Lattice(xs=_distinct(xs, 6.0), ys=_distinct(ys, 4.0), level=level, upright=upright)


def _distinct(values: list[float], apart: float) -> tuple[float, ...]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > apart:
            kept.append(value)
    return tuple(kept)

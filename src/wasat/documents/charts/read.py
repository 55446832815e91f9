"""A drawing to a table of what it shows, if it is a chart that can be read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wasat.box import Box, enclose
from wasat.documents.charts.axes import Scale, find_categories, find_scale, nearest
from wasat.documents.charts.series import (
    Entry,
    Point,
    at_places,
    find_legend,
    read_bars,
    read_lines,
)
from wasat.documents.charts.view import Label, View, lay
from wasat.documents.document import Cell, Line, Table, Word
from wasat.documents.layout.sheet import Drawn, Strip

_REACH = 45.0  # points around a drawing in which its labels stand
_LEGEND_REACH = 120.0  # points
_LEAST_VALUES = 3
_MOST_CATEGORIES, _MOST_SERIES = 60, 12


class Chart(NamedTuple):
    """What a chart shows.

    Attributes:
        box: Around it and its labels.
        table: A row for each category, a column for each series; all of its numbers are derived.
        named: Keys of the strips that are in the table.
        labels: Keys of those that are not: the ticks.
    """

    box: Box
    table: Table
    named: frozenset[int]
    labels: frozenset[int]


def read_chart(
    box: Box, strips: Mapping[int, Strip], drawn: Sequence[Drawn], rules: Sequence[Box]
) -> Chart | None:
    """Read a chart, upright or lying, or return None if it is none.

    Args:
        box: Around the drawing.
        strips: Of the page, those that are not used yet, by any key.
        drawn: On the page.
        rules: On the page.
    """
    around, far = _grown(box, _REACH), _grown(box, _LEGEND_REACH)
    far_strips = {key: strip for key, strip in strips.items() if _holds(far, strip.box)}
    far_drawn = [it for it in drawn if _holds(far, _box_of(it))]
    legend = find_legend(lay(box, far_strips, far_drawn, (), is_lying=False))
    signs = {it.label.key for it in legend}
    near = {
        key: strip
        for key, strip in far_strips.items()
        if key not in signs and _holds(around, strip.box)
    }
    inside = [it for it in far_drawn if _holds(around, _box_of(it))]
    lines = [it for it in rules if _holds(around, it)]
    views = (lay(box, near, inside, lines, is_lying=is_lying) for is_lying in (False, True))
    charts = (_read(view, legend) for view in views)
    found = [it for it in charts if it is not None]
    return max(found, key=lambda it: len(it.table.cells), default=None)


def _read(view: View, legend: Sequence[Entry]) -> Chart | None:
    scale = find_scale(view)
    if scale is None:
        return None
    bars, lines = read_bars(view, scale, legend), _lines(view, scale, legend)
    places = [it.place for it in (*bars, *lines)]
    categories = find_categories(view, scale, places, is_even=not bars)
    if not categories or len(categories) > _MOST_CATEGORIES:
        return None
    points = [*bars, *at_places(lines, [it.along for it in categories])]
    colours = _colours(points, legend)
    legend = [it for it in legend if it.colour in colours]
    if len(points) < _LEAST_VALUES or len(colours) > _MOST_SERIES:
        return None
    shown = [it._replace(box=view.shown(it.box)) for it in points]
    table = _make_table(categories, colours, shown, legend, scale)
    names = [*categories, *(it.label for it in legend)]
    named = {it.key for it in names}
    if not _are_whole(names, view):
        return None
    ticks = {it.key for it in scale.labels} - named
    labels = [*categories, *scale.labels, *(it.label for it in legend)]
    box = enclose(it.strip.box for it in labels)
    return Chart(box, table, frozenset(named), frozenset(ticks))


def _lines(view: View, scale: Scale, legend: Sequence[Entry]) -> list[Point]:
    """Lines rise from left to right; in a chart that lies they would run backwards."""
    return [] if view.is_lying else read_lines(view, scale, legend)


def _colours(points: Sequence[Point], legend: Sequence[Entry]) -> list[int]:
    """Return the colours of all series, in the order of the legend, else from left to right."""
    used = list(dict.fromkeys(it.colour for it in sorted(points)))
    known = [it.colour for it in legend if it.colour in used]
    return known + [it for it in used if it not in known]


def _make_table(
    categories: Sequence[Label],
    colours: Sequence[int],
    points: Sequence[Point],
    legend: Sequence[Entry],
    scale: Scale,
) -> Table:
    names = {it.colour: it.label for it in legend}
    values = {(nearest(categories, it.place), it.colour): it for it in points}
    cells = [Cell(row=0, column=0, is_header=True)]
    for column, colour in enumerate(colours, 1):
        cells.append(_named(0, column, names.get(colour)))
    for row, category in enumerate(categories, 1):
        cells.append(_named(row, 0, category))
        for column, colour in enumerate(colours, 1):
            point = values.get((row - 1, colour))
            cells.append(
                Cell(row=row, column=column)
                if point is None
                else _derived(row, column, point, scale)
            )
    return Table(row_count=len(categories) + 1, column_count=len(colours) + 1, cells=tuple(cells))


def _derived(row: int, column: int, point: Point, scale: Scale) -> Cell:
    line = Line(words=(Word(scale.write(point.value), point.box),))
    return Cell(row=row, column=column, lines=(line,), box=point.box)


def _are_whole(names: Sequence[Label], view: View) -> bool:
    """Whether every word of the lines that names are parts of is in one name."""
    keys = {it.key for it in names}
    words = Counter(word for it in names for word in it.strip.words)
    there = Counter(word for it in view.labels if it.key in keys for word in it.strip.words)
    return all(words[word] == count for word, count in there.items()) and max(words.values()) == 1


def _named(row: int, column: int, label: Label | None) -> Cell:
    if label is None:
        return Cell(row=row, column=column, is_header=True)
    line = Line(words=label.strip.words)
    return Cell(row=row, column=column, is_header=True, lines=(line,), box=label.strip.box)


def _grown(box: Box, by: float) -> Box:
    return Box(box.x0 - by, box.top - by, box.x1 + by, box.bottom + by)


def _box_of(drawn: Drawn) -> Box:
    xs, ys = [x for x, _ in drawn.points], [y for _, y in drawn.points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _holds(box: Box, other: Box) -> bool:
    x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom

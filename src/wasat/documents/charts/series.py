"""What bars and lines of a chart stand for: a value for each category, by colour."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from wasat.box import Box
from wasat.documents.charts.axes import Scale
from wasat.documents.charts.view import Label, Stroke, View

_LEAST_BAR = 1.5  # points, either way
_BACKGROUND = 0.6  # of the chart, along its categories: what is wider lies behind it
_SAME = 1.0  # points: ends as near as that are one
_SWATCH = 16.0  # points: the largest sign of a legend
_SWATCH_REACH = 14.0  # points between a sign and its words
_LIGHT = 0xF0  # of each part of a colour: backgrounds are lighter
_DOT = 1.5  # points around the corner of a line
_BESIDE = 0.25  # of the distance of categories: a line may end as far from the last one
_FLAT = 0.5  # points


class Point(NamedTuple):
    """A value that is drawn: where along x, how much, in which colour, and by what."""

    place: float
    value: float
    colour: int
    box: Box


class Entry(NamedTuple):
    """A sign of the legend and its words."""

    colour: int
    label: Label
    stroke: Stroke


def find_legend(view: View) -> list[Entry]:
    """Find small signs with words beside them, one for each colour."""
    entries: dict[int, Entry] = {}
    for stroke in view.strokes:
        if max(stroke.box.width, stroke.box.height) > 2 * _SWATCH or not _is_sign(stroke):
            continue
        beside = [it for it in view.labels if it.number is None and _names(it, stroke)]
        if beside and stroke.colour not in entries:
            nearest = min(beside, key=lambda it: it.strip.box.x0)
            entries[stroke.colour] = Entry(stroke.colour, nearest, stroke)
    return list(entries.values()) if len(entries) > 1 else []


def read_bars(view: View, scale: Scale, legend: Sequence[Entry]) -> list[Point]:
    """Read filled rectangles: from the base they stand on, or as parts of a stack."""
    signs = {it.stroke.box for it in legend}
    bars = [
        it
        for it in view.strokes
        if it.is_filled and view.shown(it.box) not in signs and _is_bar(it, view)
    ]
    if len(bars) < 2:
        return []
    base = _base(bars)
    return [
        Point((it.box.x0 + it.box.x1) / 2, _worth(it, base, scale), it.colour, it.box)
        for it in bars
        if not is_light(it.colour) or it.colour in {entry.colour for entry in legend}
    ]


def read_lines(view: View, scale: Scale, legend: Sequence[Entry]) -> list[Point]:
    """Read the corners of lines that rise or fall."""
    signs = {it.stroke.box for it in legend}
    lines = [it for it in view.strokes if not it.is_filled and it.box not in signs]
    slanted = {it.colour for it in lines if _is_slanted(it)}
    found: dict[tuple[int, int], Point] = {}
    for line in lines:
        is_level = line.box.width > _FLAT and not line.box.height > _FLAT
        if line.colour not in slanted or not (_is_slanted(line) or is_level):
            continue
        for x, y in line.points:
            box = Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT)
            found.setdefault((line.colour, round(x)), Point(x, scale.value(y), line.colour, box))
    return list(found.values())


def at_places(points: Sequence[Point], places: Sequence[float]) -> list[Point]:
    """Return what lines are worth at these places, in ascending order, if they reach them."""
    step = (places[-1] - places[0]) / max(len(places) - 1, 1)
    found: list[Point] = []
    for colour in dict.fromkeys(it.colour for it in points):
        line = sorted(it for it in points if it.colour == colour)
        xs, values = [it.place for it in line], [it.value for it in line]
        for place in places:
            if xs[0] - _BESIDE * step <= place <= xs[-1] + _BESIDE * step:
                nearest = min(line, key=lambda it: abs(it.place - place))
                value = float(np.interp(place, xs, values))
                found.append(nearest._replace(place=place, value=value))
    return found


def is_light(colour: int) -> bool:
    """Whether it is hardly seen on white."""
    return min(colour >> 16, colour >> 8 & 0xFF, colour & 0xFF) >= _LIGHT


def _is_sign(stroke: Stroke) -> bool:
    small = max(stroke.box.width, stroke.box.height) <= _SWATCH
    is_dash = len(stroke.points) == 2 and min(stroke.box.width, stroke.box.height) < _FLAT
    return is_dash or (stroke.is_filled and small)


def _names(label: Label, stroke: Stroke) -> bool:
    """Whether a label stands to the right of a sign, on its line."""
    sign, words = stroke.box, label.strip.box
    middle = (sign.top + sign.bottom) / 2
    gap = words.x0 - sign.x1
    return words.top - 1 <= middle <= words.bottom + 1 and -1 <= gap <= _SWATCH_REACH


def _is_bar(stroke: Stroke, view: View) -> bool:
    box = stroke.box
    is_wide = box.width > _BACKGROUND * view.box.width
    corners = {(round(x), round(y)) for x, y in stroke.points}
    is_square = len(corners) <= 4 and all(
        abs(x - box.x0) < _SAME or abs(x - box.x1) < _SAME for x, _ in stroke.points
    )
    return min(box.width, box.height) >= _LEAST_BAR and is_square and not is_wide


def _base(bars: Iterable[Stroke]) -> float:
    """Return where most bars begin."""
    ends: Counter[int] = Counter()
    for bar in bars:
        ends.update({round(bar.box.top), round(bar.box.bottom)})
    return float(ends.most_common(1)[0][0])


def _worth(bar: Stroke, base: float, scale: Scale) -> float:
    top, bottom = scale.value(bar.box.top), scale.value(bar.box.bottom)
    if abs(bar.box.bottom - base) <= _SAME:
        return top
    if abs(bar.box.top - base) <= _SAME:
        return bottom
    return abs(top - bottom)


def _is_slanted(stroke: Stroke) -> bool:
    return stroke.box.width > _FLAT and stroke.box.height > _FLAT

"""The axes of a chart: what its values are worth, and what its categories are called."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from wasat.documents.charts.view import Label, View

_IN_LINE = 2.0  # points: labels of one axis end, begin or have their middle as near as that
_LEAST_TICKS = 3
_OFF = 0.02  # share of the span of an axis by which a tick may be off the straight line
_MARK_REACH = 6.0  # points between a tick and the middle of its label
_UNEVEN = 0.3  # of the mean distance of labels
_MARKED = 0.6  # share of the ticks beside which a line is drawn


class Scale(NamedTuple):
    """What a place on an axis is worth.

    Attributes:
        slope: Value for one point of y.
        start: Value at y = 0.
        span: Between the least and the greatest tick.
        before: What stands before each number.
        after: What stands after it.
        labels: The ticks.
    """

    slope: float
    start: float
    span: float
    before: str
    after: str
    labels: tuple[Label, ...]

    def value(self, place: float) -> float:
        """Return what a place is worth."""
        return self.start + self.slope * place

    def write(self, value: float) -> str:
        """Write a value as finely as it can be told from a drawing."""
        step = self.span / 200
        digits = max(0, -int(np.floor(np.log10(step)))) if step < 1 else 0
        coarse = int(np.floor(np.log10(step))) if step >= 10 else 0
        number = round(value / 10**coarse) * 10**coarse if coarse else value
        text = f"{abs(number):.{digits}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        sign = "-" if number < 0 and text != "0" else ""
        return f"{sign}{self.before}{text}{self.after}"


def find_scale(view: View) -> Scale | None:
    """Find the axis of values: numbers in a line at even steps beside what is drawn."""
    numbers = [it for it in view.labels if it.number is not None]
    best: Scale | None = None
    for edge in (_end, _beginning, _middle):
        for group in _in_line(numbers, edge):
            scale = _fit(group, view.marks)
            if scale is not None and (best is None or len(scale.labels) > len(best.labels)):
                best = scale
    return best


def find_categories(
    view: View, scale: Scale, places: Sequence[float], *, is_even: bool
) -> list[Label]:
    """Find the labels along the other axis, in their order.

    Args:
        view: The chart.
        scale: Whose ticks are no categories.
        places: Where along x something is drawn that a category names.
        is_even: Whether they must stand at even distances, three at least.
    """
    ticks = {id(it) for it in scale.labels}
    free = [it for it in view.labels if id(it) not in ticks and not _is_inside(it, view)]
    edges = (_bottom, _top) if not view.is_lying else (_bottom, _top, _across)
    rows = [row for edge in edges for row in _in_line(free, edge)]
    if not view.is_lying:
        rows += [row for row in map(view.part, rows) if _are_even(row)]
    rows = [sorted(row, key=lambda it: it.along) for row in rows if len(row) > 1]
    named = [row for row in rows if _names(row, places) and (not is_even or _are_even(row))]
    return max(named, key=len, default=[])


def nearest(categories: Sequence[Label], place: float) -> int:
    """Return which category stands nearest."""
    return min(range(len(categories)), key=lambda index: abs(categories[index].along - place))


def _names(row: Sequence[Label], places: Sequence[float]) -> bool:
    """Whether every label has something drawn by it, and all that is drawn has a label."""
    step = (row[-1].along - row[0].along) / (len(row) - 1)
    if step <= 0 or not places:
        return False
    low, high = row[0].along - step / 2, row[-1].along + step / 2
    named = {nearest(row, place) for place in places}
    return len(named) == len(row) and low <= min(places) and max(places) <= high


def _are_even(row: Sequence[Label]) -> bool:
    """Whether labels follow one another at even distances, as categories do."""
    places = sorted(it.along for it in row)
    steps = np.diff(places)
    return len(steps) > 1 and bool(np.ptp(steps) <= _UNEVEN * steps.mean())


def _fit(labels: Sequence[Label], marks: Sequence[float]) -> Scale | None:
    """Lay a straight line through ticks, at the lines drawn beside them if most have one."""
    if len(labels) < _LEAST_TICKS:
        return None
    values = np.array([it.number.value for it in labels if it.number is not None])
    span = float(values.max() - values.min())
    places = np.array([it.middle for it in labels])
    near = [min(marks, key=lambda mark: abs(mark - it), default=it) for it in places.tolist()]
    is_marked = np.abs(np.array(near) - places) <= _MARK_REACH
    if is_marked.mean() >= _MARKED and len(set(near)) == len(near):
        marked = _line(np.array(near)[is_marked], values[is_marked], span, labels)
        if marked is not None:
            return marked
    return _line(places, values, span, labels)


def _line(
    places: np.ndarray, values: np.ndarray, span: float, labels: Sequence[Label]
) -> Scale | None:
    if len(places) < 2 or span <= 0 or np.ptp(places) < 1:
        return None
    slope, start = np.polyfit(places, values, 1)
    if float(np.abs(slope * places + start - values).max()) > _OFF * span:
        return None
    units = {it.number[1:] for it in labels if it.number is not None}
    before, after = units.pop() if len(units) == 1 else ("", "")
    return Scale(float(slope), float(start), span, before, after, tuple(labels))


def _in_line(labels: Iterable[Label], edge: Callable[[Label], float]) -> list[list[Label]]:
    ordered = sorted(labels, key=edge)
    groups: list[list[Label]] = []
    for label in ordered:
        if groups and edge(label) - edge(groups[-1][-1]) <= _IN_LINE:
            groups[-1].append(label)
        else:
            groups.append([label])
    return groups


def _is_inside(label: Label, view: View) -> bool:
    """Whether it stands among what is drawn, as names of series and values of bars do."""
    filled = [it.box for it in view.strokes]
    y = (label.box.top + label.box.bottom) / 2
    return any(it.top < y < it.bottom and it.x0 < label.along < it.x1 for it in filled)


def _end(label: Label) -> float:
    return label.box.x1


def _beginning(label: Label) -> float:
    return label.box.x0


def _middle(label: Label) -> float:
    return label.along


def _bottom(label: Label) -> float:
    return label.box.bottom


def _top(label: Label) -> float:
    return label.box.top


def _across(label: Label) -> float:
    return (label.box.top + label.box.bottom) / 2

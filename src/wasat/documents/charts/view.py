"""A chart laid so that its values run upwards: what is drawn, and the labels around it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from wasat.box import Box
from wasat.documents.layout.sheet import Drawn, Strip
from wasat.documents.layout.strips import strip_of

_DIGITS_MIDDLE = 0.35  # of the font size, above the baseline
_NUMBER = re.compile(
    r"^([$€£¥]?)([-+\u2212\u2013]?)([$€£¥]?)(\d{1,3}(?:[,\u00a0 ]\d{3})+|\d+)(\.\d+)?\s?(%|[kKM])?$"
)
_MINUS = "-\u2212\u2013"


class Number(NamedTuple):
    """A number as printed: its value without its unit, and what stands before and after it."""

    value: float
    before: str
    after: str


class Label(NamedTuple):
    """A text beside a chart.

    Attributes:
        key: Of the strip it is a part of.
        strip: Its words.
        box: As laid.
        middle: Across the values: where its figures have their middle, as laid.
        number: What it says if it is a number.
    """

    key: int
    strip: Strip
    box: Box
    middle: float
    number: Number | None

    @property
    def along(self) -> float:
        """Its middle along the categories."""
        return (self.box.x0 + self.box.x1) / 2


class Stroke(NamedTuple):
    """What is drawn in one colour, as laid; `box` is around its points."""

    points: tuple[tuple[float, float], ...]
    colour: int
    is_filled: bool
    box: Box


class View(NamedTuple):
    """A chart, laid so that values run along y and categories along x.

    Attributes:
        box: Around what is drawn.
        labels: All texts in it and near it.
        strokes: All that is drawn in it.
        marks: Where along y thin lines across it stand.
        is_lying: Whether x and y are exchanged, as for bars that lie.
    """

    box: Box
    labels: tuple[Label, ...]
    strokes: tuple[Stroke, ...]
    marks: tuple[float, ...]
    is_lying: bool

    def part(self, labels: Sequence[Label]) -> list[Label]:
        """Return the words of labels as labels of their own."""
        return [
            _label(it.key, strip_of([word], it.strip), is_lying=self.is_lying)
            for it in labels
            for word in it.strip.words
        ]

    def shown(self, box: Box) -> Box:
        """Return where on the page something is that was laid."""
        return _exchange(box) if self.is_lying else box


def lay(
    box: Box,
    strips: Mapping[int, Strip],
    drawn: Iterable[Drawn],
    rules: Sequence[Box],
    *,
    is_lying: bool,
) -> View:
    """Lay a chart upright, or exchange its axes.

    Args:
        box: Around the chart.
        strips: In it and near it, by any key.
        drawn: What is drawn in it.
        rules: Thin lines in it.
        is_lying: Whether to exchange the axes.
    """
    turn = _exchange if is_lying else _keep
    labels = [
        _label(key, part, is_lying=is_lying) for key, it in strips.items() for part in cut(it)
    ]
    strokes = [_stroke(it, is_lying=is_lying) for it in drawn]
    laid = [turn(rule) for rule in rules]
    marks = [(it.top + it.bottom) / 2 for it in laid if it.width > it.height]
    return View(turn(box), tuple(labels), tuple(strokes), tuple(marks), is_lying)


def parse_number(text: str) -> Number | None:
    """Return what a label says, if it is a number with at most a sign and a unit."""
    found = _NUMBER.match(text.strip())
    if found is None:
        return None
    first, sign, second, whole, fraction, unit = found.groups()
    value = float(re.sub(r"[^\d]", "", whole) + (fraction or ""))
    return Number(-value if sign and sign in _MINUS else value, first or second, unit or "")


def cut(strip: Strip) -> list[Strip]:
    """Part numbers that stand in one line, as the ticks of an axis may."""
    if len(strip.words) > 1 and all(parse_number(word.text) for word in strip.words):
        return [strip_of([word], strip) for word in strip.words]
    return [strip]


def _label(key: int, strip: Strip, *, is_lying: bool) -> Label:
    box = _exchange(strip.box) if is_lying else strip.box
    upright = strip.baseline - _DIGITS_MIDDLE * strip.style.size
    middle = (strip.box.x0 + strip.box.x1) / 2 if is_lying else upright
    return Label(key, strip, box, middle, parse_number(strip.text))


def _stroke(drawn: Drawn, *, is_lying: bool) -> Stroke:
    points = tuple((y, x) for x, y in drawn.points) if is_lying else drawn.points
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Stroke(points, drawn.colour, drawn.is_filled, Box(min(xs), min(ys), max(xs), max(ys)))


def _exchange(box: Box) -> Box:
    return Box(box.top, box.x0, box.bottom, box.x1)


def _keep(box: Box) -> Box:
    return box

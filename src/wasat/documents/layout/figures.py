"""Figures: pictures, and drawings made of many strokes and areas."""

from collections.abc import Sequence
from typing import NamedTuple

from wasat.box import Box, enclose
from wasat.documents.layout.sheet import Graphics, Strip

_SMALLEST = 24.0  # points: smaller pictures are marks, bullets, icons
_BACKGROUND = 0.85  # of the page: a picture that large lies behind the text
_NEAR = 14.0  # points: parts of one drawing are no further apart
_LEAST_PARTS = 4
_LEAST_WIDTH, _LEAST_HEIGHT = 60.0, 40.0  # points, of a drawing
_MOST_PARTS = 1_500  # compared in pairs; a drawing of more is told by these
_LONGEST_LABEL = 60  # characters: longer strips within a drawing are text of the page


class Figure(NamedTuple):
    """Where a figure is, and the strips that label it."""

    box: Box
    labels: frozenset[int]


def find_figures(
    graphics: Graphics, strips: Sequence[Strip], taken: Sequence[Box], page: Box
) -> list[Figure]:
    """Find the figures of a page.

    Args:
        graphics: What is drawn.
        strips: The words of the page.
        taken: Boxes of tables, whose rules and shades are no drawings.
        page: The whole page.
    """
    pictures = [box for box in graphics.pictures if _is_picture(box, page)]
    bars = [box for box in graphics.shades if not any(_holds(box, it.box) for it in strips)]
    parts = [
        box
        for box in (*graphics.shapes, *bars, *graphics.rules)
        if not any(other.overlap(box) > 0 or _touches(other, box) for other in taken)
    ]
    drawings = [
        cluster
        for cluster in cluster_boxes(parts[:_MOST_PARTS], len(graphics.shapes) + len(bars))
        if not any(_touches(cluster, box) for box in taken)
    ]
    boxes = _without_inner([*pictures, *drawings])
    return [Figure(box, _labels(box, strips)) for box in boxes]


def cluster_boxes(parts: Sequence[Box], areas: int) -> list[Box]:
    """Join boxes that lie near one another; keep those that are large and made of several.

    Args:
        parts: Shapes and areas first, thin rules after them.
        areas: How many of the parts are not thin rules, which alone make no drawing.
    """
    groups: list[list[int]] = []
    for index, box in enumerate(parts):
        near = [group for group in groups if any(_touches(_grown(parts[i]), box) for i in group)]
        merged = [index, *(i for group in near for i in group)]
        groups = [group for group in groups if not any(group is other for other in near)]
        groups.append(merged)
    found: list[Box] = []
    for group in groups:
        box = enclose(_thick(parts[i]) for i in group)
        is_large = box.width >= _LEAST_WIDTH and box.height >= _LEAST_HEIGHT
        if len(group) >= _LEAST_PARTS and is_large and sum(i < areas for i in group) > 1:
            found.append(box)
    return found


def _is_picture(box: Box, page: Box) -> bool:
    is_background = box.width * box.height >= _BACKGROUND * page.width * page.height
    return min(box.width, box.height) >= _SMALLEST and not is_background


def _labels(box: Box, strips: Sequence[Strip]) -> frozenset[int]:
    return frozenset(
        index
        for index, strip in enumerate(strips)
        if _holds(box, strip.box) and len(strip.text) <= _LONGEST_LABEL
    )


def _without_inner(boxes: Sequence[Box]) -> list[Box]:
    ordered = sorted(boxes, key=lambda box: -box.width * box.height)
    kept: list[Box] = []
    for box in ordered:
        if not any(_holds(other, box) for other in kept):
            kept.append(box)
    return kept


def _holds(box: Box, other: Box) -> bool:
    x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _touches(box: Box, other: Box) -> bool:
    return (
        box.x0 <= other.x1
        and other.x0 <= box.x1
        and box.top <= other.bottom
        and other.top <= box.bottom
    )


def _grown(box: Box) -> Box:
    return Box(box.x0 - _NEAR, box.top - _NEAR, box.x1 + _NEAR, box.bottom + _NEAR)


def _thick(box: Box) -> Box:
    """A rule has no area, and boxes without area enclose nothing."""
    return Box(box.x0, box.top, max(box.x1, box.x0 + 0.1), max(box.bottom, box.top + 0.1))

"""Figures: pictures, and drawings made of many strokes and areas."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from wasat.box import Box, enclose
from wasat.documents.document import BlockKind
from wasat.documents.layout.draft import Draft
from wasat.documents.layout.sheet import Described, Graphics, Strip

_SMALLEST = 24.0  # points: smaller pictures are marks, bullets, icons
_BACKGROUND = 0.85  # of the page: a picture that large lies behind the text
_NEAR = 14.0  # points: parts of one drawing are no further apart
_ON = 2.0  # points: a bar stands on its axis, whose line has some width
_SHORTEST_AXIS = 40.0  # points
_REACH = 45.0  # points: how far a line of a drawing may stand out from its areas
_SCALE_REACH = 32.0  # points
_SCALE = re.compile(r"^[\d.,%$\u20ac\u00a3 \u2013\u2212+()-]{1,40}$|^\w{3}( \w{3})*$")
_LEAST_PARTS = 4
_LEAST_WIDTH, _LEAST_HEIGHT = 60.0, 40.0  # points, of a drawing
_MOST_PARTS = 600  # compared in pairs; a drawing of more is told by these
_LONGEST_LABEL = 60  # characters: longer strips within a drawing are text of the page
_FULL = 0.4  # of a frame: what the words of a text in it cover, at least


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
    areas, rules = (
        [box for box in boxes if not any(_touches(other, box) for other in taken)]
        for boxes in ((*graphics.shapes, *bars), graphics.rules)
    )
    drawings = [
        box
        for box in find_drawings(areas, rules)
        if not (_is_background(box, page) or _is_frame(box, strips))
    ]
    drawings = [_with_scales(box, strips) for box in drawings]
    boxes = _without_inner([*pictures, *drawings])
    return [Figure(box, _labels(box, strips)) for box in boxes]


def describe_figures(drafts: Sequence[Draft], described: Sequence[Described]) -> list[Draft]:
    """Give figures the words that the document describes them with, where most of one is."""
    if not described:
        return list(drafts)
    return [
        replace(draft, description=_description(draft.box, described))
        if draft.kind is BlockKind.FIGURE
        else draft
        for draft in drafts
    ]


def _description(box: Box, described: Sequence[Described]) -> str:
    return " ".join(it.text for it in described if _holds(box, it.box) or _holds(it.box, box))


def _with_scales(box: Box, strips: Sequence[Strip]) -> Box:
    """Extend a drawing over the figures along its axes."""
    reach = _grown(box, _SCALE_REACH)
    scales = [
        strip.box
        for strip in strips
        if _holds(reach, strip.box) and _runs_along(strip.box, box) and _SCALE.match(strip.text)
    ]
    return enclose([box, *scales]) if len(scales) > 2 else box


def _runs_along(strip: Box, box: Box) -> bool:
    x, y = (strip.x0 + strip.x1) / 2, (strip.top + strip.bottom) / 2
    is_beside = box.top - strip.height <= y <= box.bottom + strip.height
    return is_beside or box.x0 - strip.width <= x <= box.x1 + strip.width


def find_drawings(areas: Sequence[Box], rules: Sequence[Box]) -> list[Box]:
    """Find drawings made of several parts, such as charts.

    Args:
        areas: Outlines and filled areas; a drawing has at least one.
        rules: Thin lines; those that end near a drawing belong to it.
    """
    found: list[Box] = []
    for group in join_at_axes(cluster_boxes(areas[:_MOST_PARTS]), rules[:_MOST_PARTS]):
        box = enclose(_thick(area) for area in group)
        reach = _grown(box, _REACH)
        lines = [
            rule
            for rule in rules[:_MOST_PARTS]
            if _touches(_grown(box, _NEAR), rule) and enclose([reach, _thick(rule)]) == reach
        ]
        axes = _axes_around(box, rules[:_MOST_PARTS])
        lines += axes
        box = enclose([box, *(_thick(line) for line in lines)])
        is_large = box.width >= _LEAST_WIDTH and box.height >= _LEAST_HEIGHT
        if (axes or len(group) + len(lines) >= _LEAST_PARTS) and is_large:
            found.append(box)
    return found


def _axes_around(box: Box, rules: Sequence[Box]) -> list[Box]:
    """Return the two axes that a drawing lies between, if it does: they meet in a corner."""
    level = [it for it in rules if it.width >= _SHORTEST_AXIS and it.width >= box.width]
    upright = [it for it in rules if it.height >= _SHORTEST_AXIS and it.height >= box.height]
    for across in level:
        near = _grown(across, _ON)
        for up in upright:
            if not _touches(near, up) or across.x0 + _ON < up.x0 < across.x1 - _ON:
                continue
            area = _grown(enclose([_thick(across), _thick(up)]), _ON)
            if enclose([area, box]) == area:
                return [across, up]
    return []


def cluster_boxes(boxes: Sequence[Box]) -> list[list[Box]]:
    """Group boxes that lie near one another, directly or through others."""
    groups: list[list[Box]] = []
    for box in boxes:
        around = _grown(box, _NEAR)
        near = [group for group in groups if any(_touches(around, other) for other in group)]
        groups = [group for group in groups if not any(group is other for other in near)]
        groups.append([box, *(other for group in near for other in group)])
    return groups


def join_at_axes(groups: Sequence[Sequence[Box]], rules: Sequence[Box]) -> list[list[Box]]:
    """Join groups that stand on one rule, as the bars of a chart do; it ends near the outermost."""
    joined = [list(group) for group in groups]
    for rule in rules if len(joined) > 1 else ():
        if max(rule.width, rule.height) < _SHORTEST_AXIS:
            continue
        line = _grown(rule, _ON)
        near = [group for group in joined if any(_touches(line, box) for box in group)]
        if len(near) < 2:
            continue
        one = [box for group in near for box in group]
        reach = _grown(enclose(one), _REACH)
        if enclose([reach, _thick(rule)]) == reach:
            joined = [group for group in joined if not any(group is it for it in near)] + [one]
    return joined


def _is_picture(box: Box, page: Box) -> bool:
    return min(box.width, box.height) >= _SMALLEST and not _is_background(box, page)


def _is_background(box: Box, page: Box) -> bool:
    return box.width * box.height >= _BACKGROUND * page.width * page.height


def _is_frame(box: Box, strips: Sequence[Strip]) -> bool:
    """Whether it is drawn around text, as notes and listings are: long lines, code, or all full."""
    inside = [strip for strip in strips if _holds(box, strip.box)]
    count = sum(len(strip.text) for strip in inside)
    long = sum(len(it.text) for it in inside if len(it.text) > _LONGEST_LABEL)
    covered = sum(strip.box.width * strip.box.height for strip in inside)
    is_code = len(inside) > 1 and all(strip.style.is_mono for strip in inside)
    is_full = covered >= _FULL * box.width * box.height
    return bool(inside) and (2 * long >= count or is_code or is_full)


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


def _grown(box: Box, by: float) -> Box:
    return Box(box.x0 - by, box.top - by, box.x1 + by, box.bottom + by)


def _thick(box: Box) -> Box:
    """A rule has no area, and boxes without area enclose nothing."""
    return Box(box.x0, box.top, max(box.x1, box.x0 + 0.1), max(box.bottom, box.top + 0.1))

"""The order of reading on one page: where it falls into columns, and which part comes first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wasat.box import Box, enclose

_NARROWEST_GUTTER = 0.7  # of the usual font size
_LEAST_LINES = 3  # on each side, so that a chance gap in two lines is no gutter
_LEAST_COLUMN = 6.0  # of the usual font size: narrower is a column of a table, or list markers
_BESIDE_RULE = 10.0  # of the usual font size: what a rule cuts off is a column, no margin note
_PROSE = 15.0  # of the usual font size: a narrower column that is aligned is one of a table
_TITLE_GAP = 0.8  # of a line's height: white space between a title and what it names
_MOST_TITLE_LINES = 4
_ALIGNED = 0.8  # share of lines with one beside them, from which narrow columns are a table's
_BY_CHANCE = 0.5  # share of lines with one beside them: of entries in rows, nearly all have one
_LEAST_ENTRIES = 5
_FLUSH = 1.5  # points
_PARTLY = 0.5  # share of lines
_FILLED = 0.45  # of its column: what the middle line of prose covers, ragged and short ones seen

Boxes = npt.NDArray[np.float64]


class Item(NamedTuple):
    """Something that has a place on the page: a strip, a table, a figure.

    Attributes:
        box: Where it is.
        key: Whatever the caller finds it again by.
        is_text: Whether it is a strip of words, which alone make columns.
    """

    box: Box
    key: int
    is_text: bool = True


@dataclass(frozen=True, slots=True)
class Gutter:
    """An upright band without words.

    Attributes:
        x0: Left edge.
        x1: Right edge.
        weight: Height of the text that stands side by side at it, in points.
    """

    x0: float
    x1: float
    weight: float


def split_into_columns(
    items: Sequence[Item], size: float, dividers: Sequence[Box] = ()
) -> list[list[Item]]:
    """Cut a page into regions that are one column wide, in reading order.

    A rule between columns cuts first, then the best gutter. What crosses it stays whole and
    divides what is above from what is below; between two such crossings the left side is read
    before the right. Each part is cut again until no gutter is left.

    Args:
        items: Any order.
        size: The usual font size of the document, in points.
        dividers: Upright rules that may stand between columns.

    Returns:
        Regions; each item is in exactly one.

    Source:
        After the recursive XY-cut (Nagy and Seth 1984); cutting at gutters first and letting
        only what crosses them divide the page upright is ours: white bands that cross a page by
        chance do not tear columns apart.
    """
    gutter = find_divided(items, size, dividers) or find_gutter(items, size)
    if gutter is None:
        return [list(items)] if items else []
    regions: list[list[Item]] = []
    for band in _bands(items, gutter):
        if len(band) == len(items):
            return [list(items)]
        regions.extend(split_into_columns(band, size, dividers))
    return regions


def find_divided(items: Sequence[Item], size: float, dividers: Sequence[Box]) -> Gutter | None:
    """Find the longest rule with a column on either side that nothing beside it crosses."""
    for rule in sorted(dividers, key=lambda rule: -rule.height):
        beside = [it.box for it in items if it.box.bottom > rule.top and it.box.top < rule.bottom]
        sides = (
            [box for box in beside if box.x1 <= rule.x0 + 1],
            [box for box in beside if box.x0 >= rule.x0 - 1],
        )
        is_whole = len(sides[0]) + len(sides[1]) == len(beside)
        if is_whole and all(enclose(side).width >= _BESIDE_RULE * size for side in sides):
            return Gutter(rule.x0, rule.x0, rule.height)
    return None


def find_gutter(items: Sequence[Item], size: float) -> Gutter | None:
    """Find the gutter with the most text side by side at it, or None."""
    if sum(item.is_text for item in items) < 2 * _LEAST_LINES:
        return None
    boxes = np.array([item.box for item in items], np.float64)
    is_text = np.array([item.is_text for item in items])
    best: Gutter | None = None
    for x0, x1 in _quiet_bands(boxes[is_text], size):
        weight = _weigh(boxes, is_text, (x0 + x1) / 2, size)
        if weight > 0 and (best is None or weight > best.weight):
            best = Gutter(x0, x1, weight)
    return best


def _quiet_bands(boxes: Boxes, size: float) -> list[tuple[float, float]]:
    """Upright bands that fewer lines cross than stand on either side of them."""
    left = float(boxes[:, 0].min())
    cells = int(boxes[:, 2].max() - left) + 2
    change = np.zeros(cells + 1)
    heights = boxes[:, 3] - boxes[:, 1]
    np.add.at(change, (boxes[:, 0] - left).astype(int), heights)
    np.add.at(change, np.minimum(np.ceil(boxes[:, 2] - left).astype(int), cells), -heights)
    cover = np.cumsum(change)[:cells]
    bands: list[tuple[float, float]] = []
    for share in (0.02, 0.35):
        is_quiet = cover <= share * cover.max()
        edges = np.flatnonzero(np.diff(np.concatenate([[0], is_quiet.view(np.int8), [0]])))
        for start, end in edges.reshape(-1, 2).tolist():
            inside = start > 0 and end < cells - 1
            if inside and end - start >= _NARROWEST_GUTTER * size:
                first, last = _emptiest(cover[start:end], _NARROWEST_GUTTER * size)
                bands.append((left + start + first, left + start + last))
    return bands


def _emptiest(cover: npt.NDArray[np.float64], narrowest: float) -> tuple[int, int]:
    """Find the part of a band that fewest lines cross: ragged ends of lines are their column's."""
    change = np.diff(np.concatenate([[0], (cover <= cover.min()).view(np.int8), [0]]))
    parts = np.flatnonzero(change).reshape(-1, 2)
    first, last = max(parts.tolist(), key=lambda part: part[1] - part[0])
    return (first, last) if last - first >= narrowest else (0, len(cover))


def _weigh(
    boxes: Boxes, is_text: "np.ndarray[tuple[int], np.dtype[np.bool_]]", x: float, size: float
) -> float:
    """How much prose stands side by side at x, in points of height; 0 if it is no gutter."""
    left = boxes[(boxes[:, 2] <= x + 1) & is_text]
    right = boxes[(boxes[:, 0] >= x - 1) & is_text]
    if min(len(left), len(right)) < _LEAST_LINES:
        return 0.0
    top = max(left[:, 1].min(), right[:, 1].min())
    bottom = min(left[:, 3].max(), right[:, 3].max())
    left, right = (side[(side[:, 3] > top) & (side[:, 1] < bottom)] for side in (left, right))
    if min(len(left), len(right)) < _LEAST_LINES or not _are_columns(left, right, size):
        return 0.0
    return float(min((side[:, 3] - side[:, 1]).sum() for side in (left, right)))


def _are_columns(left: Boxes, right: Boxes, size: float) -> bool:
    """Whether both sides are prose, not columns of one table."""
    narrow, wide = sorted((left, right), key=_extent)
    if _extent(narrow) < _LEAST_COLUMN * size:
        return False
    if not (_is_filled(left) and _is_filled(right)):
        return _extent(narrow) >= _PROSE * size and _is_beside_prose(left, right)
    if _extent(left) < _PROSE * size and _are_labels(left, right):
        return False
    return _extent(narrow) >= _PROSE * size or _share_aligned(narrow, wide) <= _ALIGNED


def _is_beside_prose(left: Boxes, right: Boxes) -> bool:
    """Whether one side is prose and the other entries, as of contents, at heights of its own."""
    sparse, prose = (left, right) if _is_filled(right) else (right, left)
    if not _is_filled(prose) or len(sparse) < _LEAST_ENTRIES:
        return False
    return _share_aligned(sparse, prose) <= _BY_CHANCE


def _are_labels(left: Boxes, right: Boxes) -> bool:
    """Whether lines end at one place and begin at many, as the labels of forms and CVs do.

    No more lines stand beside them; notes beside a text are fewer than its lines.
    """
    if len(left) < len(right):
        return False
    is_begin, is_end = (
        np.abs(edges - np.median(edges)) <= _FLUSH for edges in (left[:, 0], left[:, 2])
    )
    return bool(is_end.mean() >= _ALIGNED and is_begin.mean() < _PARTLY)


def _extent(side: Boxes) -> float:
    return float(side[:, 2].max() - side[:, 0].min())


def _is_filled(side: Boxes) -> bool:
    """Whether its lines fill it, as prose does and the cells of a table do not.

    What is covered is measured at every height, so that lines of several columns within the side
    need not stand beside one another.
    """
    top = float(side[:, 1].min())
    change = np.zeros(int(side[:, 3].max() - top) + 2)
    widths = side[:, 2] - side[:, 0]
    np.add.at(change, (side[:, 1] - top).astype(int), widths)
    np.add.at(change, (side[:, 3] - top).astype(int) + 1, -widths)
    covered = np.cumsum(change)[:-1]
    return bool(np.median(covered[covered > 1]) > _FILLED * _extent(side))


def _share_aligned(narrow: Boxes, wide: Boxes) -> float:
    """Share of the boxes on one side that have one at the same height on the other."""
    apart = np.abs(
        (narrow[:, None, 1] + narrow[:, None, 3]) - (wide[None, :, 1] + wide[None, :, 3])
    )
    return float((apart.min(axis=1) < 0.5 * (narrow[:, 3] - narrow[:, 1])).mean())


def _bands(items: Sequence[Item], gutter: Gutter) -> list[list[Item]]:
    """Cut at what crosses the gutter; between crossings, left before right."""
    middle = (gutter.x0 + gutter.x1) / 2
    crossing = [i for i in items if i.box.x0 < middle - 1 and i.box.x1 > middle + 1]
    sides = [i for i in items if not (i.box.x0 < middle - 1 and i.box.x1 > middle + 1)]
    crossing.sort(key=lambda item: item.box.top)
    bands: list[list[Item]] = []
    rest = sides
    while crossing:
        group = [crossing.pop(0)]
        top = group[0].box.top
        above = [item for item in rest if _centre(item) < top]
        rest = [item for item in rest if _centre(item) >= top]
        title = [] if group[0].is_text else find_title(above, group[0])
        above = [item for item in above if item not in title]
        next_side = min((item.box.top for item in rest), default=float("inf"))
        while crossing and _centre(crossing[0]) < next_side:
            group.append(crossing.pop(0))
        bands.extend(_halves(above, middle))
        bottom = enclose(item.box for item in group).bottom
        beside = [item for item in rest if _centre(item) < bottom]
        rest = [item for item in rest if _centre(item) >= bottom]
        bands.append(title + group + beside)
    bands.extend(_halves(rest, middle))
    return [band for band in bands if band]


def find_title(above: Sequence[Item], whole: Item) -> list[Item]:
    """Find the lines that stand close over a table or figure, and further from what is above.

    A title may be narrower than what it names, and yet is no part of the column over it.
    """
    title: list[Item] = []
    top = whole.box.top
    for item in sorted(above, key=lambda item: -item.box.bottom):
        gap = top - item.box.bottom
        if gap > _TITLE_GAP * item.box.height:
            return title if gap > 2 * _TITLE_GAP * item.box.height else []
        if len(title) == _MOST_TITLE_LINES:
            return []
        title.append(item)
        top = min(top, item.box.top)
    return []  # nothing stands above: it is read first anyway


def _halves(items: Sequence[Item], middle: float) -> list[list[Item]]:
    left = [item for item in items if (item.box.x0 + item.box.x1) / 2 < middle]
    right = [item for item in items if (item.box.x0 + item.box.x1) / 2 >= middle]
    return [left, right]


def _centre(item: Item) -> float:
    return (item.box.top + item.box.bottom) / 2

"""Strips of one column to lines, top to bottom, without the notes beside them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import numpy as np

from wasat.box import Box
from wasat.documents.layout.lists import find_marker
from wasat.documents.layout.sheet import Floats, Strip
from wasat.documents.layout.strips import join_strips

_SAME_LINE = 0.5  # share of the lower box that must overlap
_EVEN = 0.12  # of the font size: how much the spaces of a stretched line differ
_STOPS = (".", ":", "?", "!", ",", ";")  # TeX stretches the spaces behind them further
_WORD = re.compile(r"[^\W\d_]{2,}")
_PROSE_WORDS, _LEAST_PROSE = 6, 5  # of a line, and such lines of a column with notes beside it
_PROSE = 15.0  # of the font size: a column with notes is as wide
_NOTE_GAP = 0.5  # of the font size, between text and notes
_NEARLY = 3.0  # of the font size, from the end of a line to the edge: it is full
_MOST_NOTES = 0.3  # share of strips
_MOSTLY = 0.5  # share of notes that stand beside full lines
_NARROW = 0.35  # of the column's width
_FURTHER = 2.0  # times as wide as the others, at most
_AT_EDGE = 0.6  # of the font size
_WIDEST = 0.5  # of the column: a single space is not stretched further


def group_rows(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Put strips that stand on one line together, rows top to bottom, each left to right."""
    rows: list[list[Strip]] = []
    tallest = 0.0, 0.0  # top and bottom of the tallest strip of the last row
    for strip in sorted(strips, key=lambda strip: strip.box.top + strip.box.bottom):
        _, top, _, bottom = strip.box
        is_near = rows and top <= tallest[1]  # most stand under the row before
        if is_near and _shares_height(top, bottom, *tallest) and _is_free(strip, rows[-1]):
            rows[-1].append(strip)
            tallest = max(tallest, (top, bottom), key=_height)
        else:
            rows.append([strip])
            tallest = top, bottom
    for row in rows:
        row.sort(key=lambda strip: strip.box.x0)
    return rows


def join_stretched(rows: Sequence[Sequence[Strip]]) -> list[list[Strip]]:
    """Join the strips of lines that are stretched to fill their column.

    Their spaces are all alike, unlike those within and between the cells of a table, and they go
    from edge to edge. A line of two words has but one space: it counts as stretched beside a line
    that certainly fills the column.

    Args:
        rows: All lines of one column, top to bottom.
    """
    if not rows:
        return []
    left = usual_edge([row[0].box.x0 for row in rows], outermost=min)
    right = usual_edge([row[-1].box.x1 for row in rows], outermost=max)
    fills = [_fills(row, left, right) for row in rows]
    joined: list[list[Strip]] = []
    for index, row in enumerate(rows):
        around = fills[max(0, index - 1) : index] + fills[index + 1 : index + 2]
        is_stretched = len(row) > 1 and fills[index] and (_spaces(row).size > 1 or any(around))
        joined.append([join_strips(row)] if is_stretched else list(row))
    return joined


def part_side_notes(strips: Sequence[Strip]) -> tuple[list[Strip], list[Strip]]:
    """Tell the text of a column from the notes beside it, right of its usual edge.

    Notes of one or two lines make no column, and would be read as the ends of lines. They are
    narrow, fewer than the lines, and mostly stand beside full ones: figures beside labels do not.

    Returns:
        The text, and the notes.
    """
    prose = [strip for strip in strips if len(_WORD.findall(strip.text)) >= _PROSE_WORDS]
    if len(prose) < _LEAST_PROSE:
        return list(strips), []
    left = usual_edge([strip.box.x0 for strip in prose], outermost=min)
    right = usual_edge([strip.box.x1 for strip in prose], outermost=max)
    notes = [
        strip
        for strip in strips
        if strip.box.x0 > right + _NOTE_GAP * strip.style.size and _WORD.search(strip.text)
    ]
    size = prose[0].style.size
    full = [it.box for it in prose if it.box.x1 > right - _NEARLY * size]
    beside = sum(any(_stand_level(it.box, box) for box in full) for it in notes)
    is_margin = (
        right - left >= _PROSE * size
        and len(notes) <= _MOST_NOTES * len(strips)
        and beside >= _MOSTLY * len(notes)
        and all(it.box.width <= _NARROW * (right - left) for it in notes)
    )
    if not (notes and is_margin):
        return list(strips), []
    keys = {id(strip) for strip in notes}
    return [strip for strip in strips if id(strip) not in keys], notes


def _stand_level(note: Box, line: Box) -> bool:
    return abs(note.top + note.bottom - line.top - line.bottom) < line.height


def usual_edge(ends: Sequence[float], outermost: Callable[[Iterable[float]], float]) -> float:
    """Return where a column ends on one side: the outermost place at which several lines end.

    A word too long for its column stands out from it; no second line ends just there.
    """
    counts = Counter(round(end) for end in ends)
    several = [end for end in counts if counts[end] + counts[end + 1] + counts[end - 1] > 2]
    return float(outermost(several or ends))


def _fills(row: Sequence[Strip], left: float, right: float) -> bool:
    """Whether a line goes from edge to edge with even spaces."""
    size = row[0].style.size
    is_wide = row[-1].box.x1 >= right - _AT_EDGE * size - 1
    # an indented line, such as an item of a list, is stretched as well
    if not is_wide or row[0].box.x0 > left + 0.5 * (right - left):
        return False
    if len(row) == 1:
        return True
    spaces = _spaces(row)
    if not spaces.size:
        return False
    widest = float(spaces.max())
    is_even = widest - float(spaces.min()) <= _EVEN * size
    if not is_even and (plain := _spaces(row, has_stops=False)).size > 1:
        is_even = float(plain.max() - plain.min()) <= _EVEN * size
        is_even &= widest <= _FURTHER * float(plain.max())
    return is_even and widest <= _WIDEST * (right - left)


def _spaces(row: Sequence[Strip], *, has_stops: bool = True) -> Floats:
    """Widths of the spaces of a line, those after a list marker left out, perhaps after stops."""
    words = [word for strip in row for word in strip.words]
    if find_marker(words) is not None:
        words = words[1:]
    gaps = [
        after.box.x0 - before.box.x1
        for before, after in pairwise(words)
        if has_stops or not before.text.endswith(_STOPS)
    ]
    return np.array(gaps, np.float32)


def make_lines(strips: Sequence[Strip]) -> list[Strip]:
    """Join the strips of each row of a column to one line, however wide it is stretched."""
    return [join_strips(row) for row in group_rows(strips)]


def _shares_height(top: float, bottom: float, other_top: float, other_bottom: float) -> bool:
    shared = min(bottom, other_bottom) - max(top, other_top)
    return shared >= _SAME_LINE * min(bottom - top, other_bottom - other_top)


def _height(span: tuple[float, float]) -> float:
    return span[1] - span[0]


def _is_free(strip: Strip, row: Sequence[Strip]) -> bool:
    """Whether it stands on none of the strips of a row."""
    x0, x1 = strip.box.x0 + 1, strip.box.x1 - 1
    return all(x0 >= other.box.x1 or x1 <= other.box.x0 for other in row)

"""Which letters of a line stand out from its document: bold, slanted, raised, lowered, code."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wasat.documents.document import Line, Word
from wasat.documents.layout.sheet import Floats, Style
from wasat.documents.looks import Mark
from wasat.documents.looks import Style as Look

# Source: TeX sets scripts at 0.7 of the size, office programs at 0.58 to 0.66, and both raise them
# by a third, lower them by a sixth or more; small capitals are as small, but stand on the line
_SMALL = 0.85  # of the line's size
_RAISED, _LOWERED = 0.12, 0.06  # of the line's size
_BESIDE = 0.1  # of the line's size: how far a script may reach into the words around it
_AT_ONCE = 1_000_000  # pairs of runs that are compared
_SAME_LINE = 0.3  # of a script's height: that much of it is beside the letters of its line

WordMarks = Mapping[Word, tuple[Mark, ...]]


class Piece(NamedTuple):
    """Letters of a word in one style.

    Attributes:
        start: Of the letters of the word.
        end: Behind the last of them.
        style: How they look.
        rise: Of their baseline over that of their line, in points.
    """

    start: int
    end: int
    style: Style
    rise: float


def is_script(style: Style, rise: float, line: Style) -> bool:
    """Whether letters are raised or lowered in a line: small, and not on its baseline."""
    if not 0 < style.size < _SMALL * line.size:
        return False
    return rise > _RAISED * line.size or rise < -_LOWERED * line.size


def cut_at_scripts(boxes: Floats, sizes: Floats, runs: list[int]) -> list[int]:
    """Cut runs of words where a raised or lowered run stands in a gap between two of its words.

    Some programs write all scripts of a page after its lines.

    Args:
        boxes: n by 4: of words in stored order.
        sizes: n: of their fonts.
        runs: Boundaries of runs, the first 0, the last n.

    Returns:
        Boundaries, some more of them perhaps.
    """
    starts = np.array(runs[:-1])
    tallest = np.maximum.reduceat(sizes, starts)
    if tallest.min() >= _SMALL * tallest.max():
        return runs
    low, high = (it.reduceat(boxes, starts, axis=0) for it in (np.minimum, np.maximum))
    hosts = np.flatnonzero((np.diff(runs) > 1) & (tallest.min() < _SMALL * tallest))
    cuts: set[int] = set()
    for small, around in _pair_scripts(low, high, tallest, hosts):
        slack = _BESIDE * tallest[around]
        inside = slice(runs[around], runs[around + 1])
        ends, begins = boxes[inside, 2][:-1], boxes[inside, 0][1:]
        fits = (ends <= low[small, 0] + slack) & (begins >= high[small, 2] - slack)
        cuts.update((np.flatnonzero(fits) + runs[around] + 1).tolist())
    return sorted(cuts.union(runs)) if cuts else runs


def _pair_scripts(
    low: Floats, high: Floats, tallest: Floats, hosts: npt.NDArray[np.int64]
) -> Iterator[tuple[int, int]]:
    """Find the runs that are small and lie inside one of the hosts: both places.

    Args:
        low: n by 4: the least edges of runs.
        high: n by 4: their greatest edges.
        tallest: n: of the sizes in them.
        hosts: Places of those that something may lie inside of.
    """
    smalls = np.flatnonzero(tallest < _SMALL * tallest[hosts].max(initial=0.0))
    for some in np.array_split(smalls, 1 + smalls.size * hosts.size // _AT_ONCE):
        x0, top = low[some, :2, None].swapaxes(0, 1)
        x1, bottom = high[some, 2:, None].swapaxes(0, 1)
        shared = np.minimum(high[hosts, 3], bottom) - np.maximum(low[hosts, 1], top)
        lies_inside = (low[hosts, 0] < x0) & (high[hosts, 2] > x1)
        lies_inside &= shared > _SAME_LINE * (bottom - top)
        lies_inside &= tallest[some, None] < _SMALL * tallest[hosts]
        rows, columns = np.nonzero(lies_inside)
        yield from zip(some[rows].tolist(), hosts[columns].tolist(), strict=True)


def mark_word(pieces: Iterable[Piece], line: Style, body: Style) -> tuple[Mark, ...]:
    """Mark what looks other than the body of the document, within one word."""
    marks: list[Mark] = []
    for piece in pieces:
        looks: list[Look] = []
        if piece.style.is_bold and not body.is_bold:
            looks.append(Look.BOLD)
        if piece.style.is_italic and not body.is_italic:
            looks.append(Look.ITALIC)
        if piece.style.is_mono and not body.is_mono:
            looks.append(Look.CODE)
        if is_script(piece.style, piece.rise, line):
            looks.append(Look.SUPERSCRIPT if piece.rise > 0 else Look.SUBSCRIPT)
        marks.extend(Mark(piece.start, piece.end, look) for look in looks)
    return join_marks(marks)


def stands_out(style: Style, body: Style) -> bool:
    """Whether letters look other than the body, whatever line they are in."""
    return any(own and not usual for own, usual in zip(style[2:5], body[2:5], strict=True))


def mark_line(words: Sequence[Word], marks: WordMarks) -> tuple[Mark, ...]:
    """Return the marks of a line, by its words joined with one space."""
    if not marks:
        return ()
    found: list[Mark] = []
    at = 0
    for word in words:
        if own := marks.get(word):
            found.extend(move_marks(own, at))
        at += len(word.text) + 1
    return join_marks(found)


def marks_of(lines: Iterable[Line]) -> dict[Word, tuple[Mark, ...]]:
    """Return the marks of each word by itself: the inverse of `mark_line`."""
    found: dict[Word, tuple[Mark, ...]] = {}
    for line in lines:
        at = 0
        for word in line.words if line.marks else ():
            end = at + len(word.text)
            inside = [
                it._replace(start=max(it.start, at) - at, end=min(it.end, end) - at)
                for it in line.marks
                if it.start < end and it.end > at
            ]
            if inside:
                found[word] = tuple(inside)
            at = end + 1
    return found


def move_marks(marks: Iterable[Mark], by: int) -> tuple[Mark, ...]:
    """Return marks as many characters further on."""
    return tuple([Mark(it.start + by, it.end + by, it.style, it.target) for it in marks])


def join_marks(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Sort marks, and join those of one look with nothing but a space between them."""
    ordered = sorted(marks)
    if len(ordered) < 2:
        return tuple(ordered)
    joined: list[Mark] = []
    last: dict[tuple[Look, str], int] = {}
    for mark in ordered:
        key = mark.style, mark.target
        place = last.get(key)
        is_script = mark.style in (Look.SUPERSCRIPT, Look.SUBSCRIPT)
        if place is not None and mark.start <= joined[place].end + (not is_script):
            joined[place] = joined[place]._replace(end=max(mark.end, joined[place].end))
        else:
            last[key] = len(joined)
            joined.append(mark)
    return tuple(joined)


def without_bold(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines whose weight says nothing: those of headings are bold by custom."""
    return tuple(
        replace(line, marks=tuple(mark for mark in line.marks if mark.style is not Look.BOLD))
        if line.marks
        else line
        for line in lines
    )

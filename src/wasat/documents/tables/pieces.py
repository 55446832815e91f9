"""Lines of a table cut at its separators: which words stand in which columns."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from wasat.documents.document import Word
from wasat.documents.layout.sheet import Strip
from wasat.documents.layout.strips import strip_of
from wasat.documents.tables.separators import Separator, TableLine, is_figure

_CUT = 0.5  # of the font size: words closer than this belong together, whatever lies between
_CUT_TELLING = 0.2  # likewise, of two figures, or two texts that begin where their columns do
_SAME_EDGE = 1.0  # points
_NUMBER = re.compile(
    r"^[(\[<>~≈±+\-\u2212\u2013$€£¥]*\d[\d.,:/\u00a0' \u2013\u2212%)\]*†‡$€£¥a-zA-Z]{0,14}$"
    r"|^[-\u2013\u2014\u2212.…x×*]{1,3}$|^n\.?/?a\.?$",
    re.IGNORECASE,
)


class Piece(NamedTuple):
    """Words of one line in one cell.

    Attributes:
        column: First column covered, from 0.
        column_end: After the last column covered.
        strip: The words.
    """

    column: int
    column_end: int
    strip: Strip

    @property
    def is_number(self) -> bool:
        """Whether it is a figure, or what stands where one is missing."""
        return bool(_NUMBER.match(self.strip.text))


Pieces = list[Piece]


def cut_line(line: TableLine, separators: Sequence[Separator]) -> Pieces:
    """Cut a line at the separators; words that run across one stay together and span columns."""
    middles = [separator.middle for separator in separators]
    groups: list[list[Word]] = []
    owners: list[Strip] = []
    for strip in line:
        for word in strip.words:
            is_same = bool(groups) and owners[-1] is strip
            if is_same and not _is_cut(groups[-1], word, strip, separators):
                groups[-1].append(word)
            else:
                groups.append([word])
                owners.append(strip)
    pieces: Pieces = []
    for words, owner in zip(groups, owners, strict=True):
        strip = strip_of(words, owner)
        piece = Piece(_column(strip.box.x0, middles), _column(strip.box.x1, middles) + 1, strip)
        pieces.append(_without_overhang(piece, middles))
    return _end_before_next(pieces)


def _is_cut(
    group: Sequence[Word], after: Word, strip: Strip, separators: Sequence[Separator]
) -> bool:
    """Whether a separator lies between two words, and the words leave it room.

    Two texts may come close, each of which begins where its column does; a title that spans columns
    is centred over them.
    """
    before = group[-1]
    gap = after.box.x0 - before.box.x1
    if gap < _CUT_TELLING * strip.style.size:
        return False
    are_figures = is_figure(before.text) and is_figure(after.text)
    is_first = group[0].box.x0 < separators[0].x0 if separators else False
    are_texts = _begins_column(after, separators) and (
        is_first or _begins_column(group[0], separators)
    )
    room = (_CUT_TELLING if are_figures or are_texts else _CUT) * strip.style.size
    if gap < room:
        return False
    left = (before.box.x0 + before.box.x1) / 2
    right = (after.box.x0 + after.box.x1) / 2
    return any(left < separator.middle < right for separator in separators)


def _begins_column(word: Word, separators: Sequence[Separator]) -> bool:
    """Whether it stands where a column begins; the first one has no separator to tell."""
    return any(abs(word.box.x0 - it.x1) <= _SAME_EDGE for it in separators)


def _end_before_next(pieces: Sequence[Piece]) -> Pieces:
    """Let a piece cover no column that the next one of its line begins in."""
    ends = [piece.column for piece in pieces[1:]] + [max((p.column_end for p in pieces), default=0)]
    return [
        piece._replace(column_end=min(piece.column_end, end)) if piece.column < end else piece
        for piece, end in zip(pieces, ends, strict=True)
    ]


def _column(x: float, middles: Sequence[float]) -> int:
    return bisect_right(middles, x)


def _without_overhang(piece: Piece, middles: Sequence[float]) -> Piece:
    """Do not count a column that the piece merely reaches into by a hair."""
    hair = 0.3 * piece.strip.style.size
    first = _column(piece.strip.box.x0 + hair, middles)
    last = _column(piece.strip.box.x1 - hair, middles)
    if first > last:
        middle = _column((piece.strip.box.x0 + piece.strip.box.x1) / 2, middles)
        first = last = middle
    return Piece(first, last + 1, piece.strip)

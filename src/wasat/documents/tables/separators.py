"""Where the columns of an unruled table are divided, told by the white space between words."""

import re
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wasat.documents.layout.sheet import Strip

_SCALE = 2  # steps a point
_CROSSED = 0.12  # share of the lines that may cross a separator, such as a spanning header
_NARROWEST = 0.3  # of the font size, where all lines leave it free
_USUAL_GAP = 0.75  # of the font size: word spaces that lie in line by chance are narrower
_TELLING = 2.5  # times as wide counts a gap between two figures, which no sentence has
_FIGURE = re.compile(r"^[(\-\u2013\u2212$\u20ac\u00a3]*\d[\d.,]*[)%]*$|^[\-\u2013\u2014]$")
_LEAST_WITNESSES = 2  # lines with words on both sides

TableLine = Sequence[Strip]


class Separator(NamedTuple):
    """A white band between two columns."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        """Where words are told apart."""
        return (self.x0 + self.x1) / 2


def find_separators(lines: Sequence[TableLine]) -> list[Separator]:
    """Find the white bands that divide lines into columns.

    Lines of one strip say nothing of columns and are passed over. A band is kept if it is wider
    than a word space in the lines that have words close to it on both sides.

    Args:
        lines: The rows of text of a table, each left to right.
    """
    telling = [line for line in lines if len(line) > 1]
    if len(telling) < _LEAST_WITNESSES:
        return []
    spans = [_word_spans(line) for line in telling]
    size = median(strip.style.size for line in telling for strip in line) or 10.0
    left = min(float(span[0, 0]) for span in spans)
    right = max(float(span[-1, 1]) for span in spans)
    cover = _cover(spans, left, right)
    crossed = max(_CROSSED * len(telling), 1.0 if len(telling) >= 5 else 0.0)
    bands = _quiet_bands(cover, left, crossed, _NARROWEST * size)
    return _keep_wide(bands, spans, _USUAL_GAP * size)


def _word_spans(line: TableLine) -> npt.NDArray[np.float64]:
    """Left and right edges of the words of a line, left to right, and whether they are figures."""
    words = sorted((word for strip in line for word in strip.words), key=lambda it: it.box.x0)
    return np.array([(it.box.x0, it.box.x1, is_figure(it.text)) for it in words], np.float64)


def is_figure(text: str) -> bool:
    """Whether it is a whole figure; two of them side by side are two cells."""
    return bool(_FIGURE.match(text))


def _cover(
    spans: Sequence[npt.NDArray[np.float64]], left: float, right: float
) -> npt.NDArray[np.float64]:
    """Count the lines that have a word at each step from left to right."""
    cells = int((right - left) * _SCALE) + 2
    cover = np.zeros(cells)
    for span in spans:
        change = np.zeros(cells + 1)
        starts = ((span[:, 0] - left) * _SCALE).astype(int)
        ends = np.minimum(np.ceil((span[:, 1] - left) * _SCALE).astype(int), cells)
        np.add.at(change, starts, 1)
        np.add.at(change, ends, -1)
        cover += np.cumsum(change)[:cells] > 0
    return cover


def _quiet_bands(
    cover: npt.NDArray[np.float64], left: float, crossed: float, narrowest: float
) -> list[Separator]:
    """Find the bands that few lines cross; of each, the part that the fewest cross."""
    quiet = np.concatenate([[False], cover <= crossed, [False]])
    edges = np.flatnonzero(np.diff(quiet.astype(np.int8))).reshape(-1, 2)
    bands: list[Separator] = []
    for start, end in edges.tolist():
        if start == 0 or end >= len(cover) - 1 or (end - start) / _SCALE < narrowest:
            continue
        inside = cover[start:end]
        least = np.flatnonzero(inside == inside.min())
        longest = max(np.split(least, np.flatnonzero(np.diff(least) > 1) + 1), key=len)
        x0, x1 = start + int(longest[0]), start + int(longest[-1]) + 1
        bands.append(Separator(left + x0 / _SCALE, left + x1 / _SCALE))
    return bands


def _keep_wide(
    bands: list[Separator], spans: Sequence[npt.NDArray[np.float64]], usual: float
) -> list[Separator]:
    """Drop, one after the other, the bands that no line shows to be more than a word space.

    A gap that covers several bands speaks for none of them: in a short label's line, the space
    within a longer label is white as well.
    """
    kept = list(bands)
    while kept:
        gaps = _sole_gaps(kept, spans)
        widths = [median(found) if found else 0.0 for found in gaps]
        weakest = min(
            range(len(kept)), key=lambda index: (widths[index], kept[index].x1 - kept[index].x0)
        )
        if widths[weakest] >= usual:
            break
        del kept[weakest]
    return kept


def _sole_gaps(
    bands: Sequence[Separator], spans: Sequence[npt.NDArray[np.float64]]
) -> list[list[float]]:
    """For each band, the widths of the gaps between neighbouring words that cover it alone."""
    middles = np.array([band.middle for band in bands])
    gaps: list[list[float]] = [[] for _ in bands]
    for span in spans:
        ends = np.maximum.accumulate(span[:-1, 1])
        first = np.searchsorted(middles, ends)
        last = np.searchsorted(middles, span[1:, 0])
        for place in np.flatnonzero(last - first == 1).tolist():
            width = float(span[place + 1, 0] - ends[place])
            is_telling = span[place, 2] and span[place + 1, 2]
            gaps[int(first[place])].append(_TELLING * width if is_telling else width)
    return gaps

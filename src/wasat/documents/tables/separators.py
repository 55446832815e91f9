"""Where the columns of an unruled table are divided, told by the white space between words."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wasat.documents.layout.sheet import Strip

_SCALE = 2  # steps a point
_CROSSED = 0.12  # share of the lines that may cross a separator, such as a spanning header
_NARROWEST = 0.3  # of the font size, where all lines leave it free
_USUAL_GAP = 0.75  # of the font size: word spaces that lie in line by chance are narrower
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

    Lines of one strip say nothing of columns and are passed over. A band is kept if the gap at it
    is wide in the lines that have words on both sides.

    Args:
        lines: The rows of text of a table, each left to right.
    """
    telling = [line for line in lines if len(line) > 1]
    if len(telling) < _LEAST_WITNESSES:
        return []
    spans = [_word_spans(line) for line in telling]
    size = float(np.median([strip.style.size for line in telling for strip in line])) or 10.0
    left = min(float(span[0, 0]) for span in spans)
    right = max(float(span[-1, 1]) for span in spans)
    cover = _cover(spans, left, right)
    crossed = max(_CROSSED * len(telling), 1.0 if len(telling) >= 5 else 0.0)
    bands = _quiet_bands(cover, left, crossed, _NARROWEST * size)
    return [band for band in bands if _is_wide(band, spans, size)]


def _word_spans(line: TableLine) -> npt.NDArray[np.float64]:
    """Left and right edges of the words of a line, left to right."""
    return np.array(sorted((word.box.x0, word.box.x1) for strip in line for word in strip.words))


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


def _is_wide(band: Separator, spans: Sequence[npt.NDArray[np.float64]], size: float) -> bool:
    """Whether the lines that have words on both sides leave more than a word space there."""
    gaps: list[float] = []
    for span in spans:
        before = span[span[:, 1] <= band.middle]
        after = span[span[:, 0] >= band.middle]
        if len(before) and len(after):
            gaps.append(float(after[0, 0] - before[:, 1].max()))
    return len(gaps) >= _LEAST_WITNESSES and float(np.median(gaps)) >= _USUAL_GAP * size

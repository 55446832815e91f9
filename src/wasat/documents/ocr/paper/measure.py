"""How large letters are, from the ink of words and from which letters they are made of.

A word without ascenders is lower than one with them, in the same size. So its height is divided by
how much of the font size its own letters take up.
"""

import re
import statistics
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wasat.box import Box, enclose
from wasat.documents.ocr.engine import Grey, SeenLine, SeenWord

_INK = 128  # darker is ink, on paper that was made white
# Shares of the font size, means of common text fonts
_SMALL, _TALL, _DEEP, _IDEOGRAPH = 0.5, 0.71, 0.21, 0.92
_HAS_TALL = re.compile(r"[A-Z0-9bdfhkltijß(\[{|/!?%&$€£#@À-ÖØ-ÞА-ЯЁбі]")
_HAS_DEEP = re.compile(r"[gjpqyç(\[{|,;@Q$руцщф]")
_IS_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_IS_WHOLE = re.compile(r"[A-Z0-9bdfhklt\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # in one piece
_IS_MARK = re.compile(r"^[\W_]+$")  # dots and dashes tell nothing of the size


class Measured(NamedTuple):
    """A line with its words drawn in to their ink.

    Attributes:
        words: Of the line.
        size: Of its font in pixels.
        baseline: Height of its baseline in pixels.
    """

    words: tuple[SeenWord, ...]
    size: float
    baseline: float


def measure_line(line: SeenLine, picture: Grey) -> Measured:
    """Draw words in to their ink, and estimate size and baseline from all of them."""
    top, bottom = _own_rows(line, picture)
    words = tuple(
        word._replace(
            box=tighten(
                word.box._replace(top=max(word.box.top, top), bottom=min(word.box.bottom, bottom)),
                picture,
            )
        )
        for word in line.words
    )
    telling = [word for word in words if not _IS_MARK.match(word.text)] or list(words)
    size = statistics.median(word.box.height / sum(_extent(word.text)) for word in telling)
    baseline = statistics.median(word.box.bottom - _extent(word.text)[1] * size for word in telling)
    return Measured(words, size, baseline)


def tighten(box: Box, picture: Grey) -> Box:
    """Return the box of the ink inside a box, or the box where there is none."""
    ink, x0, top = _ink(box, picture)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return box
    return Box(
        float(x0 + columns[0]),
        float(top + rows[0]),
        float(x0 + columns[-1] + 1),
        float(top + rows[-1] + 1),
    )


def _own_rows(line: SeenLine, picture: Grey) -> tuple[float, float]:
    """Return the upper and lower edge of what a line reaches, cut off from the lines beyond.

    Ink at an edge of the line's box that stands apart from the rest is of another line, if a letter
    that is as tall as the line holds its own ink together.
    """
    box = enclose(word.box for word in line.words)
    if not any(_IS_WHOLE.search(word.text) for word in line.words):
        return box.top, box.bottom
    ink, _, top = _ink(box, picture)
    edges = np.flatnonzero(np.diff(np.pad(ink.any(axis=1), 1).view(np.int8)))
    runs: list[list[int]] = edges.reshape(-1, 2).tolist()
    tallest = max(runs, key=lambda run: run[1] - run[0], default=None)
    own = [run for run in runs if run == tallest or (run[0] > 0 and run[1] < len(ink))]
    return (top + own[0][0], top + own[-1][1]) if own else (box.top, box.bottom)


def _ink(box: Box, picture: Grey) -> tuple[npt.NDArray[np.bool_], int, int]:
    """Return where there is ink inside a box, and where that begins: x and y in pixels."""
    height, width = picture.shape
    x0, top = max(0, int(box.x0)), max(0, int(box.top))
    x1, bottom = min(width, int(box.x1) + 1), min(height, int(box.bottom) + 1)
    return picture[top:bottom, x0:x1] < _INK, x0, top


def _extent(text: str) -> tuple[float, float]:
    """Return how far a word's ink reaches above and below the baseline, as shares of the size."""
    deep = _DEEP if _HAS_DEEP.search(text) else 0.0
    if _IS_IDEOGRAPH.search(text):
        return _IDEOGRAPH - 0.1, max(0.1, deep)
    return _TALL if _HAS_TALL.search(text) else _SMALL, deep

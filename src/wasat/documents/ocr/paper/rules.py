"""Straight lines on the picture of a page: rules of tables and between columns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wasat.box import Box
from wasat.documents.ocr.engine import Grey

_SHORTEST = 0.4  # inches: longer than letters are, but those of a poster
_THICKEST = 0.04  # inches; what is thicker is an area
_NEAR, _FAR = 0.02, 0.05  # inches from a rule to what is paper: beside text, and where it is thick
_DARKER = 12  # of 255, than the paper on both sides: hairlines that were blurred are so pale
_COVERED = 0.9  # of a stretch of the shortest length; lines of small print cover up to 0.8
_ALONG = 15  # pixels over which paper is averaged: noise of one pixel says nothing
_WHITE = 255
_MOST_RUNS = 20_000  # a form with 300 rules has 2,000; a photograph has any number

_Integers = npt.NDArray[np.int32]
_Flags = npt.NDArray[np.bool_]


class _Run(NamedTuple):
    """A dark stretch in one row of pixels."""

    row: int
    start: int
    end: int


@dataclass(slots=True)
class _Band:
    """Runs one below the other that touch."""

    top: int
    bottom: int
    start: int
    end: int


def find_rules(picture: Grey, dots_per_inch: float) -> list[Box]:
    """Find straight lines along the axes of a level picture.

    A rule is darker than the paper on both sides of it without a gap, and thin. Lines of letters
    have gaps in every row of pixels.

    Args:
        picture: Upright and level, paper white.
        dots_per_inch: Its resolution.

    Returns:
        Those that run across from top to bottom, then those that run down; in pixels.
    """
    across = [_box(band) for band in _find_across(picture, dots_per_inch)]
    turned = [_box(band) for band in _find_across(np.ascontiguousarray(picture.T), dots_per_inch)]
    return across + [Box(box.top, box.x0, box.bottom, box.x1) for box in turned]


def wipe(picture: Grey, rules: Iterable[Box]) -> Grey:
    """Return the picture without these rules, so that letters beside them can be measured."""
    clean = picture.copy()
    for rule in rules:
        x0, top, x1, bottom = (int(edge) for edge in rule)
        clean[top:bottom, x0:x1] = _WHITE
    return clean


def _box(band: _Band) -> Box:
    return Box(float(band.start), float(band.top), float(band.end), float(band.bottom + 1))


def _find_across(picture: Grey, dots_per_inch: float) -> Iterator[_Band]:
    shortest = round(_SHORTEST * dots_per_inch)
    height, width = picture.shape
    if width < 2 * shortest or height < 4 * _FAR * dots_per_inch:
        return
    dark = _find_dark(picture, dots_per_inch)
    for band in _join(_find_runs(dark, shortest)):
        length, thickness = band.end - band.start, band.bottom - band.top + 1
        if length >= shortest and thickness <= max(_THICKEST * dots_per_inch, length / 100):
            yield band


def _find_dark(picture: Grey, dots_per_inch: float) -> _Flags:
    """Mark pixels that are darker than the paper above and below, and the one below each."""
    smooth = _sum_along(picture, _ALONG)
    paper = np.zeros_like(smooth)
    for distance in (_NEAR, _FAR):
        step = max(2, round(distance * dots_per_inch))
        both = np.minimum(smooth[: -2 * step], smooth[2 * step :])
        np.maximum(paper[step:-step], both, out=paper[step:-step])
    dark: _Flags = (picture.astype(np.int32) + _DARKER) * _ALONG < paper
    dark[1:] |= dark[:-1].copy()  # a line that is a little off level steps from row to row
    return dark


def _sum_along(values: npt.NDArray[np.uint8], size: int) -> _Integers:
    """Sum each row up over so many pixels around each; beyond its ends it goes on as it ends."""
    half = size // 2
    sums = np.cumsum(
        np.pad(values, ((0, 0), (half + 1, half)), mode="edge"), axis=1, dtype=np.int32
    )
    found: _Integers = sums[:, size:] - sums[:, :-size]
    return found


def _find_runs(dark: _Flags, shortest: int) -> list[_Run]:
    """Find stretches that are dark nearly all along; none where there are too many."""
    covered = _sum_along(dark.view(np.uint8), shortest | 1) >= _COVERED * shortest
    edges = np.diff(np.pad(covered, ((0, 0), (1, 1))).view(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    if len(rows) > _MOST_RUNS:
        return []
    reach = shortest // 2
    return [
        _stretch(dark[row], _Run(row, max(0, start - reach), end + reach))
        for row, start, end in zip(rows.tolist(), starts.tolist(), ends.tolist(), strict=True)
    ]


def _stretch(row: _Flags, run: _Run) -> _Run:
    """Draw a run in to the first and the last dark pixel of its reach."""
    places = np.flatnonzero(row[run.start : run.end])
    return _Run(run.row, run.start + int(places[0]), run.start + int(places[-1]) + 1)


def _join(runs: Iterable[_Run]) -> list[_Band]:
    """Join runs of neighbouring rows that lie over each other."""
    bands: list[_Band] = []
    open_bands: list[_Band] = []
    for run in runs:
        open_bands = [band for band in open_bands if run.row - band.bottom <= 1]
        for band in open_bands:
            if run.start < band.end and band.start < run.end:
                band.bottom = run.row
                band.start, band.end = min(band.start, run.start), max(band.end, run.end)
                break
        else:
            band = _Band(run.row, run.row, run.start, run.end)
            bands.append(band)
            open_bands.append(band)
    return bands

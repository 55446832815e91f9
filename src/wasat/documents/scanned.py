"""Scans as sheets, so that a page that was read as a picture is laid out like any other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from wasat.documents.document import Origin
from wasat.documents.layout.sheet import NO_WORDS, Graphics, Sheet, Style, Words
from wasat.documents.scan import Scan, Scans

_BACKGROUND = 0.5  # of the page: a picture that large is the scan itself

_STEP = 7 / 6  # a heading is larger by this at least, and by less sizes are mismeasured

Sizes = Mapping[int, list[float]]


def settle_sizes(scans: Scans) -> Sizes:
    """Return font sizes of all words by number of page, like ones made the same."""
    flat = [word for scan in scans.values() for word in scan.words]
    sizes = iter(snap_sizes([word.size for word in flat], [len(word.text) for word in flat]))
    return {number: [next(sizes) for _ in scan.words] for number, scan in scans.items()}


def put_scan(sheet: Sheet, scan: Scan, sizes: list[float], number: Callable[[Style], int]) -> Sheet:
    """Replace what is written on a sheet by what was read on its picture.

    Args:
        sheet: As read from the file.
        scan: Of the same page.
        sizes: Of its words, from `settle_sizes`.
        number: Gives a style its place among those of the document.
    """
    pictures = [
        box
        for box in sheet.graphics.pictures
        if box.width * box.height < _BACKGROUND * sheet.width * sheet.height
    ]
    return replace(
        sheet,
        words=_words(scan, sizes, number),
        graphics=Graphics(
            rules=sheet.graphics.rules, shades=sheet.graphics.shades, pictures=tuple(pictures)
        ),
        width=sheet.width if scan.unread else scan.width,
        height=sheet.height if scan.unread else scan.height,
        unread=scan.unread,
        is_scan=False,
        origin=Origin.OCR,
        tilt=scan.tilt,
    )


def _words(scan: Scan, sizes: list[float], number: Callable[[Style], int]) -> Words:
    if not scan.words:
        return NO_WORDS
    columns = np.array([word[1:6] for word in scan.words], np.float32)
    return Words(
        text=" ".join(word.text for word in scan.words),
        boxes=columns[:, :4],
        baselines=columns[:, 4],
        styles=np.array([number(Style(size)) for size in sizes], np.int32),
        turns=np.full(len(scan.words), scan.turn, np.int32),
        confidences=np.array([word.percent / 100 for word in scan.words], np.float32),
    )


def snap_sizes(sizes: Sequence[float], weights: Sequence[int]) -> list[float]:
    """Make sizes that differ by the error of measuring the same.

    Args:
        sizes: Of all lines of a document, in points.
        weights: Characters of each.

    Returns:
        Sizes in the same order: the usual one, and steps of a sixth above and below it.
    """
    if not sizes:
        return []
    usual = _weighted_median(sizes, weights)
    steps = np.round(np.log(np.maximum(sizes, 0.1) / usual) / np.log(_STEP))
    return [round(float(size), 1) for size in usual * _STEP**steps]


def _weighted_median(values: Sequence[float], weights: Sequence[int]) -> float:
    order = np.argsort(values)
    sums = np.cumsum(np.asarray(weights)[order])
    return float(np.asarray(values)[order][np.searchsorted(sums, sums[-1] / 2)])

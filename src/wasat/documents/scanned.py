"""Scans as sheets, so that a page that was read as a picture is laid out like any other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from wasat.documents.document import Origin
from wasat.documents.layout.sheet import NO_WORDS, Graphics, Integers, Sheet, Style, Words
from wasat.documents.scan import Scan, Scans

_BACKGROUND = 0.5  # of the page: a picture that large is the scan itself

_STEP = 7 / 6  # a heading is larger by this at least, and by less sizes are mismeasured
_SAME_STEP = 0.5  # of a step between the means of two: one size, measured around its border
_SAME_LINE = 0.35  # of the size: baselines of words of one line differ by less
_WAVERS = 1.04  # times the size of its line: programs that typeset keep to it
_MOST_WAVERING = 0.25  # share of the characters
_NARROW, _WIDE = frozenset("fijlrtI.,;:'!|()[]-"), frozenset("mw\u2014")
_FIRST_IDEOGRAPH = "\u2e80"

_Exact = npt.NDArray[np.float64]
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
            rules=(*sheet.graphics.rules, *scan.rules),
            shades=sheet.graphics.shades,
            pictures=tuple(pictures),
        ),
        width=sheet.width if scan.unread else scan.width,
        height=sheet.height if scan.unread else scan.height,
        unread=scan.unread,
        is_scan=False,
        origin=Origin.OCR,
        tilt=scan.tilt,
    )


def even_sizes(sheet: Sheet, styles: Sequence[Style], number: Callable[[Style], int]) -> Sheet:
    """Give the words of each line one size, where they were recognised and each has its own.

    Programs that put words behind a picture stretch each over its ink.

    Args:
        sheet: As read from the file, its words from a picture.
        styles: Of the document, by number.
        number: Gives a style its place among those of the document.
    """
    words = sheet.words
    if not len(words.styles):
        return sheet
    texts = words.text.split(" ")
    sizes = np.array([style.size for style in styles])[words.styles]
    weights = np.array([len(text) for text in texts])
    lines = _lines_of(words, sizes)
    usual = np.bincount(lines, sizes * weights) / np.bincount(lines, weights)
    ratio = np.maximum(sizes, usual[lines]) / np.maximum(np.minimum(sizes, usual[lines]), 0.1)
    if weights[ratio > _WAVERS].sum() < _MOST_WAVERING * weights.sum():
        return sheet
    widths = words.boxes[:, 2] - words.boxes[:, 0]
    measured = np.bincount(lines, widths) / np.bincount(lines, list(map(_width_of, texts)))
    settled = snap_sizes(measured[lines].tolist(), weights.tolist())
    numbers = [
        number(styles[old]._replace(size=size))
        for old, size in zip(words.styles.tolist(), settled, strict=True)
    ]
    return replace(sheet, words=replace(words, styles=np.array(numbers, np.int32)))


def _width_of(text: str) -> float:
    """Return how wide a word is in usual fonts, in font sizes."""
    narrow = sum(letter in _NARROW for letter in text)
    wide = sum(letter in _WIDE or letter.isupper() for letter in text)
    whole = sum(letter >= _FIRST_IDEOGRAPH for letter in text)
    return 0.3 * narrow + 0.7 * wide + whole + 0.5 * (len(text) - narrow - wide - whole)


def _lines_of(words: Words, sizes: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> Integers:
    """Number the lines of words in stored order: a new one where the baseline is another."""
    step = np.abs(np.diff(words.baselines))
    is_new = step > _SAME_LINE * np.maximum(sizes[1:], sizes[:-1])
    numbers: Integers = np.concatenate([[0], np.cumsum(is_new)]).astype(np.int32)
    return numbers


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
    exact = np.log(np.maximum(sizes, 0.1) / usual) / np.log(_STEP)
    steps = _join_near(exact, np.round(exact), np.asarray(weights, np.float64))
    return [round(float(size), 1) for size in usual * _STEP**steps]


def _join_near(exact: _Exact, steps: _Exact, weights: _Exact) -> _Exact:
    """Give neighbouring steps the lower one's place where their means lie near each other."""
    joined = steps.copy()
    held, held_mean = 0.0, 0.0
    for step in np.unique(steps):
        is_here = steps == step
        mean = float(np.average(exact[is_here], weights=weights[is_here]))
        if held and step - held == 1 and mean - held_mean < _SAME_STEP:
            joined[is_here] = held
        else:
            held, held_mean = step, mean
    return joined


def _weighted_median(values: Sequence[float], weights: Sequence[int]) -> float:
    order = np.argsort(values)
    sums = np.cumsum(np.asarray(weights)[order])
    return float(np.asarray(values)[order][np.searchsorted(sums, sums[-1] / 2)])

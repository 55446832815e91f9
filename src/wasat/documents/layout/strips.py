"""Words to strips: words side by side on one baseline, with no more than word spaces between them.

A strip never crosses a gutter or the gap between two cells; it may be a part of a line that is
stretched to fill its measure, which `lines` puts together once the columns are known.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wasat.box import Box
from wasat.documents.document import Word
from wasat.documents.layout.sheet import Floats, Strip, Style, Words

_WIDEST_SPACE = 0.9  # of the font size; column gutters and cell gaps are wider, as a rule
_OVERLAP_BACK = 0.4  # of the font size: how far a word may begin inside the one before it
_SAME_LINE = 0.5  # share of the lower of two boxes that must overlap to be on one line
_GLUE = 0.08  # of the font size: parts of one word set in two styles are closer than this
_OVER_CODE = 8  # bold words and code among others are insertions, however long
_MOST_RUNS = 3_000  # a page with more is compared in stored order alone: pairs cost the square

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

_Places = npt.NDArray[np.int64]


class _Looks(NamedTuple):
    """The words of a page as lists, which are read faster than columns; places in them agree."""

    words: list[Word]
    baselines: list[float]
    numbers: list[int]
    styles: Sequence[Style]


def make_strips(words: Words, styles: Sequence[Style]) -> list[Strip]:
    """Put the upright words of a page together to strips.

    Returns:
        Strips in no order; each upright word is in exactly one of them, unless it was a part of a
        word in another style and was joined to it.
    """
    upright = np.flatnonzero(words.turns == 0)
    if not len(upright):
        return []
    sizes = np.array([style.size for style in styles], np.float32)[words.styles]
    boxes = _steady_boxes(words, sizes)
    runs = _runs(boxes[upright], sizes[upright])
    chains = _chain(*_outline(boxes[upright], sizes[upright], runs))
    listed = map(Box._make, np.round(boxes.astype(np.float64), 2).tolist())
    sure = [] if words.confidences is None else [words.confidences.astype(np.float64).round(2)]
    looks = _Looks(
        words=list(map(Word, words.text.split(" "), listed, *(each.tolist() for each in sure))),
        baselines=np.round(words.baselines.astype(np.float64), 2).tolist(),
        numbers=words.styles.tolist(),
        styles=styles,
    )
    places: list[int] = upright.tolist()
    return [
        _strip([at for run in chain for at in places[runs[run] : runs[run + 1]]], looks)
        for chain in chains
    ]


def join_strips(strips: Sequence[Strip]) -> Strip:
    """Join strips of one line, left to right."""
    if len(strips) == 1:
        return strips[0]
    ordered = sorted(strips, key=lambda strip: strip.box.x0)
    longest = max(ordered, key=lambda strip: sum(len(word.text) for word in strip.words))
    words = order_words([word for strip in ordered for word in strip.words])
    return Strip(words, _around(words), longest.baseline, longest.style)


def order_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """Put the words of a line in reading order: from the right where its script is written so.

    Figures and words of other scripts in such a line keep their own order among themselves.

    Source:
        A small part of the Unicode bidirectional algorithm, UAX 9, for words with places.
    """
    if not _RIGHT_TO_LEFT.search("".join([word.text for word in words])):
        return tuple(words)
    is_right = [bool(_RIGHT_TO_LEFT.search(word.text)) for word in words]
    if 2 * sum(is_right) <= len(words):
        return tuple(words)
    ordered: list[Word] = []
    run: list[Word] = []
    for word in sorted(words, key=lambda word: -word.box.x1):
        if _RIGHT_TO_LEFT.search(word.text):
            ordered += [*reversed(run), word]
            run = []
        else:
            run.append(word)
    return (*ordered, *reversed(run))


def strip_of(words: Sequence[Word], owner: Strip) -> Strip:
    """Make a strip of some of the words of another one."""
    return Strip(tuple(words), _around(words), owner.baseline, owner.style)


def _around(words: Sequence[Word]) -> Box:
    x0s, tops, x1s, bottoms = zip(*[word.box for word in words], strict=True)
    return Box(min(x0s), min(tops), max(x1s), max(bottoms))


def _steady_boxes(words: Words, sizes: Floats) -> Floats:
    """Replace heights that fonts claim beyond reason by the usual ones around the baseline."""
    boxes = words.boxes.copy()
    height = boxes[:, 3] - boxes[:, 1]
    is_odd = (sizes > 0) & ((height > 1.8 * sizes) | (height < 0.6 * sizes)) & (words.turns == 0)
    boxes[:, 1] = np.where(is_odd, words.baselines - 0.9 * sizes, boxes[:, 1])
    boxes[:, 3] = np.where(is_odd, words.baselines + 0.25 * sizes, boxes[:, 3])
    return boxes


def _runs(boxes: Floats, sizes: Floats) -> list[int]:
    """Cut the stored order where it leaves the line; the answer is n + 1 boundaries."""
    before, after = boxes[:-1], boxes[1:]
    size = np.maximum(sizes[:-1], sizes[1:])
    gap = after[:, 0] - before[:, 2]
    shared = np.minimum(before[:, 3], after[:, 3]) - np.maximum(before[:, 1], after[:, 1])
    lower = np.minimum(before[:, 3] - before[:, 1], after[:, 3] - after[:, 1])
    goes_on = (gap < _WIDEST_SPACE * size) & (gap > -_OVERLAP_BACK * size)
    goes_on &= shared > _SAME_LINE * lower
    return [0, *(np.flatnonzero(~goes_on) + 1).tolist(), len(boxes)]


def _outline(boxes: Floats, sizes: Floats, runs: list[int]) -> tuple[Floats, Floats]:
    starts = np.array(runs[:-1])
    low = np.minimum.reduceat(boxes, starts, axis=0)
    high = np.maximum.reduceat(boxes, starts, axis=0)
    around = np.stack([low[:, 0], low[:, 1], high[:, 2], high[:, 3]], axis=1)
    return around, np.maximum.reduceat(sizes, starts)


def _chain(boxes: Floats, sizes: Floats) -> list[list[int]]:
    """Link each run with the next one to its right on the same line."""
    count = len(boxes)
    if count > _MOST_RUNS:
        return [[index] for index in range(count)]
    follower = _followers(boxes, sizes)
    has_leader = np.zeros(count, bool)
    has_leader[follower[follower >= 0]] = True
    following = follower.tolist()
    chains: list[list[int]] = []
    for first in np.flatnonzero(~has_leader).tolist():
        chain, at = [first], following[first]
        while at >= 0:
            chain.append(at)
            at = following[at]
        chains.append(chain)
    return chains


def _followers(boxes: Floats, sizes: Floats) -> _Places:
    """For each run the run that goes on to its right, or -1; no run follows two others."""
    size = np.maximum(sizes[:, None], sizes[None, :])
    gap = boxes[None, :, 0] - boxes[:, None, 2]
    shared = np.minimum(boxes[:, None, 3], boxes[None, :, 3])
    shared -= np.maximum(boxes[:, None, 1], boxes[None, :, 1])
    height = boxes[:, 3] - boxes[:, 1]
    fits = (gap < _WIDEST_SPACE * size) & (gap > -_OVERLAP_BACK * size)
    fits &= shared > _SAME_LINE * np.minimum(height[:, None], height[None, :])
    fits &= boxes[None, :, 0] > boxes[:, None, 0]
    cost = np.where(fits, np.abs(gap), np.inf)
    right = cost.argmin(axis=1)
    rows = np.arange(len(boxes))
    best_left = cost.argmin(axis=0)
    is_mutual = np.isfinite(cost[rows, right]) & (best_left[right] == rows)
    return np.where(is_mutual, right, -1)


def _strip(places: list[int], looks: _Looks) -> Strip:
    main = _main_place(places, looks)
    if places == list(range(places[0], places[0] + len(places))):
        joined = looks.words[places[0] : places[-1] + 1]
    else:
        joined = _join_words(places, looks)
    style = looks.styles[looks.numbers[main]]
    return Strip(order_words(joined), _around(joined), looks.baselines[main], style)


def _join_words(places: Sequence[int], looks: _Looks) -> list[Word]:
    """Join what is one word in two styles; what is stored side by side is one word already."""
    joined = [looks.words[places[0]]]
    for before, place in pairwise(places):
        word = looks.words[place]
        size = looks.styles[looks.numbers[place]].size
        if place == before + 1 or word.box.x0 - joined[-1].box.x1 >= _GLUE * size:
            joined.append(word)
        else:
            last = joined[-1]
            sure = min(last.confidence, word.confidence)
            joined[-1] = Word(last.text + word.text, last.box.union(word.box), sure)
    return joined


def _main_place(places: Sequence[int], looks: _Looks) -> int:
    """Find a word in the style of most characters; bold words and code among others count less."""
    numbers = [looks.numbers[place] for place in places]
    if len(set(numbers)) == 1:
        return places[0]
    lengths: Counter[int] = Counter()
    for place, number in zip(places, numbers, strict=True):
        style = looks.styles[number]
        is_plain = not (style.is_mono or style.is_bold)
        lengths[number] += len(looks.words[place].text) * (_OVER_CODE if is_plain else 1)
    main = lengths.most_common(1)[0][0]
    return places[numbers.index(main)]

"""Words to strips: words side by side on one baseline, with no more than word spaces between them.

A strip never crosses a gutter or the gap between two cells; it may be a part of a line that is
stretched to fill its measure, which `lines` puts together once the columns are known.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wasat.box import Box, make_boxes
from wasat.documents.document import Word
from wasat.documents.layout.marks import Piece, cut_at_scripts, is_script, mark_word, stands_out
from wasat.documents.layout.sheet import Flags, Floats, Integers, Strip, Style, Words
from wasat.documents.layout.turning import choose_words
from wasat.documents.looks import Mark, has_right_to_left

_WIDEST_SPACE = 0.9  # of the font size; column gutters and cell gaps are wider, as a rule
_OVERLAP_BACK = 0.4  # of the font size: how far a word may begin inside the one before it
_SAME_LINE = 0.5  # share of the lower of two boxes that must overlap to be on one line
_GLUE = 0.08  # of the font size: parts of one word set in two styles are closer than this
_OVER_CODE = 8  # bold words and code among others are insertions, however long
_MOST_RUNS = 3_000  # a page with more is compared in stored order alone: pairs cost the square

_new_word: Callable[[type[Word], Iterable[object]], Word] = tuple.__new__
_Places = npt.NDArray[np.int64]


class _Looks(NamedTuple):
    """The words of a page as lists, which are read faster than columns; places in them agree."""

    words: list[Word]
    baselines: list[float]
    numbers: list[int]
    glued: list[bool]
    styles: Sequence[Style]
    outstanding: frozenset[int]  # numbers of styles that are marked
    body: Style | None
    marks: dict[Word, tuple[Mark, ...]]
    order: Callable[[Sequence[Word]], tuple[Word, ...]]


def make_strips(words: Words, styles: Sequence[Style], body: Style | None = None) -> list[Strip]:
    """Put the upright words of a page together to strips.

    Args:
        words: Of the page.
        styles: Of the document.
        body: What words must look other than to be marked; None marks none.

    Returns:
        Strips in no order; each upright word is in exactly one of them, unless it was a part of a
        word in another style and was joined to it.
    """
    words = choose_words(words, 0)
    if not len(words.styles):
        return []
    sizes = np.array([style.size for style in styles], np.float32)[words.styles]
    boxes = _steady_boxes(words, sizes)
    glued = np.zeros(len(boxes), bool) if words.glued is None else words.glued
    runs = cut_at_scripts(boxes, sizes, _runs(boxes, sizes, glued))
    around, heights = _outline(boxes, sizes, runs)
    is_even = _are_even(words.styles, ~glued, runs)
    listed, around_runs = (
        make_boxes(np.round(it.astype(np.float64), 2).tolist()) for it in (boxes, around)
    )
    texts, told = words.text.split(" "), words.confidences
    sure = repeat(1.0) if told is None else told.astype(np.float64).round(2).tolist()
    looks = _Looks(
        words=list(map(_new_word, repeat(Word), zip(texts, listed, sure, strict=False))),
        baselines=np.round(words.baselines.astype(np.float64), 2).tolist(),
        numbers=words.styles.tolist(),
        glued=glued.tolist(),
        styles=styles,
        outstanding=frozenset(i for i, it in enumerate(styles) if body and stands_out(it, body)),
        body=body,
        marks={},
        order=order_words if has_right_to_left(words.text) else tuple,
    )
    return [
        _even_strip(range(runs[chain[0]], runs[chain[0] + 1]), around_runs[chain[0]], looks)
        if len(chain) == 1 and is_even[chain[0]]
        else _strip([at for run in chain for at in range(runs[run], runs[run + 1])], looks)
        for chain in _chain(around, heights)
    ]


def join_strips(strips: Sequence[Strip]) -> Strip:
    """Join strips of one line, left to right."""
    if len(strips) == 1:
        return strips[0]
    ordered = sorted(strips, key=lambda strip: strip.box.x0)
    longest = max(ordered, key=lambda strip: sum(len(word.text) for word in strip.words))
    words = order_words([word for strip in ordered for word in strip.words])
    return Strip(words, _around(words), longest.baseline, longest.style, longest.marks)


def order_words(words: Sequence[Word]) -> tuple[Word, ...]:
    """Put the words of a line in reading order: from the right where its script is written so.

    Figures and words of other scripts in such a line keep their own order among themselves.

    Source:
        A small part of the Unicode bidirectional algorithm, UAX 9, for words with places.
    """
    if not has_right_to_left("".join([word.text for word in words])):
        return tuple(words)
    is_right = [has_right_to_left(word.text) for word in words]
    if 2 * sum(is_right) <= len(words):
        return tuple(words)
    ordered: list[Word] = []
    run: list[Word] = []
    for word in sorted(words, key=lambda word: -word.box.x1):
        if has_right_to_left(word.text):
            ordered += [*reversed(run), word]
            run = []
        else:
            run.append(word)
    return (*ordered, *reversed(run))


def strip_of(words: Sequence[Word], owner: Strip) -> Strip:
    """Make a strip of some of the words of another one."""
    return Strip(tuple(words), _around(words), owner.baseline, owner.style, owner.marks)


def _around(words: Sequence[Word]) -> Box:
    if len(words) == 1:
        return words[0].box
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


def _runs(boxes: Floats, sizes: Floats, glued: Flags) -> list[int]:
    """Cut the stored order where it leaves the line; the answer is n + 1 boundaries."""
    before, after = boxes[:-1], boxes[1:]
    size = np.maximum(sizes[:-1], sizes[1:])
    gap = after[:, 0] - before[:, 2]
    shared = np.minimum(before[:, 3], after[:, 3]) - np.maximum(before[:, 1], after[:, 1])
    lower = np.minimum(before[:, 3] - before[:, 1], after[:, 3] - after[:, 1])
    goes_on = (gap < _WIDEST_SPACE * size) & (gap > -_OVERLAP_BACK * size)
    goes_on &= shared > _SAME_LINE * lower
    goes_on |= glued[1:]
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
    x0, top, x1, bottom = boxes.T
    shared = np.minimum.outer(bottom, bottom) - np.maximum.outer(top, top)
    height = bottom - top
    on_line = shared > _SAME_LINE * np.minimum.outer(height, height)
    one, other = np.nonzero(on_line & (x0 > x0[:, None]))
    size = np.minimum(sizes[one], sizes[other])  # of a title beside text: a gutter is narrow to it
    gap = x0[other] - x1[one]
    fits = (gap < _WIDEST_SPACE * size) & (gap > -_OVERLAP_BACK * size)
    cost = np.full(shared.shape, np.inf)
    cost[one[fits], other[fits]] = np.abs(gap[fits])
    right = cost.argmin(axis=1)
    rows = np.arange(len(boxes))
    best_left = cost.argmin(axis=0)
    is_mutual = np.isfinite(cost[rows, right]) & (best_left[right] == rows)
    return np.where(is_mutual, right, -1)


def _are_even(numbers: Integers, whole: Flags, runs: list[int]) -> list[bool]:
    """Tell which runs are of whole words in one style; most are, and are made strips at once."""
    starts = np.array(runs[:-1])
    is_one = np.minimum.reduceat(numbers, starts) == np.maximum.reduceat(numbers, starts)
    is_even: list[bool] = (is_one & np.logical_and.reduceat(whole, starts)).tolist()
    return is_even


def _even_strip(places: range, box: Box, looks: _Looks) -> Strip:
    """Make a strip of a run of whole words that all look alike."""
    first, words = places.start, looks.words[places.start : places.stop]
    style = looks.styles[looks.numbers[first]]
    if looks.body is not None and looks.numbers[first] in looks.outstanding:
        for it in words:
            looks.marks[it] = mark_word([Piece(0, len(it.text), style, 0.0)], style, looks.body)
    return Strip(looks.order(words), box, looks.baselines[first], style, looks.marks)


def _strip(places: list[int], looks: _Looks) -> Strip:
    main = _main_place(places, looks)
    style, baseline = looks.styles[looks.numbers[main]], looks.baselines[main]
    groups = _group(places, main, looks)
    joined = [_join_words([looks.words[place] for place in group]) for group in groups]
    numbers = {looks.numbers[place] for place in places}
    is_plain = len(numbers) == 1 and numbers.isdisjoint(looks.outstanding)
    if looks.body is not None and not is_plain:
        for word, group in zip(joined, groups, strict=True):
            if marks := mark_word(_pieces(group, baseline, looks), style, looks.body):
                looks.marks[word] = marks
    return Strip(looks.order(joined), _around(joined), baseline, style, looks.marks)


def _group(places: list[int], main: int, looks: _Looks) -> list[list[int]]:
    """Put places together that are parts of one word."""
    first, last = places[0], places[-1]
    is_run = places == list(range(first, last + 1))
    is_plain = len(set(looks.numbers[first : last + 1])) == 1
    if is_run and is_plain and not any(looks.glued[first : last + 1]):
        return [[place] for place in places]
    groups = [[first]]
    for before, place in pairwise(places):
        if _is_joined(before, place, main, looks):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _is_joined(before: int, place: int, main: int, looks: _Looks) -> bool:
    """Whether two are one word in two styles: in other sizes, or not stored side by side.

    The library parts what is raised and small from what it stands at by a space without width.
    A name in Latin letters within Arabic has no space before it; that is stored on its far side.
    """
    gap = looks.words[place].box.x0 - looks.words[before].box.x1
    style = looks.styles[looks.numbers[place]]
    if place != before + 1:
        is_right = any(has_right_to_left(looks.words[it].text) for it in (before, place))
        return gap < _GLUE * style.size and not is_right
    if looks.glued[place]:
        return True
    line = looks.styles[looks.numbers[main]]
    rise = looks.baselines[main] - looks.baselines[place]
    return gap < _GLUE * line.size and is_script(style, rise, line)


def _join_words(words: Sequence[Word]) -> Word:
    if len(words) == 1:
        return words[0]
    sure = min(word.confidence for word in words)
    return Word("".join([word.text for word in words]), _around(words), sure)


def _pieces(places: Sequence[int], baseline: float, looks: _Looks) -> Iterator[Piece]:
    at = 0
    for place in places:
        end = at + len(looks.words[place].text)
        rise = baseline - looks.baselines[place]
        yield Piece(at, end, looks.styles[looks.numbers[place]], rise)
        at = end


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

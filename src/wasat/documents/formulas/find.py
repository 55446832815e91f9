"""Displayed formulas: groups of signs that stand by themselves, apart from words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wasat.box import Box, enclose
from wasat.documents.formulas.latex import Sign, write_latex
from wasat.documents.formulas.signs import (
    is_mathematical,
    is_relation,
    is_telling,
    write_sign,
)
from wasat.documents.layout.sheet import Flags, Style, Words

_BESIDE = 1.3  # of the size: spaces around relations are no wider
_STACKED = 0.45  # of the size: bounds and fractions leave less white space above and below
_BOUND = 0.5  # of the size: bounds of a slanted sign stand beside it
_APART = 2.0  # of the size: words that near on its line make it a part of a sentence
_LEADING = 0.35  # of the size: white space between lines of a paragraph is less, around it more
_MARKER = re.compile(r"^(\d{1,3}[.)]|\([a-z\d]{1,3}\)|[a-z]\))$")  # of a list: it is an item
_MOST_SIGNS = 400  # of a page: signs are compared in pairs
_LONGEST_BAR, _THICKEST_BAR = 400.0, 2.0  # points
_LEAST_SIGNS = 3
_SCRIPT = 0.85  # of the largest size


Boxes = NDArray[np.float64]


class Formula(NamedTuple):
    """Where a formula stands, and how it is written in LaTeX."""

    box: Box
    latex: str


def find_formulas(
    words: Words, styles: Sequence[Style], rules: Sequence[Box], taken: Sequence[Box]
) -> list[Formula]:
    """Find the displayed formulas of a page that can be written in LaTeX.

    Args:
        words: Upright ones.
        styles: Of the document.
        rules: Thin lines of the page; fractions are divided by such.
        taken: Boxes of tables and figures, in which no formula is looked for.
    """
    texts = words.text.split(" ")
    if not any(map(is_relation, texts)) or not len(words.boxes):
        return []
    is_sign = [
        is_mathematical(text) and not styles[number].is_mono
        for text, number in zip(texts, words.styles.tolist(), strict=True)
    ]
    signs = [
        _sign(words, place, texts[place], styles) for place in np.flatnonzero(is_sign).tolist()
    ]
    signs = [sign for sign in signs if not any(_holds(box, sign.box) for box in taken)]
    if len(signs) > _MOST_SIGNS:
        return []
    prose = words.boxes[~np.array(is_sign)].astype(np.float64)
    bars = [rule for rule in rules if rule.height <= _THICKEST_BAR < rule.width < _LONGEST_BAR]
    found = [_read(group, bars, prose) for group in _group(signs, bars)]
    return [formula for formula in found if formula is not None]


def _sign(words: Words, place: int, text: str, styles: Sequence[Style]) -> Sign:
    style = styles[int(words.styles[place])]
    latex = write_sign(text, is_bold=style.is_bold)
    box = Box(*(round(edge, 2) for edge in words.boxes[place].tolist()))
    return Sign(text, latex, box, float(words.baselines[place]), style.size)


def _group(signs: Sequence[Sign], bars: Sequence[Box]) -> list[list[Sign]]:
    """Group signs that stand beside one another, or over and under one another or a bar."""
    if not signs:
        return []
    are_near = _pair(signs, bars)
    groups: list[list[Sign]] = []
    left = set(range(len(signs)))
    while left:
        group, waiting = [], [min(left)]
        left.discard(waiting[0])
        while waiting:
            place = waiting.pop()
            group.append(place)
            beside = left.intersection(np.flatnonzero(are_near[place]).tolist())
            waiting += beside
            left -= beside
        groups.append([signs[place] for place in sorted(group)])
    return groups


def _pair(signs: Sequence[Sign], bars: Sequence[Box]) -> NDArray[np.bool_]:
    """Tell of each two signs whether they stand near: n by n."""
    x0, top, x1, bottom = np.array([sign.box for sign in signs]).T
    sizes = np.array([sign.size for sign in signs])
    size = np.maximum.outer(sizes, sizes)
    across = np.maximum.outer(x0, x0) - np.minimum.outer(x1, x1)
    down = np.maximum.outer(top, top) - np.minimum.outer(bottom, bottom)
    are_near: NDArray[np.bool_] = (down < 0) & (across < _BESIDE * size)
    is_script = np.minimum.outer(sizes, sizes) < _SCRIPT * size
    are_near |= (across < _BOUND * size) & (down < _STACKED * size) & is_script
    if bars:  # one that lies between two signs divides them
        one, other = np.nonzero((across < size) & (down < size) & ~are_near)
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        left, at, right, _ = np.array(bars).T[:, :, None]
        is_along = (left - 3 <= x) & (x <= right + 3)
        is_over, is_under = is_along & (top < at) & (y < at), is_along & (at < bottom) & (at < y)
        parts = is_over[:, one] & is_under[:, other] | is_under[:, one] & is_over[:, other]
        are_near[one, other] = parts.any(axis=0)
    return are_near


def _read(signs: Sequence[Sign], bars: Sequence[Box], prose: Boxes) -> Formula | None:
    if len(signs) < _LEAST_SIGNS or not any(is_relation(sign.text) for sign in signs):
        return None
    box = enclose(sign.box for sign in signs)
    size = max(sign.size for sign in signs)
    inside = [bar for bar in bars if _holds(box, bar)]
    has_scripts = any(sign.size < _SCRIPT * size for sign in signs)
    if not (has_scripts or inside or any(is_telling(sign.text) for sign in signs)):
        return None
    if _stand_beside(prose, box, size).any() or _are_set_under(prose, box, size).any():
        return None
    if _MARKER.match(min(signs, key=lambda sign: sign.box.x0).text):
        return None
    latex = write_latex(signs, inside)
    return None if latex is None else Formula(box, latex)


def _stand_beside(words: Boxes, box: Box, size: float) -> Flags:
    reach = _APART * size
    x0, top, x1, bottom = words.T
    shared = np.minimum(bottom, box.bottom) - np.maximum(top, box.top)
    found: Flags = shared > 0.3 * (bottom - top)
    found &= (box.x0 - reach < x1) & (x0 < box.x1 + reach)
    return found


def _are_set_under(words: Boxes, box: Box, size: float) -> Flags:
    """Whether words stand as close over or under it as lines of one paragraph do."""
    x0, top, x1, bottom = words.T
    apart = np.maximum(box.top - bottom, top - box.bottom)
    found: Flags = (apart < _LEADING * size) & (x0 < box.x1) & (box.x0 < x1)
    return found


def _holds(box: Box, other: Box) -> bool:
    x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom

"""Initials: a first letter as high as two lines or more, and the word that it begins."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from wasat.documents.layout.sheet import Floats, Words

_LARGER = 1.6  # times the size of the text: an initial of two lines
_LOWER = 0.8  # of the text's size: an initial stands as much lower than the first line
_LEVEL = 0.7  # of the text's size: its top is that of the first line
_BESIDE = 0.6  # of the text's size: the rest of its word and the other lines are no further off
_SPACE = 0.2  # of the text's size: with so much behind them, letters that may be words are
_WIDTH = 0.7  # of the text's size: how wide a letter of the first line is
_WORDS = frozenset("AEIOYÀÉ")


def join_initials(words: Words, texts: Sequence[str], sizes: Floats) -> Words:
    """Make initials letters of their first line, with the rest of their word glued to them.

    The rest is stored right behind an initial. Of its place, what lies next to that is kept.

    Args:
        words: Of a page.
        texts: Theirs.
        sizes: n: of their fonts.
    """
    is_level = (words.turns[:-1] == 0) & (words.turns[1:] == 0)
    is_large = sizes[:-1] >= _LARGER * np.maximum(sizes[1:], 1.0)
    found = [
        place
        for place in np.flatnonzero(is_large & is_level).tolist()
        if texts[place].isupper()
        and len(texts[place]) == 1
        and _is_initial(words, place, float(sizes[place + 1]))
    ]
    if not found:
        return words
    boxes, baselines, styles = words.boxes.copy(), words.baselines.copy(), words.styles.copy()
    glued = np.zeros(len(texts), bool) if words.glued is None else words.glued.copy()
    for place in found:
        rest, size = place + 1, float(sizes[place + 1])
        left, right = float(boxes[place, 0]), float(boxes[place, 2])
        boxes[place] = (max(left, right - _WIDTH * size), boxes[rest, 1], right, boxes[rest, 3])
        baselines[place], styles[place] = baselines[rest], styles[rest]
        is_word = texts[place] in _WORDS and float(boxes[rest, 0]) - right > _SPACE * size
        glued[rest] |= not is_word
    return replace(words, boxes=boxes, baselines=baselines, styles=styles, glued=glued)


def _is_initial(words: Words, place: int, size: float) -> bool:
    """Whether the next word begins beside its head, and another line beside its foot."""
    _, top, right, _ = words.boxes[place].tolist()
    x0, rest_top, _, _ = words.boxes[place + 1].tolist()
    foot, line = float(words.baselines[place]), float(words.baselines[place + 1])
    if abs(x0 - right) > _BESIDE * size or abs(top - rest_top) > _LEVEL * size:
        return False
    is_below = (words.baselines >= line + _LOWER * size) & (words.baselines < foot + size / 2)
    is_beside = np.abs(words.boxes[:, 0] - x0) < 2 * _BESIDE * size
    return bool((is_below & is_beside).any())

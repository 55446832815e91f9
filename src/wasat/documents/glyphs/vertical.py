"""Words that are written downwards, as Chinese, Japanese and Korean may be.

Their glyphs stand upright, so that nothing but their places tells the direction.
"""

import re
from collections.abc import Sequence

import numpy as np

from wasat.documents.layout.sheet import Flags, Floats, Integers

_UPRIGHT = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
_LEAST = 12  # characters that stand under one another on a page, at least
_BASE = 0.12  # of a column's width: where letters set upright have their baseline, once turned
_NEAR = 0.9  # of a column's width: parts of one column are no further apart


def may_be_downward(text: str) -> bool:
    """Whether a page has a letter of a script that is written downwards at times."""
    return _UPRIGHT.search(text) is not None


def find_downward(texts: Sequence[str], boxes: Floats, turns: Integers) -> Flags:
    """Tell which words are written downwards: most words of several such letters on the page are.

    A single letter shows no direction and goes with the others.

    Args:
        texts: Words.
        boxes: n by 4: x0, top, x1, bottom as shown.
        turns: n: quarter turns of their glyphs.
    """
    counts = np.array([len(_UPRIGHT.findall(text)) for text in texts])
    widths, heights = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    is_ours = (counts > 0) & (turns == 0)
    is_tall, is_wide = (
        is_ours & (counts > 1) & (a > b) for a, b in ((heights, widths), (widths, heights))
    )
    down, across = int(counts[is_tall].sum()), int(counts[is_wide].sum())
    if down < _LEAST or down <= across:
        return np.zeros(len(texts), bool)
    is_downward: Flags = is_ours & ~is_wide
    return is_downward


def downward_baselines(boxes: Floats) -> Floats:
    """Return where the baselines of words written downwards lie: near their left edges."""
    return (boxes[:, 0] + _BASE * (boxes[:, 2] - boxes[:, 0])).astype(np.float32)


def follows_downward(boxes: Floats, is_downward: Flags) -> Flags:
    """Tell which words go on right below the one stored before: there are no spaces in columns."""
    follows = np.zeros(len(boxes), bool)
    before, after = boxes[:-1], boxes[1:]
    width = np.maximum(before[:, 2] - before[:, 0], after[:, 2] - after[:, 0])
    shared = np.minimum(before[:, 2], after[:, 2]) - np.maximum(before[:, 0], after[:, 0])
    gap = after[:, 1] - before[:, 3]
    follows[1:] = is_downward[:-1] & is_downward[1:] & (shared > 0)
    follows[1:] &= (gap > -0.5 * width) & (gap < _NEAR * width)
    return follows

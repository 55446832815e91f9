"""Characters whose font does not say what they are, so that only their number in it is known.

Such numbers begin at zero or one, where no printed character has its place: that gives them away.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from wasat.documents.layout.sheet import Flags

UNKNOWN = 0xFFFD
_SPACES = (9, 10, 13, 32)
_IS_UNPRINTED = ~np.isin(np.arange(33), _SPACES)
_LINE_ENDS = (10, 13)
_BULLET = 0x2022
_UNMAPPED = 0.5  # share of a font's characters
_UNPRINTED = 0.05  # likewise; of text that is shifted by some places, spaces alone are more
_LEAST = 40  # characters on a page; fonts of signs have fewer, and letters at their right places
_MOST = 0.5  # share of the page: with less, what can be read is worth more than a picture of it

Codes = npt.NDArray[np.int64]


def find_unknown(codes: Codes) -> npt.NDArray[np.int64]:
    """Return the places of the characters that have no printed form."""
    return np.flatnonzero(_unprinted(codes))


def settle_unknown(codes: Codes, unmapped: Flags, fonts: Sequence[int | None]) -> Codes:
    """Tell bullets among unknown characters, and let the others say nothing.

    Args:
        codes: Characters in stored order, line ends among them.
        unmapped: For each, whether its font has no meaning for its glyph.
        fonts: For each, by which font it is drawn; only told apart.

    Returns:
        As many characters: a bullet where one stands alone at the head of a line; else spaces for
        those that are unknown, or UNKNOWN if that is most of the page.
    """
    is_unprinted = _unprinted(codes) & unmapped
    is_bullet = is_unprinted & _begin_lines(codes)
    is_unknown = is_unprinted | _in_silent_fonts(codes, unmapped, is_unprinted & ~is_bullet, fonts)
    is_unknown &= ~is_bullet
    is_junk = is_unknown.sum() > _MOST * (~np.isin(codes, _SPACES)).sum()
    settled = np.where(is_bullet, _BULLET, np.where(is_unknown, UNKNOWN if is_junk else 32, codes))
    return settled.astype(np.int64)


def _unprinted(codes: Codes) -> Flags:
    found: Flags = _IS_UNPRINTED[codes.clip(0, 32)]
    return found


def _begin_lines(codes: Codes) -> Flags:
    """Tell which characters are the first of a line, with a space and a word behind them."""
    before, after, word = np.roll(codes, 1), np.roll(codes, -1), np.roll(codes, -2)
    found: Flags = np.isin(before, _LINE_ENDS) & (after == 32) & (word > 32)
    found[0:1] |= (after == 32)[0:1] & (word > 32)[0:1]
    found[-2:] = False
    return found


def _in_silent_fonts(
    codes: Codes, unmapped: Flags, unprinted: Flags, fonts: Sequence[int | None]
) -> Flags:
    """Tell the characters of fonts that say of hardly any glyph what it is."""
    names = np.array([-1 if font is None else font for font in fonts], np.int64)
    is_ink = ~np.isin(codes, _SPACES)
    found = np.zeros(len(codes), bool)
    for name in np.unique(names[unprinted]).tolist():
        own = (names == name) & is_ink
        count = int(own.sum())
        is_silent = count >= _LEAST and unmapped[own].sum() > _UNMAPPED * count
        if is_silent and unprinted[own].sum() > _UNPRINTED * count:
            found |= own
    return found

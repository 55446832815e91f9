"""Letters whose accent is a glyph of its own, as TeX sets them: put together to one character."""

import unicodedata

import numpy as np

from wasat.documents.glyphs.indic import NOTHING
from wasat.documents.layout.sheet import Floats, Integers

# Source: The Unicode Standard, 7.9: spacing forms of combining marks, and those TeX fonts name
_COMBINING = {
    0x60: 0x300, 0xB4: 0x301, 0x2CA: 0x301, 0x2C6: 0x302, 0x5E: 0x302, 0x2DC: 0x303, 0x7E: 0x303,
    0xAF: 0x304, 0x2C9: 0x304, 0x2D8: 0x306, 0x2D9: 0x307, 0xA8: 0x308, 0x2DA: 0x30A, 0x2DD: 0x30B,
    0x2C7: 0x30C, 0xB8: 0x327, 0x2DB: 0x328,
}  # fmt: skip
_IS_ACCENT = np.isin(np.arange(max(_COMBINING) + 2), list(_COMBINING))
_DOTLESS = {0x131: "i", 0x237: "j"}
_OVER = 0.5  # share of the narrower of both that stand over one another


def compose_accents(codes: Integers, boxes: Floats) -> Integers:
    """Put accents on the letters they are drawn over; a letter may be stored before or after.

    Args:
        codes: n: code points.
        boxes: n by 4: left, top, right, bottom.

    Returns:
        n: the composed letters, and NOTHING where their accents were.
    """
    places = np.flatnonzero(_IS_ACCENT[codes.clip(0, len(_IS_ACCENT) - 1)])
    if not len(places):
        return codes
    composed = codes.copy()
    for place in places.tolist():
        for letter in (place + 1, place - 1):
            if not 0 <= letter < len(codes) or not _stands_over(boxes[place], boxes[letter]):
                continue
            whole = _compose(int(composed[letter]), int(codes[place]))
            if whole:
                composed[letter], composed[place] = whole, NOTHING
                break
    return composed


def _stands_over(accent: Floats, letter: Floats) -> bool:
    shared = min(accent[2], letter[2]) - max(accent[0], letter[0])
    narrower = min(accent[2] - accent[0], letter[2] - letter[0])
    return bool(shared > _OVER * narrower > 0)


def _compose(letter: int, accent: int) -> int:
    """Return the letter with its accent, or 0 if there is none such."""
    if letter in (NOTHING, 32):
        return 0
    base = _DOTLESS.get(letter, chr(letter))
    whole = unicodedata.normalize("NFC", base + chr(_COMBINING[accent]))
    return ord(whole) if len(whole) == 1 and base.isalpha() else 0

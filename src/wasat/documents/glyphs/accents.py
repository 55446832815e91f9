"""Letters whose accent is a glyph of its own, as TeX sets them: put together to one character."""

import unicodedata
from collections.abc import Iterator, Sequence

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
_SPACE = 32
_DOTLESS = {0x131: "i", 0x237: "j"}
_OVER = 0.5  # share of the narrower of both that stand over one another
_IN_LINE = 0.5  # share of an accent's height, with that of its font, that it has in common
_KERN = 0.12  # of a letter's height; a space is a fifth of it and more
_AROUND = 120  # characters: a line. Measured: pdfium puts accents it takes for a line of their own
# at the end of the line they belong to, or before it


def compose_accents(codes: Integers, boxes: Floats) -> tuple[Integers, Floats]:
    """Put accents on the letters they are drawn over; a letter may be stored before or after.

    Args:
        codes: n: code points.
        boxes: n by 4: left, top, right, bottom.

    Returns:
        n: the composed letters, and NOTHING where their accents were, white space where these
        stood apart from any word. n by 4: the boxes; where an accent was stored within another
        word, it and the white space around it have that of the letter before.
    """
    places = np.flatnonzero(_IS_ACCENT[codes.clip(0, len(_IS_ACCENT) - 1)])
    if not len(places):
        return codes, boxes
    composed, distant = codes.copy(), list[int]()
    for place in places.tolist():
        for letter in _iter_letters(place, boxes):
            whole = _compose(int(composed[letter]), int(codes[place]))
            if whole:
                composed[letter], composed[place] = whole, NOTHING
                if abs(letter - place) > 1:
                    composed[place] = _SPACE
                    distant.append(place)
                break
    return (composed, _close_gaps(composed, boxes, distant)) if distant else (composed, boxes)


def _close_gaps(codes: Integers, boxes: Floats, places: Sequence[int]) -> Floats:
    """Close the words that distant accents were stored in: their white space becomes NOTHING."""
    closed = boxes.copy()
    for place in places:
        if codes[place] != _SPACE:
            continue
        first, last = place, place
        while first > 0 and codes[first - 1] == _SPACE:
            first -= 1
        while last < len(codes) - 1 and codes[last + 1] == _SPACE:
            last += 1
        if first > 0 and last < len(codes) - 1 and _follows(boxes[first - 1], boxes[last + 1]):
            codes[first : last + 1] = NOTHING
            closed[first : last + 1] = boxes[first - 1]
    return closed


def _follows(before: Floats, after: Floats) -> bool:
    """Tell whether a letter stands right beside another on its line."""
    height = before[1] - before[3]
    shared = min(before[1], after[1]) - max(before[3], after[3])
    return bool(shared > _IN_LINE * height > 0 and abs(after[0] - before[2]) < _KERN * height)


def _iter_letters(place: int, boxes: Floats) -> Iterator[int]:
    """Yield what an accent may stand over: its neighbours, then what is near it on the page."""
    for letter in (place + 1, place - 1):
        if 0 <= letter < len(boxes) and _stands_over(boxes[place], boxes[letter]):
            yield letter
    start = max(0, place - _AROUND)
    around = boxes[start : place + _AROUND]
    accent = boxes[place]
    shared = np.minimum(around[:, 1], accent[1]) - np.maximum(around[:, 3], accent[3])
    for at in np.flatnonzero(shared > _IN_LINE * (accent[1] - accent[3])).tolist():
        if start + at != place and _stands_over(accent, around[at]):
            yield start + at


def _stands_over(accent: Floats, letter: Floats) -> bool:
    shared = min(accent[2], letter[2]) - max(accent[0], letter[0])
    narrower = min(accent[2] - accent[0], letter[2] - letter[0])
    return bool(shared > _OVER * narrower > 0)


def _compose(letter: int, accent: int) -> int:
    """Return the letter with its accent, or 0 if there is none such."""
    if letter in (NOTHING, _SPACE):
        return 0
    base = _DOTLESS.get(letter, chr(letter))
    whole = unicodedata.normalize("NFC", base + chr(_COMBINING[accent]))
    return ord(whole) if len(whole) == 1 and base.isalpha() else 0

"""The characters of a page in bulk: what each says and where it stands, in stored coordinates."""

from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wasat.documents.glyphs.accents import compose_accents
from wasat.documents.glyphs.arabic import order_ligatures
from wasat.documents.glyphs.indic import NOTHING, has_signs, mend_signs
from wasat.documents.glyphs.unknown import find_unknown, settle_unknown
from wasat.documents.layout.sheet import Floats, Integers
from wasat.documents.pdf.binding import Pointer, address, ask_each, fast_library

_LINE_END_HYPHENS = (0x2, 0xFFFE)  # how the library marks a hyphen at the end of a line
_SPACES = (
    *range(0x21),
    *range(0x7F, 0xA1),
    0x1680,
    *range(0x2000, 0x200C),
    *range(0x2028, 0x2030),  # line ends and direction marks
    0x205F,
    0x3000,
    0xFEFF,
)
_IS_SPACE = np.isin(np.arange(max(_SPACES) + 2), _SPACES)


class Characters(NamedTuple):
    """Characters in stored order.

    Attributes:
        codes: n: code points; white space and control characters are 32. NOTHING says nothing.
        boxes: n by 4: left, top, right, bottom as stored (y upwards), advance widths included;
            zeros for white space.
    """

    codes: Integers
    boxes: Floats


def read_characters(textpage: pdfium.PdfTextPage, most: int) -> Characters:
    """Read at most `most` characters."""
    handle = address(textpage.raw)
    count = min(pdfium_c.FPDFText_CountChars(textpage.raw), most)
    if count <= 0:
        return Characters(np.zeros(0, np.int32), np.zeros((0, 4), np.float32))
    stored = _read_codes(handle, count)
    codes = clean_codes(_settle(handle, stored) if len(find_unknown(stored)) else stored)
    if has_signs(codes):
        codes = _mend(handle, codes)
    call = fast_library().FPDFText_GetLooseCharBox
    inked = np.flatnonzero(codes != 32)
    boxes = np.zeros((count, 4), np.float32)  # left, top, right, bottom
    boxes[inked] = ask_each(call, inked.tolist(), "4f4", handle, is_record=True)
    codes, boxes = compose_accents(codes, boxes)
    return Characters(order_ligatures(codes, boxes), boxes)


def read_origins(handle: Pointer, indices: Sequence[int]) -> Floats:
    """Return where on their baselines characters begin: n by 2, stored x and y."""
    call = fast_library().FPDFText_GetCharOrigin
    return ask_each(call, indices, "2f8", handle).astype(np.float32)


def _read_codes(handle: Pointer, count: int) -> npt.NDArray[np.int64]:
    """Read code points, in one call where that is sure to give one for each character.

    Source:
        FPDFText_GetText leaves characters out on 21 of 462 pages and is then shorter; where it is
        not, and holds no halves of characters, its 720,000 codes were those of FPDFText_GetUnicode.
    """
    library = fast_library()
    units = np.zeros(count + 1, np.uint16)  # UTF-16 and a final zero
    written = library.FPDFText_GetText(handle, 0, count, Pointer(units.ctypes.data))
    codes = units[:count].astype(np.int64)
    if written == count + 1 and not ((codes >= 0xD800) & (codes <= 0xDFFF)).any():
        return codes
    return np.fromiter(
        map(library.FPDFText_GetUnicode, repeat(handle), range(count)), np.int64, count
    )


def _mend(handle: Pointer, codes: Integers) -> Integers:
    """Put vowel signs right on a page of a script that needs it."""
    unmapped = _unmapped(handle, len(codes))
    if not any(unmapped):
        return codes
    return np.array(mend_signs(codes.tolist(), unmapped, _fonts(handle, len(codes))), np.int32)


def _settle(handle: Pointer, codes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Tell what is meant by characters without a printed form; hyphens at line ends are such."""
    hyphen = _LINE_END_HYPHENS[0]
    is_hyphen = fast_library().FPDFText_IsHyphen
    codes = codes.copy()
    for place in np.flatnonzero(codes == hyphen).tolist():
        if is_hyphen(handle, place) == 1:
            codes[place] = ord("-")
    is_unmapped = fast_library().FPDFText_HasUnicodeMapError
    if not any(is_unmapped(handle, place) == 1 for place in find_unknown(codes).tolist()):
        return codes
    unmapped = np.array(_unmapped(handle, len(codes)), bool)
    return settle_unknown(codes, unmapped, _fonts(handle, len(codes)))


def _unmapped(handle: Pointer, count: int) -> list[bool]:
    """Tell for each character whether its font does not say what its glyph means."""
    errors = map(fast_library().FPDFText_HasUnicodeMapError, repeat(handle), range(count))
    return [error == 1 for error in errors]


def _fonts(handle: Pointer, count: int) -> list[int | None]:
    """Return for each character by which font it is drawn."""
    library = fast_library()
    things = list(map(library.FPDFText_GetTextObject, repeat(handle), range(count)))
    fonts = {it: it and library.FPDFTextObj_GetFont(Pointer(it)) for it in set(things)}
    return [fonts[thing] for thing in things]


def clean_codes(codes: npt.NDArray[np.int64]) -> Integers:
    """Turn marks of the library, white space and what is no character into plain ones."""
    is_hyphen = (codes == _LINE_END_HYPHENS[0]) | (codes == _LINE_END_HYPHENS[1])
    codes = _join_halves(np.where(is_hyphen, ord("-"), codes))
    is_space = _IS_SPACE[codes.clip(0, len(_IS_SPACE) - 1)]
    is_broken = ((codes >= 0xD800) & (codes <= 0xDFFF)) | (codes > 0x10FFFF)
    codes = np.where(is_broken, 0xFFFD, codes)
    return np.where(is_space, 32, codes).astype(np.int32)


def _join_halves(codes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Put characters together that the library gives as two halves; the second one is NOTHING.

    Source:
        Its maps to Unicode are of UTF-16 units. Mathematical letters of office programs are such.
    """
    is_high = (codes[:-1] & ~0x3FF) == 0xD800
    is_pair = is_high & ((codes[1:] & ~0x3FF) == 0xDC00)
    if not is_pair.any():
        return codes
    joined = codes.copy()
    first = np.flatnonzero(is_pair)
    joined[first] = 0x10000 + ((codes[first] & 0x3FF) << 10 | codes[first + 1] & 0x3FF)
    joined[first + 1] = NOTHING
    return joined

"""The characters of a page in bulk: what each says and where it stands, in stored coordinates."""

import ctypes
from collections import deque
from itertools import repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wasat.documents.layout.sheet import Floats, Integers
from wasat.documents.pdf.binding import Pointer, address, fast_library

_LINE_END_HYPHENS = (0x2, 0xFFFE)  # how the library marks a hyphen at the end of a line
_WIDE_SPACES = (0xA0, 0x1680, 0x202F, 0x205F, 0x3000, 0xFEFF)


class Characters(NamedTuple):
    """Characters in stored order.

    Attributes:
        codes: n: code points; white space and control characters are 32.
        boxes: n by 4: left, top, right, bottom as stored (y upwards), advance widths included.
    """

    codes: Integers
    boxes: Floats


def read_characters(textpage: pdfium.PdfTextPage, most: int) -> Characters:
    """Read at most `most` characters.

    Source:
        FPDFText_GetText counts differently from the character index on one page in six
        (measured), so each code point is asked for by its index.
    """
    handle = address(textpage.raw)
    count = min(pdfium_c.FPDFText_CountChars(textpage.raw), most)
    if count <= 0:
        return Characters(np.zeros(0, np.int32), np.zeros((0, 4), np.float32))
    library = fast_library()
    boxes = np.zeros((count, 4), np.float32)  # FS_RECTF: left, top, right, bottom
    base = boxes.ctypes.data
    places = map(Pointer, range(base, base + 16 * count, 16))
    deque(map(library.FPDFText_GetLooseCharBox, repeat(handle), range(count), places), maxlen=0)
    codes = np.fromiter(
        map(library.FPDFText_GetUnicode, repeat(handle), range(count)), np.int64, count
    )
    return Characters(clean_codes(codes), boxes)


def origin_y_and_x(handle: Pointer, index: int) -> tuple[float, float]:
    """Return where on its baseline a character begins, stored coordinates, y first."""
    x, y = ctypes.c_double(), ctypes.c_double()
    fast_library().FPDFText_GetCharOrigin(handle, index, ctypes.byref(x), ctypes.byref(y))
    return y.value, x.value


def clean_codes(codes: npt.NDArray[np.int64]) -> Integers:
    """Turn marks of the library, white space and what is no character into plain ones."""
    codes = np.where(np.isin(codes, _LINE_END_HYPHENS), ord("-"), codes)
    is_space = (codes <= 32) | ((codes >= 0x7F) & (codes <= 0xA0))
    is_space |= ((codes >= 0x2000) & (codes <= 0x200B)) | np.isin(codes, _WIDE_SPACES)
    is_space |= (codes >= 0x2028) & (codes <= 0x202E)  # line ends and direction marks
    is_broken = ((codes >= 0xD800) & (codes <= 0xDFFF)) | (codes > 0x10FFFF)
    codes = np.where(is_broken, 0xFFFD, codes)
    return np.where(is_space, 32, codes).astype(np.int32)

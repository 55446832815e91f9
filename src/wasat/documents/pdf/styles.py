"""How the words of a document look: styles, each kept once."""

import ctypes
import re
from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pypdfium2.raw as pdfium_c

from wasat.documents.layout.sheet import Floats, Integers, Style
from wasat.documents.pdf.binding import Pointer, fast_library

_BOLD = re.compile(r"bold|black|heavy|demi|cmb|\bbx\d|-bd|medi\b|[-,]b\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|slanted|cmti|cmsl|[-,]it?\b|-bi\b", re.IGNORECASE)
_MONO = re.compile(r"mono|courier|consol|cmtt|typewriter|\bcode|inconsolata|menlo", re.IGNORECASE)
_PROPORTIONAL = re.compile(r"serif|sans|times|roman|arial|helvet", re.IGNORECASE)  # flags may lie
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FIXED_PITCH, _ITALIC_FLAG, _FORCE_BOLD = 1, 1 << 6, 1 << 18  # Source: ISO 32000-2, table 121
_FILL_AND_STROKE, _INVISIBLE = 2, 3  # Source: ISO 32000-2, table 104
_SLANT = 0.15  # of the height; slanted fonts lean 8 to 20 degrees
_HIGHEST_RISE = 3.0  # of the size: no font's letters rise so far above the baseline
_RISE = 0.7  # of the size: capitals and ascenders of text fonts
_TALL = 80  # percent of words have no letter that rises higher


class Face(NamedTuple):
    """What a font says of itself."""

    name: str
    is_bold: bool
    is_italic: bool
    is_mono: bool


class StyleBook:
    """The styles of one document, numbered as they appear."""

    def __init__(self) -> None:
        self.styles: list[Style] = []
        self._numbers: dict[Style, int] = {}

    def number(self, style: Style) -> int:
        """Return the place of the style in `styles`, adding it if it is new."""
        if style not in self._numbers:
            self._numbers[style] = len(self.styles)
            self.styles.append(style)
        return self._numbers[style]


class _Room:
    """Where the library writes its answers; making it anew for each object costs more."""

    def __init__(self) -> None:
        self.matrix = pdfium_c.FS_MATRIX()
        self.matrix_address = ctypes.byref(self.matrix)
        self.size = ctypes.c_float()
        self.size_address = ctypes.byref(self.size)
        self.colour = tuple(ctypes.c_uint() for _ in range(4))
        self.colour_addresses = tuple(ctypes.byref(part) for part in self.colour)

    def looks(self) -> tuple[float, ...]:
        """Return the matrix without its place, the size, and red, green and blue."""
        it, (red, green, blue, _) = self.matrix, self.colour
        return it.a, it.b, it.c, it.d, self.size.value, red.value, green.value, blue.value


class PageStyles:
    """Looks styles up by text object, for one page; a page's objects share few fonts."""

    def __init__(self, textpage: Pointer, book: StyleBook) -> None:
        self._textpage = textpage
        self._book = book
        self._faces: dict[int | None, Face] = {}
        self._fonts: dict[int | None, int] = {}
        self._found: dict[int | None, tuple[int, int, int]] = {}
        self._numbers: dict[object, tuple[int, int, int]] = {}
        self._room = _Room()

    def find(self, indices: Sequence[int]) -> tuple[Integers, Integers, Integers]:
        """Return the style numbers of characters, their quarter turns as stored, and their fonts.

        Fonts are numbered from 0 as they appear on the page; -1 is none.
        """
        call = fast_library().FPDFText_GetTextObject
        things: list[int | None] = list(map(call, repeat(self._textpage), indices))
        for thing, index in zip(things, indices, strict=True):
            if thing not in self._found:
                self._found[thing] = self._read(thing, index)
        found = np.array([self._found[thing] for thing in things], np.int32)
        return found[:, 0], found[:, 1], found[:, 2]

    def _read(self, thing: int | None, index: int) -> tuple[int, int, int]:
        """Read a text object; most look like one that was seen before, to the last bit."""
        if thing is None:
            return self._book.number(Style(0.0)), 0, -1
        library, room, handle = fast_library(), self._room, Pointer(thing)
        library.FPDFText_GetMatrix(self._textpage, index, room.matrix_address)
        library.FPDFTextObj_GetFontSize(handle, room.size_address)
        library.FPDFPageObj_GetFillColor(handle, *room.colour_addresses)
        font = library.FPDFTextObj_GetFont(handle)
        mode = library.FPDFTextObj_GetTextRenderMode(handle)
        looks = room.looks(), font, mode
        if looks not in self._numbers:
            self._numbers[looks] = self._number(font, mode)
        return self._numbers[looks]

    def _number(self, font: int | None, mode: int) -> tuple[int, int, int]:
        a, b, c, d, size, *colour = self._room.looks()
        face = self._face(font)
        scale = (c**2 + d**2) ** 0.5
        red, green, blue = (int(part) for part in colour)
        style = Style(
            size=round(abs(size) * scale, 1),
            font=face.name,
            is_bold=face.is_bold or mode == _FILL_AND_STROKE,
            is_italic=face.is_italic or abs(a * c + b * d) > _SLANT * scale**2,
            is_mono=face.is_mono,
            colour=red << 16 | green << 8 | blue,
            is_hidden=mode == _INVISIBLE,
        )
        number = -1 if font is None else self._fonts.setdefault(font, len(self._fonts))
        return self._book.number(style), _quarter_turns(a, b), number

    def _face(self, font: int | None) -> Face:
        if font not in self._faces:
            self._faces[font] = _read_face(font)
        return self._faces[font]


def mend_sizes(styles: Integers, fonts: Integers, rises: Floats, book: StyleBook) -> Integers:
    """Give words whose font tells a size far too small the one that their letters have.

    Args:
        styles: n: of words.
        fonts: n: as `PageStyles.find` numbers them.
        rises: n: how far words reach above their baselines, in points.
        book: Gets the styles that are new.

    Source:
        ISO 32000-2, 9.6.4: fonts whose glyphs are drawn (Type 3) may have any unit. Those of TeX
        have the size 1 at a scale of 72 to the dots of an inch.
    """
    sizes = np.array([style.size for style in book.styles])[styles]
    is_odd = (rises > _HIGHEST_RISE * sizes) & (fonts >= 0)
    if not is_odd.any():
        return styles
    mended = styles.copy()
    for font, number in np.unique(np.stack([fonts, styles])[:, is_odd], axis=1).T.tolist():
        is_such = (fonts == font) & (styles == number)
        if np.median(rises[is_such]) <= _HIGHEST_RISE * book.styles[number].size:
            continue
        size = round(2 * float(np.percentile(rises[is_such], _TALL)) / _RISE) / 2
        mended[is_such] = book.number(book.styles[number]._replace(size=size))
    return mended


def _read_face(font: int | None) -> Face:
    if font is None:
        return Face("", is_bold=False, is_italic=False, is_mono=False)
    buffer = ctypes.create_string_buffer(256)
    fast_library().FPDFFont_GetBaseFontName(Pointer(font), buffer, len(buffer))
    flags = fast_library().FPDFFont_GetFlags(Pointer(font))
    flags = max(flags, 0)
    name = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
    return Face(
        name=name,
        is_bold=bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD),
        is_italic=bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG),
        is_mono=bool(_MONO.search(name))
        or (bool(flags & _FIXED_PITCH) and not _PROPORTIONAL.search(name)),
    )


def _quarter_turns(a: float, b: float) -> int:
    """Direction of a baseline that goes (a, b) with y upwards, in quarter turns clockwise."""
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 3 if b > 0 else 1

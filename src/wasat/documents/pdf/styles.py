"""How the words of a document look: styles, each kept once."""

import ctypes
import re
from typing import NamedTuple

import pypdfium2.raw as pdfium_c

from wasat.documents.layout.sheet import Style
from wasat.documents.pdf.binding import Pointer, fast_library

_BOLD = re.compile(r"bold|black|heavy|demi|cmb|\bbx\d|-bd|medi\b|[-,]b\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|slanted|cmti|cmsl|[-,]it?\b|-bi\b", re.IGNORECASE)
_MONO = re.compile(r"mono|courier|consol|cmtt|typewriter|\bcode|inconsolata|menlo", re.IGNORECASE)
_PROPORTIONAL = re.compile(r"serif|sans|times|roman|arial|helvet", re.IGNORECASE)  # flags may lie
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FIXED_PITCH, _ITALIC_FLAG, _FORCE_BOLD = 1, 1 << 6, 1 << 18  # Source: ISO 32000-2, table 121
_FILL_AND_STROKE = 2  # Source: ISO 32000-2, table 104
_SLANT = 0.15  # of the height; slanted fonts lean 8 to 20 degrees


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


class PageStyles:
    """Looks styles up by text object, for one page; a page's objects share few fonts."""

    def __init__(self, textpage: Pointer, book: StyleBook) -> None:
        self._textpage = textpage
        self._book = book
        self._faces: dict[int | None, Face] = {}
        self._found: dict[int | None, tuple[int, int]] = {}

    def find(self, index: int) -> tuple[int, int]:
        """Return the style number of the character at `index`, and its quarter turns as stored."""
        thing = fast_library().FPDFText_GetTextObject(self._textpage, index)
        if thing not in self._found:
            self._found[thing] = self._read(thing, index)
        return self._found[thing]

    def _read(self, thing: int | None, index: int) -> tuple[int, int]:
        if thing is None:
            return self._book.number(Style(0.0)), 0
        library, matrix, size = fast_library(), pdfium_c.FS_MATRIX(), ctypes.c_float()
        library.FPDFText_GetMatrix(self._textpage, index, ctypes.byref(matrix))
        library.FPDFTextObj_GetFontSize(Pointer(thing), ctypes.byref(size))
        face = self._face(library.FPDFTextObj_GetFont(Pointer(thing)))
        is_stroked = library.FPDFTextObj_GetTextRenderMode(Pointer(thing)) == _FILL_AND_STROKE
        slant = abs(matrix.a * matrix.c + matrix.b * matrix.d)
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        style = Style(
            size=round(abs(size.value) * scale, 1),
            font=face.name,
            is_bold=face.is_bold or is_stroked,
            is_italic=face.is_italic or slant > _SLANT * scale**2,
            is_mono=face.is_mono,
            colour=_colour(Pointer(thing)),
        )
        return self._book.number(style), _quarter_turns(matrix.a, matrix.b)

    def _face(self, font: int | None) -> Face:
        if font not in self._faces:
            self._faces[font] = _read_face(font)
        return self._faces[font]


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


def _colour(thing: Pointer) -> int:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    parts = [ctypes.byref(part) for part in (red, green, blue, alpha)]
    fast_library().FPDFPageObj_GetFillColor(thing, *parts)
    return red.value << 16 | green.value << 8 | blue.value


def _quarter_turns(a: float, b: float) -> int:
    """Direction of a baseline that goes (a, b) with y upwards, in quarter turns clockwise."""
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 3 if b > 0 else 1

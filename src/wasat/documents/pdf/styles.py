"""How the words of a document look: styles, each kept once."""

import ctypes
import re
from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np

from wasat.documents.layout.sheet import Floats, Integers, Style
from wasat.documents.pdf.binding import Pointer, ask_each, fast_library

# TeX: CMBX, CMSSBX, in the sizes of EC and of CM-Super ECBX, ECSX, SFBX, SFSX, SFBI and their kin
_BOLD = re.compile(
    r"bold|black|heavy|demi|cmb|bx(?:ti|sl)?\d|\b(?:ec|sf|la|tc)(?:b[il]|rb|s[ox]|xc)\d|-bd|medi\b|[-,]b\b",
    re.IGNORECASE,
)
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


_NO_FACE = Face("", is_bold=False, is_italic=False, is_mono=False)
# the matrix without its place, size, red, green and blue, mode of rendering; and the font
_Look = tuple[tuple[float, ...], int | None]


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


def read_styles(
    textpage: Pointer, indices: Sequence[int], book: StyleBook
) -> tuple[Integers, Integers, Integers]:
    """Return the style numbers of characters, their quarter turns as stored, and their fonts.

    Fonts are numbered from 0 as they appear on the page; -1 is none.
    """
    call = fast_library().FPDFText_GetTextObject
    things: list[int | None] = list(map(call, repeat(textpage), indices))
    places = {thing: place for place, thing in enumerate(dict.fromkeys(things))}
    firsts = dict(zip(reversed(things), reversed(indices), strict=True))
    looks = _read_looks(textpage, [(thing, firsts[thing]) for thing in places])
    fonts: dict[int | None, tuple[Face, int]] = {None: (_NO_FACE, -1)}
    told: dict[_Look, tuple[int, int, int]] = {}
    for look in dict.fromkeys(looks):  # most objects look like another one, to the last bit
        numbers, font = look
        if font is not None and font not in fonts:
            fonts[font] = _read_face(font), len(fonts) - 1
        face, place = fonts[font]
        told[look] = book.number(_make_style(numbers, face)), _quarter_turns(*numbers[:2]), place
    rows = np.array([told[look] for look in looks], np.int32)
    found = rows[np.fromiter(map(places.__getitem__, things), np.int64, len(things))]
    return found[:, 0], found[:, 1], found[:, 2]


def _read_looks(textpage: Pointer, things: Sequence[tuple[int | None, int]]) -> list[_Look]:
    """Read text objects, each given with the index of one of its characters."""
    library = fast_library()
    handles = [Pointer(thing) for thing, _ in things]
    indices = [index for _, index in things]
    modes = list(map(library.FPDFTextObj_GetTextRenderMode, handles))
    columns = [
        ask_each(library.FPDFText_GetMatrix, indices, "6f4", textpage, is_record=True)[:, :4],
        ask_each(library.FPDFTextObj_GetFontSize, handles, "1f4"),
        ask_each(library.FPDFPageObj_GetFillColor, handles, "4u4")[:, :3],
        np.array(modes).reshape(-1, 1),
    ]
    fonts = map(library.FPDFTextObj_GetFont, handles)
    return list(zip(map(tuple, np.hstack(columns).tolist()), fonts, strict=True))


def _make_style(numbers: Sequence[float], face: Face) -> Style:
    a, b, c, d, size, red, green, blue, mode = numbers
    scale = (c**2 + d**2) ** 0.5
    return Style(
        size=round(abs(size) * scale, 1),
        font=face.name,
        is_bold=face.is_bold or mode == _FILL_AND_STROKE,
        is_italic=face.is_italic or abs(a * c + b * d) > _SLANT * scale**2,
        is_mono=face.is_mono,
        colour=int(red) << 16 | int(green) << 8 | int(blue),
        is_hidden=mode == _INVISIBLE,
    )


def mend_sizes(styles: Integers, fonts: Integers, rises: Floats, book: StyleBook) -> Integers:
    """Give words whose font tells a size far too small the one that their letters have.

    Args:
        styles: n: of words.
        fonts: n: as `read_styles` numbers them.
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


def _read_face(font: int) -> Face:
    buffer = ctypes.create_string_buffer(256)
    fast_library().FPDFFont_GetBaseFontName(Pointer(font), buffer, len(buffer))
    flags = fast_library().FPDFFont_GetFlags(Pointer(font))
    flags = max(flags, 0)
    name = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
    return Face(
        name=name,
        is_bold=is_bold_name(name) or bool(flags & _FORCE_BOLD),
        is_italic=bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG),
        is_mono=bool(_MONO.search(name))
        or (bool(flags & _FIXED_PITCH) and not _PROPORTIONAL.search(name)),
    )


def is_bold_name(name: str) -> bool:
    """Whether the name of a font says that it is bold."""
    return bool(_BOLD.search(name))


def _quarter_turns(a: float, b: float) -> int:
    """Direction of a baseline that goes (a, b) with y upwards, in quarter turns clockwise."""
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 3 if b > 0 else 1

"""Styles of cells: format of their numbers, bold and italic, where their text stands."""

from typing import NamedTuple

from wasat.documents.formats.office.markup import Element, find_path, number
from wasat.documents.formats.office.sheet.names import S
from wasat.documents.formats.office.sheet.number_format import GENERAL, built_in
from wasat.documents.looks import Alignment, Style

_ALIGNMENTS = {
    "center": Alignment.CENTER,
    "centerContinuous": Alignment.CENTER,
    "right": Alignment.END,
    "justify": Alignment.JUSTIFY,
}
_RAISED = {"superscript": Style.SUPERSCRIPT, "subscript": Style.SUBSCRIPT}


class CellStyle(NamedTuple):
    """How a cell shows what it holds."""

    code: str = GENERAL
    looks: frozenset[Style] = frozenset()
    alignment: Alignment = Alignment.START


_PLAIN = CellStyle()


def read_styles(root: Element | None) -> list[CellStyle]:
    """Return the styles that cells name by their place in the list."""
    if root is None:
        return [_PLAIN]
    formats = {
        number(e.get("numFmtId")): e.get("formatCode", GENERAL) for e in root.iter(f"{S}numFmt")
    }
    fonts_part = root.find(f"{S}fonts")
    fonts = [] if fonts_part is None else [read_looks(font) for font in fonts_part]
    cells = root.find(f"{S}cellXfs")
    return [_read_style(e, formats, fonts) for e in cells or ()] or [_PLAIN]


def read_looks(font: Element | None) -> frozenset[Style]:
    """Return the styles of characters that a font of a cell or of a run says."""
    if font is None:
        return frozenset()
    found = set[Style]()
    for tag, style in (("b", Style.BOLD), ("i", Style.ITALIC)):
        switch = font.find(f"{S}{tag}")
        if switch is not None and switch.get("val", "1") not in ("0", "false"):
            found.add(style)
    raised = font.find(f"{S}vertAlign")
    if raised is not None and raised.get("val") in _RAISED:
        found.add(_RAISED[raised.get("val", "")])
    return frozenset(found)


def _read_style(
    element: Element, formats: dict[int, str], fonts: list[frozenset[Style]]
) -> CellStyle:
    form = number(element.get("numFmtId"))
    font = number(element.get("fontId"))
    place = find_path(element, f"{S}alignment")
    horizontal = "" if place is None else place.get("horizontal", "")
    return CellStyle(
        code=formats.get(form) or built_in(form),
        looks=fonts[font] if 0 <= font < len(fonts) else frozenset(),
        alignment=_ALIGNMENTS.get(horizontal, Alignment.START),
    )

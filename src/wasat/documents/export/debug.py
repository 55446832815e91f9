"""What was understood of a page, drawn on its picture: blocks by kind, in their order, and cells.

Colours: headings red, text blue, lists green, tables orange (header cells tinted), figures and
captions purple, fields teal, code and formulas brown, running lines and notes grey. The label is
the place in reading order and the kind, a heading's with its level.
"""

import numpy as np

from wasat.box import Box
from wasat.documents.document import Block, BlockKind, Page
from wasat.documents.export.letters import HEIGHT, draw_text
from wasat.documents.render import Pixels, encode_png

_RED, _BLUE, _GREEN, _ORANGE = (200, 30, 30), (40, 90, 200), (20, 130, 60), (220, 110, 0)
_PURPLE, _TEAL, _BROWN, _GREY = (130, 50, 160), (0, 130, 140), (130, 90, 40), (120, 120, 120)
_LOOKS = {
    BlockKind.HEADING: ("h", _RED),
    BlockKind.PARAGRAPH: ("p", _BLUE),
    BlockKind.LIST_ITEM: ("li", _GREEN),
    BlockKind.TABLE: ("table", _ORANGE),
    BlockKind.FIGURE: ("fig", _PURPLE),
    BlockKind.CAPTION: ("cap", _PURPLE),
    BlockKind.FORMULA: ("form", _BROWN),
    BlockKind.CODE: ("code", _BROWN),
    BlockKind.FIELD: ("field", _TEAL),
    BlockKind.HEADER: ("head", _GREY),
    BlockKind.FOOTER: ("foot", _GREY),
    BlockKind.FOOTNOTE: ("note", _GREY),
}
_LINE = 1.0  # points
_DOT = 1.1  # points of one dot of a letter
_TINT = 0.25  # share of the colour in a header cell

Colour = tuple[int, int, int]


def draw_blocks(pixels: Pixels, page: Page) -> bytes:
    """Return a PNG of a page with its blocks drawn on it.

    Args:
        pixels: The picture of the page, height by width by 3; it is drawn on.
        page: What was read of it.
    """
    scale = pixels.shape[1] / max(page.width, 1.0)
    for index, block in enumerate(page.blocks, 1):
        name, colour = _LOOKS[block.kind]
        if block.table is not None:
            _draw_cells(pixels, block, colour, scale)
        _frame(pixels, block.box, colour, max(2, round(_LINE * scale)), scale)
        level = str(block.level) if block.kind is BlockKind.HEADING else ""
        _label(pixels, block.box, f"{index} {name}{level}", colour, scale)
    return encode_png(pixels)


def crop(pixels: Pixels, page: Page, box: Box) -> bytes:
    """Return a PNG of a part of a page; empty if the box lies off it."""
    part = _part(pixels, box, pixels.shape[1] / max(page.width, 1.0))
    return encode_png(np.ascontiguousarray(part)) if part.size else b""


def _draw_cells(pixels: Pixels, block: Block, colour: Colour, scale: float) -> None:
    for cell in block.table.cells if block.table is not None else ():
        if cell.is_header:
            part = _part(pixels, cell.box, scale)
            part[:] = (part * (1 - _TINT) + np.array(colour) * _TINT).astype(np.uint8)
        _frame(pixels, cell.box, colour, 1, scale)


def _frame(pixels: Pixels, box: Box, colour: Colour, width: int, scale: float) -> None:
    part = _part(pixels, box, scale)
    part[:width] = part[-width:] = colour
    part[:, :width] = part[:, -width:] = colour


def _label(pixels: Pixels, box: Box, text: str, colour: Colour, scale: float) -> None:
    """Write white on the colour, above the upper left corner if there is room."""
    dot = max(1, round(_DOT * scale))
    dots = np.pad(draw_text(text), 1).repeat(dot, axis=0).repeat(dot, axis=1)
    left = max(0, min(round(box.x0 * scale), pixels.shape[1] - dots.shape[1]))
    top = max(0, round(box.top * scale) - (HEIGHT + 2) * dot)
    place = pixels[top : top + dots.shape[0], left : left + dots.shape[1]]
    seen = dots[: place.shape[0], : place.shape[1]]
    place[:] = np.where(seen[:, :, None], 255, np.array(colour)).astype(np.uint8)


def _part(pixels: Pixels, box: Box, scale: float) -> Pixels:
    """Return what a box covers; a view."""
    height, width, _ = pixels.shape
    x0, top, x1, bottom = (round(edge * scale) for edge in box)
    return pixels[
        min(max(top, 0), height) : min(max(bottom, 0), height),
        min(max(x0, 0), width) : min(max(x1, 0), width),
    ]

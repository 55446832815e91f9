"""Where links of a page lead, and the words they lie on."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from wasat.box import Box
from wasat.documents.document import Line, Table
from wasat.documents.layout.draft import Draft
from wasat.documents.layout.marks import join_marks
from wasat.documents.layout.sheet import Link
from wasat.documents.looks import Mark, Style
from wasat.documents.pdf.frame import Frame

_MOST_LINKS = 5_000  # of one page
_LONGEST = 2_048  # bytes of an address: what servers and browsers take
_FOLLOWED = ("http://", "https://", "mailto:")


def read_links(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, frame: Frame
) -> tuple[Link, ...]:
    """Read the links of a page that lead to a page, or to an address that may be followed."""
    found: list[Link] = []
    position = ctypes.c_int(0)
    link = pdfium_c.FPDF_LINK()
    while len(found) < _MOST_LINKS and pdfium_c.FPDFLink_Enumerate(page.raw, position, link):
        rectangle = pdfium_c.FS_RECTF()
        target = _target(document, link)
        if target and pdfium_c.FPDFLink_GetAnnotRect(link, rectangle):
            edges = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            found.append(Link(target, frame.show_box(*edges)))
    return tuple(found)


def mark_links(draft: Draft, links: Sequence[Link]) -> Draft:
    """Mark the words of a block that lie under links."""
    near = [link for link in links if draft.box.overlap(link.box) > 0]
    if not near:
        return draft
    table = draft.table
    return replace(
        draft,
        lines=tuple(_mark(line, near) for line in draft.lines),
        table=table if table is None else _mark_table(table, near),
    )


def _mark_table(table: Table, links: Sequence[Link]) -> Table:
    cells = (
        replace(cell, lines=tuple(_mark(line, links) for line in cell.lines))
        for cell in table.cells
    )
    return replace(table, cells=tuple(cells))


def _mark(line: Line, links: Sequence[Link]) -> Line:
    found = tuple(_iter_marks(line, links))
    return replace(line, marks=join_marks([*line.marks, *found])) if found else line


def _iter_marks(line: Line, links: Sequence[Link]) -> Iterator[Mark]:
    at = 0
    for word in line.words:
        end = at + len(word.text)
        target = next((link.target for link in links if _lies_on(link.box, word.box)), "")
        if target:
            yield Mark(at, end, Style.LINK, target)
        at = end + 1


def _lies_on(link: Box, word: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return link.x0 <= x <= link.x1 and link.top <= y <= link.bottom


def _target(document: pdfium.PdfDocument, link: object) -> str:
    """Return an address, or `#page=N` within the document; empty for all else."""
    action = pdfium_c.FPDFLink_GetAction(link)
    kind = pdfium_c.FPDFAction_GetType(action) if action else pdfium_c.PDFACTION_UNSUPPORTED
    if kind == pdfium_c.PDFACTION_URI:
        return _address(document, action)
    destination = pdfium_c.FPDFLink_GetDest(document.raw, link)
    if not destination and kind == pdfium_c.PDFACTION_GOTO:
        destination = pdfium_c.FPDFAction_GetDest(document.raw, action)
    if not destination:
        return ""
    index = pdfium_c.FPDFDest_GetDestPageIndex(document.raw, destination)
    return f"#page={index + 1}" if index >= 0 else ""


def _address(document: pdfium.PdfDocument, action: object) -> str:
    length = pdfium_c.FPDFAction_GetURIPath(document.raw, action, None, 0)
    if not 1 < length <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium_c.FPDFAction_GetURIPath(document.raw, action, buffer, length)
    address = buffer.value.decode("utf-8", "replace").strip()
    is_safe = address.lower().startswith(_FOLLOWED) and address.isprintable()
    return address if is_safe else ""

"""A page of a PDF to a sheet: everything that can be seen on it, not yet ordered."""

import numpy as np
import pypdfium2 as pdfium

from wasat.documents.layout.sheet import NO_WORDS, Graphics, Sheet, Words
from wasat.documents.limits import Limits
from wasat.documents.pdf.fields import read_fields
from wasat.documents.pdf.frame import Frame, read_frame
from wasat.documents.pdf.graphics import read_graphics
from wasat.documents.pdf.styles import StyleBook
from wasat.documents.pdf.words import read_words

DAMAGED = "It is damaged."
SCAN = "It is a scan; this server does not read scans yet."
JUNK = "Its text cannot be told from its font, which does not say what its glyphs mean."
_LEAST_PICTURE = 0.05  # of the page: smaller is a logo
_FULL_PICTURE = 0.7  # of the page: with hardly any text beside it, a scan with a stamp or number
_HARDLY_ANY = 100  # characters
_MOST_JUNK = 0.5  # share of characters


def read_sheet(document: pdfium.PdfDocument, index: int, book: StyleBook, limits: Limits) -> Sheet:
    """Read one page; a page that cannot be read says why and costs no other."""
    number, label = index + 1, document.get_page_label(index) or ""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return Sheet(number=number, label=label, unread=DAMAGED)
    try:
        frame = read_frame(page)
        return _read(document, page, Sheet(number=number, label=label), (frame, book, limits))
    except pdfium.PdfiumError:
        return Sheet(number=number, label=label, unread=DAMAGED)
    finally:
        page.close()


def _read(
    document: pdfium.PdfDocument,
    page: pdfium.PdfPage,
    blank: Sheet,
    tools: tuple[Frame, StyleBook, Limits],
) -> Sheet:
    frame, book, limits = tools
    textpage = page.get_textpage()
    try:
        words = read_words(textpage, frame, book, limits.page_characters)
    finally:
        textpage.close()
    graphics = read_graphics(page, frame)
    has_junk = bool(words.text) and is_junk(words)
    words = NO_WORDS if has_junk else words
    unread = why_unread(words, graphics, frame.width * frame.height)
    return Sheet(
        number=blank.number,
        label=blank.label,
        width=round(frame.width, 2),
        height=round(frame.height, 2),
        words=words,
        graphics=graphics,
        fields=read_fields(document, page, frame),
        unread=JUNK if has_junk and not unread else unread,
    )


def is_junk(words: Words) -> bool:
    """Whether most characters are unknown ones or of a font's private kind."""
    codes = np.frombuffer(words.text.encode("utf-32-le"), np.uint32)
    junk = (codes == 0xFFFD) | ((codes >= 0xE000) & (codes <= 0xF8FF))
    return int(junk.sum()) > _MOST_JUNK * int((codes != 32).sum())


def why_unread(words: Words, graphics: Graphics, area: float) -> str:
    """Say in one sentence why a page could not be read, or nothing if it was.

    Args:
        words: What can be read; none if it is junk.
        graphics: The pictures among them count.
        area: Of the page, in square points.
    """
    covered = sum(box.width * box.height for box in graphics.pictures) / max(area, 1.0)
    characters = len(words.text)
    if covered > (_FULL_PICTURE if characters else _LEAST_PICTURE):
        return SCAN if characters < _HARDLY_ANY else ""
    return ""

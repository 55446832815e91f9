"""A page of a PDF to a sheet: everything that can be seen on it, not yet ordered."""

import pypdfium2 as pdfium

from wasat.documents.layout.sheet import NO_WORDS, Sheet
from wasat.documents.limits import Limits
from wasat.documents.pdf.fields import read_fields
from wasat.documents.pdf.frame import Frame, read_frame
from wasat.documents.pdf.graphics import read_graphics
from wasat.documents.pdf.legible import JUNK, is_junk, why_unread
from wasat.documents.pdf.styles import StyleBook
from wasat.documents.pdf.words import read_words

DAMAGED = "It is damaged."


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

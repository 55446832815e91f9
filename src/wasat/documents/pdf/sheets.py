"""A page of a PDF to a sheet: everything that can be seen on it, not yet ordered."""

import pypdfium2 as pdfium

from wasat.documents.layout.sheet import Sheet
from wasat.documents.limits import Limits
from wasat.documents.pdf.frame import read_frame
from wasat.documents.pdf.graphics import read_graphics
from wasat.documents.pdf.styles import StyleBook
from wasat.documents.pdf.words import read_words


def read_sheet(document: pdfium.PdfDocument, index: int, book: StyleBook, limits: Limits) -> Sheet:
    """Read one page; a page that cannot be read says why."""
    number = index + 1
    label = document.get_page_label(index) or ""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return Sheet(number=number, label=label, unread="This page is damaged.")
    try:
        return _read(page, number, label, book, limits)
    except pdfium.PdfiumError:
        return Sheet(number=number, label=label, unread="The text of this page is damaged.")
    finally:
        page.close()


def _read(page: pdfium.PdfPage, number: int, label: str, book: StyleBook, limits: Limits) -> Sheet:
    frame = read_frame(page)
    textpage = page.get_textpage()
    try:
        words = read_words(textpage, frame, book, limits.page_characters)
    finally:
        textpage.close()
    return Sheet(
        number=number,
        width=frame.width,
        height=frame.height,
        label=label,
        words=words,
        graphics=read_graphics(page, frame),
    )

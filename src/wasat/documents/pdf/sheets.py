"""A page of a PDF to a sheet: everything that can be seen on it, not yet ordered."""

from collections.abc import Sequence

import numpy as np
import pypdfium2 as pdfium

from wasat.documents.document import Origin
from wasat.documents.layout.sheet import NO_WORDS, Graphics, Sheet, Style, Words
from wasat.documents.limits import Limits
from wasat.documents.pdf.annotations.fields import read_fields
from wasat.documents.pdf.annotations.links import read_links
from wasat.documents.pdf.annotations.notes import read_notes
from wasat.documents.pdf.frame import Frame, read_frame
from wasat.documents.pdf.graphics import covers_text, read_descriptions, read_graphics
from wasat.documents.pdf.strokes.drawn import read_drawn
from wasat.documents.pdf.styles import StyleBook
from wasat.documents.pdf.tags import read_tree
from wasat.documents.pdf.words import read_words

DAMAGED = "It is damaged."
SCAN = "It is a scan that has not been read."
JUNK = "Its text cannot be told from its font, which does not say what its glyphs mean."
_LEAST_PICTURE = 0.05  # of the page: smaller is a logo
_FULL_PICTURE = 0.7  # of the page: with hardly any text beside it, a scan with a stamp or number
_HARDLY_ANY = 100  # characters
_MOST_JUNK = 0.5  # share of characters
_MOST_HIDDEN = 0.5  # share of words
_MOST_SHAPES = 200  # with no word among them, they are letters drawn as outlines


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
    tree = read_tree(document, page)
    textpage = page.get_textpage()
    try:
        words = read_words(textpage, frame, book, limits.page_characters, tree)
    finally:
        textpage.close()
    graphics = read_graphics(page, frame)
    has_junk = bool(words.text) and is_junk(words)
    words = NO_WORDS if has_junk else words
    area = frame.width * frame.height
    unread = JUNK if has_junk else why_unread(words, graphics, area)
    is_recognised = has_hidden_words(words, book.styles) or (
        _covered(graphics, area) > _FULL_PICTURE and covers_text(page)
    )
    return Sheet(
        number=blank.number,
        label=blank.label,
        width=round(frame.width, 2),
        height=round(frame.height, 2),
        words=words,
        graphics=graphics,
        drawn=read_drawn(page, frame, graphics),
        fields=read_fields(document, page, frame),
        links=read_links(document, page, frame),
        notes=read_notes(page, frame),
        tags=tree.tags,
        described=read_descriptions(page, frame, tree),
        origin=Origin.OCR if is_recognised else Origin.TEXT,
        unread=unread,
        is_scan=bool(unread),
    )


def is_junk(words: Words) -> bool:
    """Whether most characters are unknown ones or of a font's private kind."""
    codes = np.frombuffer(words.text.encode("utf-32-le"), np.uint32)
    junk = (codes == 0xFFFD) | ((codes >= 0xE000) & (codes <= 0xF8FF))
    return int(junk.sum()) > _MOST_JUNK * int((codes != 32).sum())


def has_hidden_words(words: Words, styles: Sequence[Style]) -> bool:
    """Whether most words are there to be found, not seen: somebody recognised them on a scan."""
    hidden = np.array([style.is_hidden for style in styles], bool)
    return bool(len(words.styles)) and bool(hidden[words.styles].mean() > _MOST_HIDDEN)


def why_unread(words: Words, graphics: Graphics, area: float) -> str:
    """Say in one sentence why a page could not be read, or nothing if it was.

    Args:
        words: What can be read; none if it is junk.
        graphics: The pictures among them count.
        area: Of the page, in square points.
    """
    covered = _covered(graphics, area)
    characters = len(words.text)
    if not characters and len(graphics.shapes) > _MOST_SHAPES:
        return SCAN
    if covered > (_FULL_PICTURE if characters else _LEAST_PICTURE):
        return SCAN if characters < _HARDLY_ANY else ""
    return ""


def _covered(graphics: Graphics, area: float) -> float:
    """Share of the page under pictures."""
    return sum(box.width * box.height for box in graphics.pictures) / max(area, 1.0)

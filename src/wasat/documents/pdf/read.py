"""Reading a PDF: all pages are seen before the first one is given out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import numpy as np

from wasat.documents.document import Page, Summary
from wasat.documents.layout.draft import DraftPage
from wasat.documents.layout.headings import (
    Levels,
    body_style,
    is_heading,
    look,
    mark_headings,
    rank_looks,
)
from wasat.documents.layout.running import Mark, find_mark, running_marks
from wasat.documents.layout.sheet import Sheet, Style
from wasat.documents.layout.strips import make_strips
from wasat.documents.limits import Limits
from wasat.documents.pdf.about import read_summary
from wasat.documents.pdf.compose import Setting, compose
from wasat.documents.pdf.opening import find_pages, open_document
from wasat.documents.pdf.sheets import read_sheet
from wasat.documents.pdf.styles import StyleBook


def read_pdf(file: BinaryIO, limits: Limits) -> Iterator[Page | Summary]:
    """Yield the pages of a PDF in order, and its summary last.

    Raises:
        UnreadableDocumentError: It is encrypted, damaged, no PDF, or has too many pages.
    """
    document = open_document(file)
    try:
        book = StyleBook()
        sheets = [
            read_sheet(document, index, book, limits) for index in find_pages(document, limits)
        ]
        summary = read_summary(document, sheets)
    finally:
        document.close()
    yield from _finish(sheets, book.styles)
    yield summary


def _finish(sheets: list[Sheet], styles: Sequence[Style]) -> Iterator[Page]:
    setting = _setting(sheets, styles)
    drafted = [compose(sheet, setting) for sheet in sheets]
    levels = rank_looks(
        look(draft) for page in drafted for draft in page.drafts if is_heading(draft, setting.body)
    )
    for page in drafted:
        yield _page(page, levels, setting.body)


def _page(page: DraftPage, levels: Levels, body: Style) -> Page:
    return Page(
        number=page.number,
        width=page.width,
        height=page.height,
        label=page.label,
        blocks=tuple(draft.block() for draft in mark_headings(page.drafts, levels, body)),
        unread=page.unread,
    )


def _setting(sheets: Sequence[Sheet], styles: Sequence[Style]) -> Setting:
    counts: Counter[Style] = Counter()
    marks: list[list[Mark]] = []
    vocabulary: set[str] = set()
    for sheet in sheets:
        texts = sheet.words.text.split(" ")
        vocabulary.update(text.strip(".,;:()").lower() for text in texts)
        lengths = np.bincount(
            sheet.words.styles,
            [len(text) for text in texts[: len(sheet.words.styles)]],
        )
        for number in np.flatnonzero(lengths).tolist():
            counts[styles[number]] += int(lengths[number])
        strips = make_strips(sheet.words, styles)
        found = (find_mark(strip, sheet.height) for strip in strips)
        marks.append([mark for mark in found if mark is not None])
    return Setting(
        styles=styles,
        body=body_style(counts),
        running=running_marks(marks, len(sheets)),
        vocabulary=vocabulary,
    )

"""Reading a PDF: all pages are seen before the first one is given out."""

import zlib
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

import msgspec

from wasat.documents.document import Glance, Origin, OutlineEntry, Page, Summary
from wasat.documents.layout.draft import DraftPage
from wasat.documents.layout.headings import Claim, claim, is_heading, rank_looks
from wasat.documents.layout.sheet import Sheet, Style
from wasat.documents.limits import Limits
from wasat.documents.pdf.about import read_summary
from wasat.documents.pdf.compose import compose
from wasat.documents.pdf.finish import finish_pages
from wasat.documents.pdf.opening import find_pages, open_document
from wasat.documents.pdf.sheets import read_sheet
from wasat.documents.pdf.styles import StyleBook
from wasat.documents.pdf.survey import survey
from wasat.documents.scan import NO_SCANS, Scans
from wasat.documents.scanned import even_sizes, put_scan, settle_sizes
from wasat.documents.tags.bylines import tell_bylines
from wasat.documents.tags.titles import join_chapter_labels, list_titles, tell_by_titles

_LOOSE = 64  # pages kept as they are, about 200 kB each: packing takes a twentieth of the time
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(DraftPage)


def read_pdf(
    file: BinaryIO,
    limits: Limits,
    first: int = 1,
    last: int | None = None,
    scans: Scans = NO_SCANS,
) -> Iterator[Page | Summary | Glance]:
    """Yield the pages of a PDF in order, and its summary last; before them two glances at each.

    Every page is looked at three times: to take from the file what is on it, to lay it out once
    it is known what is usual in the document, and to give headings their level once all are found.
    Between these it is kept as columns of numbers or as bytes, about 25 kB a page.

    Args:
        file: Open at its start.
        limits: How much it may ask of us.
        first: Number of the first page that is looked at.
        last: Number of the last one, 0 for none; None is to the end. The summary counts all pages,
            and of the unread ones those that were looked at.
        scans: What was read on the pictures of pages, by number.

    Raises:
        UnreadableDocumentError: It is encrypted, damaged, no PDF, or has too many pages.
    """
    document = open_document(file)
    try:
        document.init_forms()
        indices = find_pages(document, limits)
        book = StyleBook()
        sheets: deque[Sheet] = deque()
        sizes = settle_sizes(scans)
        for index in indices[first - 1 : last]:
            sheet = read_sheet(document, index, book, limits)
            if scan := scans.get(sheet.number):
                sheet = put_scan(sheet, scan, sizes[sheet.number], book.number)
            elif sheet.origin is Origin.OCR:
                sheet = even_sizes(sheet, book.styles, book.number)
            sheets.append(sheet)
            yield Glance(index + 1)
        summary = read_summary(document, sheets, len(indices))
    finally:
        document.close()
    if sheets:
        yield from lay_out(sheets, book.styles, summary.outline)
    yield summary


def lay_out(
    sheets: deque[Sheet], styles: Sequence[Style], outline: Sequence[OutlineEntry] = ()
) -> Iterator[Page | Glance]:
    """Turn the sheets of a document into pages, a glance at each before the first one.

    Args:
        sheets: In order; they are used up.
        styles: Of their words, by number.
        outline: Bookmarks, which name headings.
    """
    setting = survey(sheets, styles)
    titles = list_titles(outline)
    kept: deque[DraftPage | bytes] = deque()
    claims: Counter[Claim] = Counter()
    while sheets:
        page = compose(sheets.popleft(), setting)
        drafts = tell_by_titles(page.drafts, titles.get(page.number, ()))
        drafts = tell_bylines(drafts, setting.body) if page.number == 1 else drafts
        page = replace(page, drafts=tuple(join_chapter_labels(drafts, setting.body)))
        claims.update(claim(draft) for draft in page.drafts if is_heading(draft, setting.body))
        kept.append(page if len(kept) < _LOOSE else _pack(page))
        yield Glance(page.number)
    pages = (_unpack(kept.popleft()) for _ in range(len(kept)))
    yield from finish_pages(pages, rank_looks(claims), setting.body)


def _pack(page: DraftPage) -> bytes:
    return zlib.compress(_ENCODER.encode(page), 1)


def _unpack(page: DraftPage | bytes) -> DraftPage:
    return _DECODER.decode(zlib.decompress(page)) if isinstance(page, bytes) else page

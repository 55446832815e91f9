"""What a PDF says of itself: title, author, bookmarks, attached files."""

from collections.abc import Iterable, Iterator
from itertools import islice

import pypdfium2 as pdfium

from wasat.documents.document import OutlineEntry, Summary
from wasat.documents.layout.sheet import Sheet

MIME_TYPE = "application/pdf"
_MOST_BOOKMARKS = 10_000
_MOST_ATTACHMENTS = 1_000


def read_summary(document: pdfium.PdfDocument, sheets: Iterable[Sheet], page_count: int) -> Summary:
    """Sum the document up once its pages have been looked at."""
    return Summary(
        mime_type=MIME_TYPE,
        is_paged=True,
        page_count=page_count,
        title=_metadata(document, "Title"),
        author=_metadata(document, "Author"),
        outline=tuple(islice(_bookmarks(document), _MOST_BOOKMARKS)),
        attachments=tuple(islice(_attachments(document), _MOST_ATTACHMENTS)),
        unread=tuple(sheet.number for sheet in sheets if sheet.unread),
        scans=tuple(sheet.number for sheet in sheets if sheet.is_scan),
    )


def _metadata(document: pdfium.PdfDocument, key: str) -> str:
    return _clean(document.get_metadata_value(key))


def _bookmarks(document: pdfium.PdfDocument) -> Iterator[OutlineEntry]:
    for bookmark in document.get_toc():
        target = bookmark.get_dest()
        index = target.get_index() if target is not None else None
        page = index + 1 if index is not None and index >= 0 else 0
        yield OutlineEntry(title=_clean(bookmark.get_title()), level=bookmark.level + 1, page=page)


def _attachments(document: pdfium.PdfDocument) -> Iterator[str]:
    for index in range(document.count_attachments()):
        try:
            yield _clean(document.get_attachment(index).get_name())
        except pdfium.PdfiumError:
            continue  # one that cannot be opened has no name either


def _clean(text: str | None) -> str:
    """Single spaces, no control characters, nothing that cannot be encoded."""
    plain = "".join(c if c.isprintable() else " " for c in text or "")
    return " ".join(plain.split())

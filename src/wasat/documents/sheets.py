"""Which pages of a workbook are which sheet."""

from collections.abc import Sequence

from wasat.documents.document import Document, OutlineEntry
from wasat.documents.formats.sniff import XLSX


def find_sheet_pages(document: Document, sheet: int) -> range:
    """Return the numbers of the pages of a sheet; none if it is empty, or there is no such sheet.

    Args:
        document: One that is no workbook is one sheet.
        sheet: From 1, the empty and hidden ones counted; 0 for all.
    """
    everything = range(1, document.summary.page_count + 1)
    sheets = _list_sheets(document)
    if not sheet or (not sheets and sheet == 1):
        return everything
    if sheet > len(sheets) or not (start := sheets[sheet - 1].page):
        return range(0)
    following = (entry.page for entry in sheets[sheet:] if entry.page)
    return range(start, next(following, everything.stop))


def count_sheets(document: Document) -> int:
    """Return how many sheets there are; what is no workbook is one."""
    return len(_list_sheets(document)) or 1


def name_sheets(document: Document) -> list[str]:
    """Return the names of a workbook's sheets, in order."""
    return [entry.title for entry in _list_sheets(document)]


def _list_sheets(document: Document) -> Sequence[OutlineEntry]:
    return document.summary.outline if document.summary.mime_type == XLSX else ()

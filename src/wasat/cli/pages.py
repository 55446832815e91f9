"""Which pages a command is about: `7`, `2-5`, `3-`, or several of these with commas."""

import re
from collections.abc import Sequence
from dataclasses import replace

from wasat.documents.document import Document
from wasat.documents.library import Span

_RANGE = re.compile(r"(\d{1,9})(-(\d{1,9})?)?")


def choose_pages(document: Document, wanted: str) -> Document:
    """Return a document of the wanted pages, each with its own number; of all if none are named.

    Raises:
        ValueError: That names no pages, or none that are there.
    """
    if not wanted:
        return document
    count = len(document.pages)
    numbers = dict.fromkeys(n for part in wanted.split(",") for n in _parse(part.strip(), count))
    pages = [document.pages[number - 1] for number in numbers]
    unread = tuple(number for number in document.summary.unread if number in numbers)
    summary = replace(document.summary, page_count=len(pages), unread=unread)
    return Document(summary=summary, pages=pages)


def find_spans(wanted: str) -> list[Span]:
    """Return what is wanted as first and last pages, None for the end, without the document.

    Raises:
        ValueError: That names no pages.
    """
    return [_parse_span(part.strip()) for part in wanted.split(",")]


def gather_pages(wanted: str, parts: Sequence[Document]) -> Document:
    """Return a document of parts that were read alone, one for each span, each page once.

    Raises:
        ValueError: A part has no pages, as the document has none there.
    """
    summary = parts[0].summary
    for named, part in zip(wanted.split(","), parts, strict=True):
        if not part.pages:
            raise _beyond(named.strip(), summary.page_count)
    pages = {page.number: page for part in parts for page in part.pages}
    unread = {number for part in parts for number in part.summary.unread if number in pages}
    told = replace(summary, page_count=len(pages), unread=tuple(sorted(unread)))
    return Document(summary=told, pages=list(pages.values()))


def _parse(part: str, count: int) -> range:
    first, last = _parse_span(part)
    if first > count:
        raise _beyond(part, count)
    return range(first, min(last or count, count) + 1)


def _beyond(part: str, count: int) -> ValueError:
    return ValueError(f"the document has pages 1 to {count}, not {part}")


def _parse_span(part: str) -> Span:
    found = _RANGE.fullmatch(part)
    if found is None:
        raise ValueError(f"expected pages as 7, 2-5 or 3-, not {part!r}")
    first = int(found[1])
    last = first if not found[2] else int(found[3]) if found[3] else None
    if first < 1 or (last is not None and last < first):
        raise ValueError(f"expected pages from 1 on, the first before the last, not {part!r}")
    return first, last

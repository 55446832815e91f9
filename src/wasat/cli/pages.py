"""Which pages a command is about: `7`, `2-5`, `3-`, or several of these with commas."""

import re
from dataclasses import replace

from wasat.documents.document import Document

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


def _parse(part: str, count: int) -> range:
    found = _RANGE.fullmatch(part)
    if found is None:
        raise ValueError(f"expected pages as 7, 2-5 or 3-, not {part!r}")
    first = int(found[1])
    last = first if not found[2] else int(found[3]) if found[3] else count
    if not 1 <= first <= last or first > count:
        raise ValueError(f"the document has pages 1 to {count}, not {part}")
    return range(first, min(last, count) + 1)

"""Reading bytes by one reader, for tests."""

from collections.abc import Callable, Iterator
from io import BytesIO

from wasat.documents.document import Block, Document, Glance, Page, Summary
from wasat.documents.limits import STANDARD, Limits

Reader = Callable[..., Iterator[Page | Summary | Glance]]


def read(reader: Reader, data: bytes | str, limits: Limits = STANDARD) -> Document:
    """Everything that a reader gives; the summary is the last, and there is one."""
    raw = data.encode() if isinstance(data, str) else data
    *parts, summary = reader(BytesIO(raw), limits)
    pages = [part for part in parts if not isinstance(part, Glance)]
    assert isinstance(summary, Summary)
    found = tuple(page for page in pages if isinstance(page, Page))
    assert len(found) == len(pages) == summary.page_count
    return Document(summary=summary, pages=found)


def read_blocks(reader: Reader, data: bytes | str, limits: Limits = STANDARD) -> list[Block]:
    """The blocks of all pages."""
    return [block for page in read(reader, data, limits).pages for block in page.blocks]


def read_texts(reader: Reader, data: bytes | str) -> list[str]:
    """Running texts of all blocks."""
    return [block.text for block in read_blocks(reader, data)]

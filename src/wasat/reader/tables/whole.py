"""The pages that one table runs over."""

from collections.abc import Iterator, Sequence

from wasat.documents.document import Document, Page

_MOST_PAGES = 60  # of one table


def iter_pages_of_table(document: Document, numbers: Sequence[int], number: int) -> Iterator[Page]:
    """Yield pages up to the first that does not begin with a table that goes on.

    The pages before come first, as far as the table began there.

    Args:
        document: All of it.
        numbers: Pages that count.
        number: Of a page on which the table stands.
    """
    pages = document.pages
    first = number
    while first - 1 in numbers and number - first < _MOST_PAGES and _goes_on(pages[first - 1]):
        first -= 1
    yield pages[first - 1]
    later = first + 1
    while later in numbers and later - first < _MOST_PAGES and _has_table_first(pages[later - 1]):
        yield pages[later - 1]
        later += 1


def _goes_on(page: Page) -> bool:
    return any(block.table is not None and block.table.is_continued for block in page.blocks)


def _has_table_first(page: Page) -> bool:
    return next((block.table is not None for block in page.blocks if block.lines or block.table),
                False)  # fmt: skip

"""Layers of pages: words that were recognised in a picture, and those of the text layer.

What is not to be seen is as if it were not in the document: not found, not quoted, not listed.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import overload

from wasat.documents.document import Document, Origin, Page

PAGE_IMAGE, PAGE_TEXT = "PAGE_IMAGE", "PAGE_TEXT"
NO_TEXT_LAYER = "It has no text layer, and only PAGE_TEXT was asked for."
NO_IMAGE = "Its words stand in its text layer, and only PAGE_IMAGE was asked for."


class ChangedPages(Sequence[Page]):
    """Pages that are changed whenever one is loaded."""

    def __init__(self, pages: Sequence[Page], change: Callable[[Page], Page]) -> None:
        self._pages = pages
        self._change = change

    def __len__(self) -> int:
        return len(self._pages)

    @overload
    def __getitem__(self, index: int) -> Page: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Page]: ...
    def __getitem__(self, index: int | slice) -> Page | Sequence[Page]:
        if isinstance(index, slice):
            return ChangedPages(self._pages[index], self._change)
        return self._change(self._pages[index])


def limit_layers(document: Document, layers: Sequence[str]) -> Document:
    """Leave words that were recognised in the picture, or those that were not.

    Who names no layer, or both, sees all. A page whose words are all in the other layer is unread,
    and says why. All pages are gone through once, to know which.
    """
    wanted = {PAGE_IMAGE, PAGE_TEXT}.intersection(layers)
    if len(wanted) != 1 or not document.summary.is_paged:
        return document
    is_image = wanted == {PAGE_IMAGE}

    def change(page: Page) -> Page:
        kept = tuple(block for block in page.blocks if (block.origin is Origin.OCR) is is_image)
        if kept or not page.blocks:
            return replace(page, blocks=kept)
        return replace(page, blocks=(), unread=NO_IMAGE if is_image else NO_TEXT_LAYER)

    pages = ChangedPages(document.pages, change)
    unread = tuple(page.number for page in pages if page.unread)
    return Document(summary=replace(document.summary, unread=unread), pages=pages)

"""The port that draws a page, so that a person can look at what was cited."""

from collections.abc import Sequence
from typing import Protocol

from wasat.blob import Blob
from wasat.box import Box


class PageView(Protocol):
    """Draws pages of documents."""

    async def draw(self, blob: Blob, page: int, boxes: Sequence[Box]) -> bytes:
        """Return the page as a PNG with the boxes marked.

        Args:
            blob: The document.
            page: From 1.
            boxes: In points; may be empty.

        Raises:
            InvalidArgumentError: There is no such page, or the document has none to show.
            DeadlineExceededError: Drawing took too long.
            ResourceExhaustedError: Drawing took too much memory.
        """
        ...

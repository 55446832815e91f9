"""A web in memory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wasat.files.fetch import (
    MOST_REDIRECTS,
    Fetched,
    Fetcher,
    check_answer,
    follow_redirect,
    not_reached,
    parse_url,
    too_many_redirects,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is at a URL.

    Attributes:
        body: Its bytes.
        mime_type: Its type; empty if none is told.
        location: Where it redirects to; empty if it does not.
        status: Of HTTP.
    """

    body: bytes = b""
    mime_type: str = ""
    location: str = ""
    status: int = 200


class MemoryFetcher(Fetcher):
    """Fetches from given pages; all else cannot be reached.

    Args:
        pages: By their URLs.
    """

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self._pages = pages
        self._is_closed = False

    async def fetch(
        self,
        url: str,
        take: Callable[[bytes], None],
        *,
        limit: int,
        check: Callable[[str], None],
    ) -> Fetched:
        """Look up a page."""
        page = self._find(parse_url(url))
        check_answer(page.status, len(page.body), limit)
        check(page.mime_type)
        take(page.body)
        return Fetched(mime_type=page.mime_type, size_bytes=len(page.body))

    async def close(self) -> None:
        """Give no pages out any more."""
        self._is_closed = True

    def _find(self, url: str) -> Page:
        for _ in range(MOST_REDIRECTS + 1):
            page = self._pages.get(url)
            if page is None or self._is_closed:
                raise not_reached()
            if not page.location:
                return page
            url = follow_redirect(url, page.location)
        raise too_many_redirects()

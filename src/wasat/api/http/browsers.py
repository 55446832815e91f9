"""Pages in browsers that may call: those of the origins that a setting names, else none."""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from wasat.status import ErrorInfo, PermissionDeniedError

_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_VERBS = ("GET", "POST", "PUT", "DELETE")
_TOLD = (  # what a script reads of an answer; other headers are hidden from it (Fetch, 3.2.3)
    "Content-Disposition",
    "Content-Range",
    "Retry-After",
    "X-Goog-Upload-Chunk-Granularity",
    "X-Goog-Upload-Control-URL",
    "X-Goog-Upload-Size-Received",
    "X-Goog-Upload-Status",
    "X-Goog-Upload-URL",
    "X-Wasat-Pages-Read",
    "X-Wasat-Request-Id",
    "X-Wasat-Route",
    "X-Wasat-Unread-Pages",
)


def let_browsers_in(origins: Collection[str]) -> list[Middleware]:
    """Return what tells browsers that pages of these origins may call; nothing where none may.

    Args:
        origins: Such as `https://app.example`; `*` is any.
    """
    if not origins:
        return []
    return [
        Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=_VERBS,
            allow_headers=["*"],
            expose_headers=_TOLD,
        )
    ]


def refuse_other_pages(origin: str, origins: Collection[str]) -> None:
    """Let no page that somebody merely visits act in their name, where their machine needs no key.

    A browser names the page's origin in whatever changes something, and lets no page change it;
    other clients send none. Pages of this machine are nobody else's.

    Args:
        origin: What the request says; empty if nothing.
        origins: Of pages that may call; `*` is any.

    Raises:
        PermissionDeniedError: The page is of another origin.

    Source:
        Fetch, 3.2: the header also comes without asking first, and where a name was bound anew.
    """
    if not origin or origin in origins or "*" in origins:
        return
    if _host(origin) not in _THIS_MACHINE:
        raise PermissionDeniedError(
            f"expected a page of an origin in WASAT_BROWSER_ORIGINS, found one of {origin}",
            details=[ErrorInfo(reason="ORIGIN_NOT_ALLOWED", domain="wasat")],
        )


def _host(origin: str) -> str:
    """Return the host of an origin; empty for `null`, and for what is none."""
    try:
        return urlsplit(origin).hostname or ""
    except ValueError:
        return ""

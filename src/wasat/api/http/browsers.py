"""Pages in browsers that may call: those of the origins that a setting names, else none."""

from collections.abc import Collection

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

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

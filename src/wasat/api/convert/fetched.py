"""Documents that a request names by their address elsewhere, where the operator allows that."""

import hashlib
from urllib.parse import unquote, urlsplit

from wasat.api.context import Call
from wasat.api.convert.faults import echo
from wasat.api.convert.inline import Decoded, NamelessFile
from wasat.files.fetch import Fetcher, cannot_fetch, parse_url
from wasat.status import InvalidArgumentError

MOST_URLS = 20  # of a request. Source: documented for the service's URL context
PLAIN = "application/octet-stream"  # a type that says nothing; the content decides

_TAKEN = "wasat.fetched"  # where the scope has how many URLs and bytes a request took so far
_PAGES = frozenset({"text/html", "application/xhtml+xml"})  # what servers say sorry with
_NEVER_READ = ("audio", "video", "font", "multipart")


async def fetch_document(
    call: Call, fetcher: Fetcher, url: str, declared: str
) -> tuple[Decoded, str]:
    """Fetch a document into a file without a name, as if its bytes had come inside the request.

    Args:
        call: What may be fetched for it in all is limited.
        fetcher: Fetches.
        url: As it came.
        declared: Its type, as the request says; empty if not.

    Returns:
        The bytes, and their type: the request's, or else what the other server says.

    Raises:
        InvalidArgumentError: It cannot be fetched, or is of a type that is never read.
    """
    count, taken = call.request.scope.get(_TAKEN, (0, 0))
    if count >= MOST_URLS:
        raise cannot_fetch(f"Expected at most {MOST_URLS} URLs in a request.")
    file, digest = NamelessFile(), hashlib.sha256()

    def take(piece: bytes) -> None:
        file.write(piece)
        digest.update(piece)

    def check(answered: str) -> None:
        check_type(declared, answered)

    limit = call.context.max_fetch_bytes - taken
    fetched = await fetcher.fetch(url, take, limit=limit, check=check)
    call.request.scope[_TAKEN] = (count + 1, taken + fetched.size_bytes)
    decoded = Decoded(file=file, sha256=digest.hexdigest(), size_bytes=fetched.size_bytes)
    return decoded, declared or fetched.mime_type or PLAIN


def check_type(declared: str, answered: str) -> None:
    """Refuse what need not be fetched, since it cannot be what was asked for.

    Raises:
        InvalidArgumentError: No document has such a type, or a page came in place of one.
    """
    wanted = declared or answered
    if wanted.partition("/")[0] in _NEVER_READ:
        raise InvalidArgumentError(f"Unsupported MIME type: {echo(wanted)}")
    if answered in _PAGES and declared and not _is_text(declared):
        raise InvalidArgumentError(
            f"The document has no pages. The URL answered with {answered}, not {echo(declared)}."
        )


def name_document(url: str) -> tuple[str, str]:
    """Return title and address of a document: the last part of its path, or its host."""
    plain = parse_url(url)
    parts = urlsplit(plain)
    name = unquote(parts.path.rstrip("/").rpartition("/")[2])
    title = "".join(letter for letter in name if letter.isprintable())[:512]
    return title or parts.hostname or plain, plain


def _is_text(mime_type: str) -> bool:
    return mime_type.startswith("text/") or mime_type in {*_PAGES, "application/xml", PLAIN}

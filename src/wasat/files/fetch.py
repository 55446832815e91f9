"""The port to documents elsewhere, and which addresses may name one; closed unless enabled."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from wasat.status import InvalidArgumentError

MOST_REDIRECTS = 5  # hops; links that are shared and signed take two
MOST_LETTERS = 8192  # of a URL; signed ones of object stores have about 1,500
_OK = 200  # Source: RFC 9110 section 15.3.1
_HTTPS_PORT = 443  # Source: RFC 9110 section 4.2.2
_FIRST_USER_PORT = 1024  # those below speak other protocols, which a request might confuse


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What was fetched, its bytes aside.

    Attributes:
        mime_type: As its server said, lower case, without parameters; empty if it did not.
        size_bytes: Length.
    """

    mime_type: str
    size_bytes: int


class Fetcher(Protocol):
    """Fetches by https, from public addresses alone, whatever names and redirects say."""

    async def fetch(
        self,
        url: str,
        take: Callable[[bytes], None],
        *,
        limit: int,
        check: Callable[[str], None],
    ) -> Fetched:
        """Fetch what is at a URL.

        Args:
            url: Absolute.
            take: Is given the bytes, piece by piece.
            limit: Most bytes.
            check: Is given the type before the first byte; what it raises is passed on.

        Raises:
            InvalidArgumentError: It is no URL that may be fetched, or leads to one that may not; or
                it cannot be had in time, whole, and in no more than `limit` bytes.
        """
        ...

    async def close(self) -> None:
        """End what is under way; nothing is fetched after that."""
        ...


def parse_url(text: str) -> str:
    """Return a URL without its fragment, otherwise as it is.

    Raises:
        InvalidArgumentError: It is none that may be fetched; no address has been looked up yet.
    """
    try:
        parts = urlsplit(text)
        port = parts.port or _HTTPS_PORT
    except ValueError as error:
        raise cannot_fetch("It is not a URL.") from error
    if parts.scheme.lower() != "https":
        raise InvalidArgumentError(f"Unsupported file URI type: {text[:60]}")
    if not parts.hostname or not text.isascii() or not text.isprintable() or " " in text:
        raise cannot_fetch("It is not a URL.")
    if len(text) > MOST_LETTERS:
        raise cannot_fetch(f"Expected at most {MOST_LETTERS} characters.")
    if "@" in parts.netloc:
        raise cannot_fetch("Expected no user name or password in it.")
    if port != _HTTPS_PORT and port < _FIRST_USER_PORT:
        raise cannot_fetch(f"Port {port} is not one of web servers.")
    return parts._replace(fragment="").geturl()


def follow_redirect(url: str, location: str) -> str:
    """Return where a redirect leads, which must be a URL that may be fetched.

    Raises:
        InvalidArgumentError: It is not.
    """
    try:
        target = urljoin(url, location)
    except ValueError as error:
        raise cannot_fetch("It was redirected to what is not a URL.") from error
    return parse_url(target)


def check_answer(status: int, size_bytes: int, limit: int) -> None:
    """Hold what a server answers to what may be taken, before the first byte is.

    Args:
        status: Of HTTP.
        size_bytes: As declared; 0 if it is not.
        limit: Most bytes.

    Raises:
        InvalidArgumentError: It is no success, or too large.
    """
    if status != _OK:
        raise cannot_fetch(f"Its server answered with status {status}.")
    if size_bytes > limit:
        raise too_large(limit)


def cannot_fetch(reason: str) -> InvalidArgumentError:
    """Return the service's refusal of a URL, and our reason behind it."""
    return InvalidArgumentError(f"Cannot fetch content from the provided URL. {reason}")


def not_reached() -> InvalidArgumentError:
    """Return one refusal for all that is wrong before an answer.

    Whether a name is unknown, leads into the operator's own network, or to a server that is down
    there, is nothing a caller may learn.
    """
    return cannot_fetch("No server could be reached at a public address.")


def too_many_redirects() -> InvalidArgumentError:
    """Return the refusal of a chain that does not end."""
    return cannot_fetch(f"It was redirected more than {MOST_REDIRECTS} times.")


def too_large(limit: int) -> InvalidArgumentError:
    """Return the refusal of more bytes than may be fetched."""
    return cannot_fetch(f"All URLs of a request together may have {limit} bytes more.")

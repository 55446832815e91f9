"""What the HTTP server below leaves out of HTTP/1.1: older clients, other codings, odd targets."""

from collections.abc import Sequence
from typing import Any, Self

from httptools import HttpParserInvalidURLError, parse_url

Headers = list[tuple[bytes, bytes]]

_WHOLE = (b"http://", b"https://")


class UntoldLength(int):
    """A length that nobody tells beforehand: any number of bytes is of it, and nothing is left."""

    def __lt__(self, other: int) -> bool:
        """Return whether some bytes would be too many: never."""
        return False

    def __sub__(self, other: int) -> Self:
        """Return what is left once some were sent."""
        return self


def end_by_closing(cycle: Any) -> None:  # noqa: ANN401 - a request and its answer, of the server
    """Have an answer without a length end with its connection, not with a last chunk.

    Source:
        RFC 9112, section 6.1: who sends HTTP/1.0 must not be sent chunks. nginx does by default.
    """
    cycle.chunked_encoding = False
    cycle.expected_content_length = UntoldLength()


def other_coding(headers: Sequence[tuple[bytes, bytes]]) -> str:
    """Return how the body is coded for its way, as the request says it; empty if only in chunks.

    The parser finds the chunks of `gzip, chunked`, and would hand out what is packed in them.
    """
    codings = [value for name, value in headers if name == b"transfer-encoding"]
    said = b", ".join(codings).decode("latin-1").strip()
    return "" if said.lower() == "chunked" else said


def is_target(url: bytes) -> bool:
    """Return whether a request may be routed by a URL: whether it has a path.

    The server below fails at others, such as the `host:443` of CONNECT.
    """
    try:
        return bool(parse_url(url).path)
    except HttpParserInvalidURLError:
        return False


def lacks_host(headers: Sequence[tuple[bytes, bytes]], version: str) -> bool:
    """Return whether a request does not say, or says twice, whom it is for; HTTP/1.0 need not.

    Source:
        RFC 9112, section 3.2: such a request must be refused, since others on the way may take it
        to be for somebody else.
    """
    hosts = sum(name == b"host" for name, _ in headers)
    return hosts > 1 or (hosts == 0 and version != "1.0")


def take_host(headers: Headers, url: bytes) -> None:
    """Let the host of a URL that is whole count for the header's.

    Args:
        headers: Of the request; changed in place.
        url: A target.

    Source:
        RFC 9112, section 3.2.2: proxies are asked so, and some ask on in the same way.
    """
    if not url.lower().startswith(_WHOLE):
        return
    parsed = parse_url(url)
    host = b"[%b]" % parsed.host if b":" in parsed.host else parsed.host
    port = b":%d" % parsed.port if parsed.port else b""
    headers[:] = [header for header in headers if header[0] != b"host"]
    headers.append((b"host", host + port))

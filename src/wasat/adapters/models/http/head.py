"""The head of a request: where it goes, and what it says before its body."""

import base64
from functools import cache
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit

Headers = tuple[tuple[str, str], ...]  # names and values

_PORTS = {"http": 80, "https": 443}
_IN_PATHS = "/%:@!$&'()*+,;=~"  # what stays as it is. Source: RFC 3986, section 3.3


class Server(NamedTuple):
    """Where a server listens.

    Attributes:
        host: Name or address.
        port: Of TCP.
        is_encrypted: Whether it is spoken with by TLS.
    """

    host: str
    port: int
    is_encrypted: bool


@cache  # of few addresses, each asked again and again
def write_head(url: str, headers: Headers, *, has_body: bool) -> tuple[Server, bytes]:
    """Return where a request goes, and its head but for the length of the body and the last line.

    Args:
        url: Absolute, of http or https; a user and password in it are sent as Basic.
        headers: Sent beside those that every request has.
        has_body: Whether it is a POST of JSON rather than a GET.

    Raises:
        ValueError: A header has a line break in it.
    """
    parts = urlsplit(url)
    server = Server(
        host=parts.hostname or "",
        port=parts.port or _PORTS[parts.scheme],
        is_encrypted=parts.scheme == "https",
    )
    named = [("host", parts.netloc.rpartition("@")[2]), ("user-agent", "wasat"), ("accept", "*/*")]
    named += [*_authorization(parts), *headers]
    named += [("content-type", "application/json")] if has_body else []
    lines = [f"{'POST' if has_body else 'GET'} {quote(parts.path, safe=_IN_PATHS)} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in named]
    if any("\r" in line or "\n" in line for line in lines):
        raise ValueError("expected headers without line breaks")
    return server, "".join(f"{line}\r\n" for line in lines).encode()


def _authorization(parts: SplitResult) -> Headers:
    if parts.username is None:
        return ()
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return (("authorization", f"Basic {base64.b64encode(pair.encode()).decode()}"),)

"""The URLs we hand out: on the address under which the caller found us."""

import re

from starlette.requests import HTTPConnection

CANONICAL_BASE = "https://generativelanguage.googleapis.com"
_HOST = re.compile(r"[A-Za-z0-9._~-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
_PREFIX = re.compile(r"(?:/[A-Za-z0-9._~%-]+)*")
_FORWARDED = re.compile(r'(?:^|;)\s*(proto|host)\s*=\s*"?([^";]+)"?', re.IGNORECASE)


def base_url(request: HTTPConnection, public_url: str = "") -> str:
    """Return scheme, host and path prefix, without a slash at the end.

    What is forwarded counts before what the connection says; a value that could not stand in a URL
    counts as not sent. Nobody but the sender of these headers ever sees the outcome.

    Args:
        request: Whose URLs these will be.
        public_url: The operator's word, which beats all headers.

    Source:
        RFC 7239, and the `X-Forwarded-*` headers of nginx, Traefik and Caddy.
    """
    if public_url:
        return public_url.rstrip("/")
    forwarded = _parse_forwarded(request.headers.get("forwarded", ""))
    scheme = forwarded.get("proto") or _first(request, "x-forwarded-proto")
    host = forwarded.get("host") or _first(request, "x-forwarded-host")
    prefix = _first(request, "x-forwarded-prefix").rstrip("/")
    if scheme not in {"http", "https"}:
        scheme = str(request.scope.get("scheme", "http"))
    if not _HOST.fullmatch(host):
        host = _own_host(request)
    if not _PREFIX.fullmatch(prefix):
        prefix = ""
    return f"{scheme}://{host}{prefix}{request.scope.get('root_path', '').rstrip('/')}"


def file_url(base: str, file_id: str) -> str:
    """Return the `uri` of a file; the same whatever version the caller speaks."""
    return f"{base}/v1beta/files/{file_id}"


def parse_file_id(path: str) -> str:
    """Return the id in any form of a file's name: `x`, `files/x`, or the `uri` of a file.

    The SDKs pass a `uri` on plain http through as it is, so a whole URL arrives in the path.
    """
    return path.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]


def _parse_forwarded(header: str) -> dict[str, str]:
    """Return what the nearest client's element says; the first, as every proxy appends its own."""
    element = header.partition(",")[0]
    return {name.lower(): value for name, value in _FORWARDED.findall(element)}


def _first(request: HTTPConnection, name: str) -> str:
    return request.headers.get(name, "").partition(",")[0].strip()


def _own_host(request: HTTPConnection) -> str:
    host = request.headers.get("host", "")
    if _HOST.fullmatch(host):
        return host
    address, port = request.scope.get("server") or ("127.0.0.1", None)
    name = f"[{address}]" if ":" in address else address
    return f"{name}:{port}" if port else name

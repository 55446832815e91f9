"""Fetching by https over aiohttp; every address is checked at the moment of connecting."""

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import Callable

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from wasat.adapters.fetch.addresses import Address, is_public
from wasat.files.fetch import (
    MOST_REDIRECTS,
    Fetched,
    Fetcher,
    cannot_fetch,
    check_answer,
    follow_redirect,
    not_reached,
    parse_url,
    too_large,
    too_many_redirects,
)

_AT_ONCE = 16  # of all callers; others wait, within their own time
_PIECE_BYTES = 65_536  # taken at a time; as many as the client below holds
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# What is unpacked may be a thousand times larger, and what is cached may be another's.
_HEADERS = {"user-agent": "wasat", "accept": "*/*", "accept-encoding": "identity"}

_AddressInfo = tuple[int, int, int, str, tuple[str | int, ...]]


class HttpsFetcher(Fetcher):
    """Asks the servers themselves, through no proxy, with no cookies and no kept connections.

    Args:
        seconds: Most for one document, redirects and waiting for its turn included.
        admits: Which addresses may be connected to.
        resolver: From names to addresses; the system's by default.
        trust: Whose certificates are believed; the system's by default.
    """

    def __init__(
        self,
        *,
        seconds: float,
        admits: Callable[[Address], bool] = is_public,
        resolver: AbstractResolver | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._seconds = seconds
        self._admits = admits
        self._resolver = resolver
        self._trust = trust
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._opened: aiohttp.ClientSession | None = None
        self._is_closed = False

    async def fetch(
        self,
        url: str,
        take: Callable[[bytes], None],
        *,
        limit: int,
        check: Callable[[str], None],
    ) -> Fetched:
        """Fetch what is at a URL."""
        plain = parse_url(url)
        try:
            async with asyncio.timeout(self._seconds), self._places:
                return await self._follow(plain, take, limit, check)
        except TimeoutError as error:
            raise cannot_fetch(f"It took longer than {self._seconds:g} s.") from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise not_reached() from error

    async def close(self) -> None:
        """Close all connections."""
        self._is_closed = True
        if self._opened is not None:
            await self._opened.close()

    async def _follow(
        self, url: str, take: Callable[[bytes], None], limit: int, check: Callable[[str], None]
    ) -> Fetched:
        for _ in range(MOST_REDIRECTS + 1):
            target = URL(url, encoded=True)  # signed URLs hold as they are, byte by byte
            async with self._session().get(target, allow_redirects=False) as response:
                if response.status not in _REDIRECTS:
                    return await _receive(response, take, limit, check)
                url = follow_redirect(url, response.headers.get("location", ""))
        raise too_many_redirects()

    def _session(self) -> aiohttp.ClientSession:
        if self._is_closed:
            raise cannot_fetch("The server is stopping.")
        if self._opened is None:
            connector = aiohttp.TCPConnector(
                force_close=True,
                limit=_AT_ONCE,
                resolver=self._resolver,
                socket_factory=self._make_socket,
                ssl=self._trust or True,
                use_dns_cache=False,
            )
            self._opened = aiohttp.ClientSession(
                auto_decompress=False,
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=_HEADERS,
                timeout=aiohttp.ClientTimeout(total=self._seconds),
            )
        return self._opened

    def _make_socket(self, info: _AddressInfo) -> socket.socket:
        """Make a socket for one address; the one place where a connection to anywhere begins.

        Names are resolved before, each time anew. What is checked here is the very address that
        is connected to, so that no second look-up can lead elsewhere.
        """
        family, kind, protocol, _, destination = info
        address = ipaddress.ip_address(str(destination[0]).partition("%")[0])
        if not self._admits(address):
            raise PermissionError("not a public address")
        return socket.socket(family, kind, protocol)


async def _receive(
    response: aiohttp.ClientResponse,
    take: Callable[[bytes], None],
    limit: int,
    check: Callable[[str], None],
) -> Fetched:
    """Take the body of an answer.

    Raises:
        InvalidArgumentError: It is no success, packed, too large, or of the wrong type.
    """
    check_answer(response.status, response.content_length or 0, limit)
    if response.headers.get("content-encoding", "identity").lower() != "identity":
        raise cannot_fetch("Its server sent it packed, unasked.")
    mime_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    check(mime_type)
    size_bytes = 0
    async for piece in response.content.iter_chunked(_PIECE_BYTES):
        size_bytes += len(piece)
        if size_bytes > limit:
            raise too_large(limit)
        take(piece)
    return Fetched(mime_type=mime_type, size_bytes=size_bytes)

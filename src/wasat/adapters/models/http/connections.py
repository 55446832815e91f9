"""Connections to servers, each kept for the next request.

A client of our own, since a library's took half of the least processor time of an answer (decision
10). It asks and takes what comes: no redirects, cookies, proxies or packed bodies.
"""

import asyncio
import ssl
from contextlib import suppress
from functools import cache, partial

from wasat.adapters.models.http.exchange import Exchange, UnreachedError
from wasat.adapters.models.http.head import Headers, Server, write_head

_IDLE_SECONDS = 15.0


class Connections:
    """All connections of one client.

    Args:
        connect_seconds: How long a server may take to accept one.
        headers: Sent with every request.
        idle_seconds: How long one is kept without use.
        trust: Whose certificates are believed; those of the system by default.
    """

    def __init__(
        self,
        *,
        connect_seconds: float,
        headers: Headers = (),
        idle_seconds: float = _IDLE_SECONDS,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._connect_seconds = connect_seconds
        self._headers = headers
        self._idle_seconds = idle_seconds
        self._trust = trust
        self._all: set[_Connection] = set()
        self._idle: dict[Server, list[_Connection]] = {}
        self.is_closed = False

    async def send(self, url: str, body: bytes | None, *, silence_seconds: float) -> Exchange:
        """Send a GET, or with a body a POST of JSON; return when the head of the answer has come.

        Args:
            url: Absolute, of http or https.
            body: JSON.
            silence_seconds: How long the server may be silent.

        Raises:
            UnreachedError: The server cannot be connected to, or ends the connection instead.
            ConnectionError: What it answers is no HTTP.
            TimeoutError: It is silent for too long.

        Source:
            RFC 9112, section 9.3.1: who sends over a connection that was kept must be ready for its
            end, which may have been on its way.
        """
        server, head = write_head(url, self._headers, has_body=body is not None)
        request = head + b"\r\n"
        if body is not None:
            request = b"%bcontent-length: %d\r\n\r\n%b" % (head, len(body), body)
        while connection := self._take(server):
            with suppress(UnreachedError):
                return await _ask(connection, request, silence_seconds)
        return await _ask(await self._connect(server), request, silence_seconds)

    def close(self) -> None:
        """End all connections."""
        self.is_closed = True
        for connection in tuple(self._all):
            connection.abort()

    def _take(self, server: Server) -> "_Connection | None":
        """Return the one that was used last, if any is still good."""
        idle = self._idle.get(server)
        while idle:
            connection = idle.pop()
            if connection.is_good(self._idle_seconds):
                return connection
            connection.abort()
        return None

    async def _connect(self, server: Server) -> "_Connection":
        make = partial(_Connection, self._all, self._idle.setdefault(server, []))
        trust = (self._trust or _system_trust()) if server.is_encrypted else None
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._connect_seconds):
                _, made = await loop.create_connection(make, server.host, server.port, ssl=trust)
        except (OSError, UnicodeError) as error:
            raise UnreachedError(str(error) or type(error).__name__) from error
        return made


class _Connection(asyncio.Protocol):
    """One connection, for one exchange at a time.

    Args:
        everything: Where it stands while it is open.
        idle: Where it stands while nobody uses it.
    """

    def __init__(self, everything: set["_Connection"], idle: list["_Connection"]) -> None:
        self._all = everything
        self._idle = idle
        self._idle_since = 0.0
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport
        self._exchange: Exchange | None = None

    def is_good(self, idle_seconds: float) -> bool:
        """Return whether it is open and was used within so long."""
        is_fresh = self._loop.time() - self._idle_since < idle_seconds
        return is_fresh and not self._transport.is_closing()

    def send(self, request: bytes, silence_seconds: float) -> Exchange:
        """Begin an exchange."""
        self._exchange = Exchange(self._transport, silence_seconds, self._leave)
        self._transport.write(request)
        return self._exchange

    def abort(self) -> None:
        """End it at once."""
        self._transport.abort()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin."""
        self._transport = transport
        self._all.add(self)

    def data_received(self, data: bytes) -> None:
        """Take what came; nothing should where nobody asked."""
        if self._exchange is None:
            self.abort()
        else:
            self._exchange.feed(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self._all.discard(self)
        if self in self._idle:
            self._idle.remove(self)
        if self._exchange is not None:
            self._exchange.end(exc)

    def _leave(self, *, may_stay: bool) -> None:
        self._exchange = None
        transport = self._transport
        if may_stay and not transport.is_closing() and not transport.get_write_buffer_size():
            self._idle_since = self._loop.time()
            self._idle.append(self)
        else:
            self.abort()


async def _ask(connection: _Connection, request: bytes, silence_seconds: float) -> Exchange:
    exchange = connection.send(request, silence_seconds)
    try:
        await exchange.begin()
    except BaseException:
        exchange.close()
        raise
    return exchange


@cache
def _system_trust() -> ssl.SSLContext:
    return ssl.create_default_context()

"""One request and its answer, as it comes over a connection.

Source: HTTP/1.1, RFC 9112; llhttp, behind httptools, knows where an answer begins and ends.
"""

import asyncio
from typing import Protocol

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

_MOST_HEAD_BYTES = 65_536  # of an answer, before its body
_MOST_HELD_BYTES = 262_144  # of a body that nobody has read; then its server has to wait
_INTERIM = range(100, 200)  # status of what comes before the answer


class UnreachedError(Exception):
    """No connection came about, or it ended before anything was answered."""


class Leave(Protocol):
    """Takes a connection back."""

    def __call__(self, *, may_stay: bool) -> None:
        """Take it; whether another request can follow is said."""
        ...


class Exchange:
    """A request that was sent, and its answer.

    Args:
        transport: That it was sent over.
        silence_seconds: How long the server may be silent, before its answer and within it.
        leave: Takes the connection back, once.

    Attributes:
        status: Of HTTP; 0 before the head has come.
        headers: By lower-case name.
        is_over: Whether all of the answer has come.
    """

    def __init__(self, transport: asyncio.Transport, silence_seconds: float, leave: Leave) -> None:
        self.status = 0
        self.headers: dict[bytes, bytes] = {}
        self.is_over = False
        self._transport = transport
        self._silence_seconds = silence_seconds
        self._leave: Leave | None = leave
        self._may_stay = False
        self._parser: HttpResponseParser | None = HttpResponseParser(self)
        self._loop = asyncio.get_running_loop()
        self._heard_at = self._loop.time()
        self._timer = self._loop.call_later(silence_seconds, self._check_silence)
        self._parts: list[bytes] = []
        self._held_bytes = self._head_bytes = 0
        self._failure: Exception | None = None
        self._waiter: asyncio.Future[None] | None = None

    async def begin(self) -> None:
        """Wait for the head of the answer.

        Raises:
            UnreachedError: The connection ended instead.
            ConnectionError: What came is no HTTP.
            TimeoutError: The server was silent for too long.
        """
        while not self.status:
            await self._wait()

    async def read(self) -> bytes:
        """Return what of the body came since; nothing at its end.

        Raises:
            ConnectionError: The server broke off, or what came is no HTTP.
            TimeoutError: It was silent for too long.
        """
        while not self._parts and not self.is_over:
            await self._wait()
        body = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        self._parts.clear()
        was_full, self._held_bytes = self._held_bytes > _MOST_HELD_BYTES, 0
        if was_full and not self._transport.is_closing():
            self._heard_at = self._loop.time()
            self._transport.resume_reading()
        return body

    def close(self) -> None:
        """Leave the connection; where more of the answer could come, the server hears of it."""
        self._stop()
        if self._leave is not None:
            leave, self._leave = self._leave, None
            leave(may_stay=self._may_stay)

    def feed(self, data: bytes) -> None:
        """Take what came over the connection."""
        self._heard_at = self._loop.time()
        if self._parser is None:  # more than was asked for
            self._may_stay = False
            return
        if not self.status:
            self._head_bytes += len(data)
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade):
            self._fail(ConnectionError("what came is no answer of HTTP/1.1"))
        if not self.status and self._head_bytes > _MOST_HEAD_BYTES:
            self._fail(ConnectionError("the head of an answer has no end"))
        self._wake()

    def end(self, error: Exception | None) -> None:
        """Take that the connection has ended; an answer without a length ends so."""
        if not self.status:
            self._fail(UnreachedError(f"no answer, but {error or 'an end'}"))
        elif not self.is_over and (error or self._has_length):
            self._fail(ConnectionError(f"an answer without its end, but {error or 'an end'}"))
        self.is_over = self.is_over or self._failure is None
        self._may_stay = False
        self._stop()
        self._wake()

    @property
    def _has_length(self) -> bool:
        return b"content-length" in self.headers or b"transfer-encoding" in self.headers

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; what follows the body is none."""
        if not self.status:
            self.headers[name.lower()] = value

    def on_headers_complete(self) -> None:
        """Take the end of a head."""
        status = self._parser.get_status_code() if self._parser else 0
        if status in _INTERIM:
            self.headers.clear()
        else:
            self.status = status

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        was_full = self._held_bytes > _MOST_HELD_BYTES
        self._parts.append(body)
        self._held_bytes += len(body)
        if self._held_bytes > _MOST_HELD_BYTES and not was_full:
            self._transport.pause_reading()

    def on_message_complete(self) -> None:
        """Take the end of the answer, or of what came before it."""
        if self.status and self._parser:
            self.is_over = True
            self._may_stay = self._parser.should_keep_alive()
            self._stop()

    def _fail(self, error: Exception) -> None:
        """Give up; the first reason counts."""
        self._failure = self._failure or error
        self._stop()

    def _stop(self) -> None:
        self._parser = None  # it holds this, and this holds it
        self._timer.cancel()

    async def _wait(self) -> None:
        if self._failure is not None:
            raise self._failure
        self._waiter = self._loop.create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def _check_silence(self) -> None:
        """Give up if nothing was heard, unless it is the reader who makes the server wait."""
        silent_until = self._heard_at + self._silence_seconds
        if silent_until <= self._loop.time():
            if self._held_bytes <= _MOST_HELD_BYTES:
                self._fail(TimeoutError())
                self._wake()
                return
            silent_until = self._loop.time() + self._silence_seconds
        self._timer = self._loop.call_at(silent_until, self._check_silence)

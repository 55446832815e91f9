"""A connection with limits that the HTTP server itself does not have.

Its parser takes headers of any length, for any time, and a caller who reads nothing of an answer
keeps it waiting for ever.
"""

import asyncio
import json
from dataclasses import dataclass
from typing import Any, ClassVar

from wasat.api.details import DOMAIN
from wasat.api.errors import JSON_TYPE, describe, upload_headers
from wasat.api.http.framing import end_by_closing, is_target, lacks_host, other_coding, take_host
from wasat.api.http.joined import JoinedHead
from wasat.api.http.uncopied import UncopiedBodies
from wasat.api.limits.bodies import too_slow
from wasat.status import ErrorInfo, HeadersTooLargeError, InvalidArgumentError, StatusError
from wasat.telemetry import CONNECTIONS_CUT

_BETWEEN = len(": \r\n")  # bytes of a header field besides its name and value


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a caller has to behave.

    Attributes:
        header_bytes: Most bytes of request line and headers together.
        headers: Most header fields.
        header_seconds: How long they may take, from their first byte or the connection's begin.
        idle_seconds: How long a caller may take nothing of an answer that waits, or send the rest
            of a body that was refused.
        connections: Most at the same time, of all callers; 0 is no limit.
    """

    header_bytes: int = 65_536
    headers: int = 128
    header_seconds: float = 30
    idle_seconds: float = 60
    connections: int = 0


def connection_class(manners: Manners) -> type["Connection"]:
    """Return what the server makes of every connection."""
    return type("MannerlyConnection", (Connection,), {"manners": manners})


class Connection(UncopiedBodies):
    """One connection of one caller.

    Attributes:
        manners: The same for all of a server.
    """

    manners: ClassVar[Manners] = Manners()

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 the server's own
        super().__init__(*arguments, **named)
        self.url = b""
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._is_in_message = False
        self._is_in_headers = False
        self._is_refused = False
        self._unparsed_bytes = 0
        self._header_bytes = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin, unless there are too many."""
        super().connection_made(JoinedHead(transport, self.loop))
        if 0 < self.manners.connections < len(self.connections):
            self._cut("crowd")
            return
        self._start("header", self.manners.header_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        for what in tuple(self._timers):
            self._stop(what)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse what came, as long as it is not too much."""
        if self._is_refused:
            return
        if not self._is_in_message:
            self._start("header", self.manners.header_seconds)
        began_before = self._is_in_headers
        super().data_received(data)
        if began_before and self._is_in_headers:
            self._unparsed_bytes += len(data)
            self._check_headers(self._unparsed_bytes)

    def on_message_begin(self) -> None:
        """Begin a request; its first bytes may have come with others."""
        super().on_message_begin()
        self._is_in_message = self._is_in_headers = True
        self._unparsed_bytes = self._header_bytes = 0

    def on_url(self, url: bytes) -> None:
        """Take a piece of the URL."""
        super().on_url(url)
        self._header_bytes += len(url)
        self._check_headers(self._header_bytes)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; a trailer is counted and dropped, or it could pass for one."""
        self._header_bytes += len(name) + len(value) + _BETWEEN
        if self._is_in_headers and not self._is_refused:
            super().on_header(name, value)
        self._check_headers(self._header_bytes)

    def on_headers_complete(self) -> None:
        """Let the application begin."""
        if not is_target(self.url):
            self.send_400_response("The target of a request is a path or a whole URL.")
        elif coding := other_coding(self.headers):
            self._refuse(_unknown_coding(coding))
        elif lacks_host(self.headers, self.parser.get_http_version()):
            self.send_400_response("A request of HTTP/1.1 has one header field Host.")
        self._is_in_headers = False
        self._stop("header")
        if self._is_refused:
            return
        take_host(self.headers, self.url)
        super().on_headers_complete()
        if self.parser.get_http_version() == "1.0":
            end_by_closing(self.cycle)

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body."""
        if not self._is_refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """End a request."""
        self._is_in_message = False
        self._stop("rest")
        if not self._is_refused:
            super().on_message_complete()

    def on_response_complete(self) -> None:
        """End an answer; the rest of a body that nobody wants must come soon."""
        super().on_response_complete()
        if self._is_in_message and self.cycle.response_complete:
            self._unset_keepalive_if_required()
            self._start("rest", self.manners.idle_seconds)

    def pause_writing(self) -> None:
        """Wait for the caller to take what was written."""
        super().pause_writing()
        self._start("answer", self.manners.idle_seconds)

    def resume_writing(self) -> None:
        """Go on writing."""
        self._stop("answer")
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP."""
        info = ErrorInfo(reason="NOT_HTTP", domain=DOMAIN)
        self._refuse(InvalidArgumentError(msg, details=[info]))

    def _check_headers(self, header_bytes: int) -> None:
        manners = self.manners
        if header_bytes <= manners.header_bytes and len(self.headers) <= manners.headers:
            return
        info = ErrorInfo(reason="HEADERS_TOO_LARGE", domain=DOMAIN)
        self._refuse(
            HeadersTooLargeError(
                f"Request line and headers have at most {manners.header_bytes} bytes in"
                f" {manners.headers} fields; this request has more.",
                details=[info],
            )
        )

    def _refuse(self, error: StatusError) -> None:
        """Answer, if it is this request's turn, and end the connection."""
        if self._is_refused:
            return
        self._is_refused = True
        CONNECTIONS_CUT.labels(why="refused").inc()
        if self._may_answer():
            self.transport.write(_render(error, self.url.decode("ascii", "replace")))
            self.transport.close()
        elif self.cycle.response_complete:  # what was refused is the rest of its request
            self.transport.close()
        else:  # and what is owed to the requests before is still sent
            self.cycle.keep_alive = False

    def _may_answer(self) -> bool:
        """Return whether the request that is parsed is next, and nothing was sent for it."""
        cycle: Any = self.cycle
        if self._is_in_message and not self._is_in_headers:
            return not (cycle.response_started or self.pipeline)
        return cycle is None or cycle.response_complete

    def _start(self, what: str, seconds: float) -> None:
        if what not in self._timers:
            self._timers[what] = self.loop.call_later(seconds, self._run_out, what)

    def _stop(self, what: str) -> None:
        if (timer := self._timers.pop(what, None)) is not None:
            timer.cancel()

    def _run_out(self, what: str) -> None:
        del self._timers[what]
        if what == "header" and self._is_in_headers:
            self._refuse(too_slow("a whole header", self.manners.header_seconds))
        else:
            self._cut(what)

    def _cut(self, why: str) -> None:
        """End the connection, what was written and cannot be sent included."""
        CONNECTIONS_CUT.labels(why=why).inc()
        if not self.transport.is_closing():
            self.transport.abort()


def _unknown_coding(coding: str) -> InvalidArgumentError:
    info = ErrorInfo(reason="TRANSFER_ENCODING_UNSUPPORTED", domain=DOMAIN)
    text = f"Transfer-Encoding is chunked or is not sent, not {coding[:60]!r}."
    return InvalidArgumentError(text, details=[info])


def _render(error: StatusError, url: str) -> bytes:
    """Write an answer by hand, since no application has begun."""
    body = json.dumps(describe(error), indent=2).encode() + b"\n"
    headers = {
        "content-type": JSON_TYPE,
        "content-length": str(len(body)),
        "x-content-type-options": "nosniff",
        "connection": "close",
        **upload_headers(url.partition("?")[0]),
    }
    lines = [f"HTTP/1.1 {error.http_status} Refused", *map(": ".join, headers.items()), "", ""]
    return "\r\n".join(lines).encode() + body

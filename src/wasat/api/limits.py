"""What one connection may do to us, and the one line that is kept of every request."""

from time import perf_counter

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wasat.api.auth import PROJECT
from wasat.telemetry import REQUEST_SECONDS, REQUESTS

_GONE = 499  # Source: nginx; the caller went before an answer
_log = structlog.get_logger(__name__)


class RefuseEarly:
    """Closes the connection when a body that was announced with `Expect` is refused unread.

    Such a caller waits for our leave to send. Refused, it may leave out the body that its headers
    promise, and then its next request would be read as that body.

    Args:
        app: What may refuse.

    Source:
        RFC 9110, section 10.1.1.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not _expects_leave(scope):
            await self._app(scope, receive, send)
            return
        is_read = False

        async def read() -> Message:
            nonlocal is_read
            is_read = True
            return await receive()

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and not is_read:
                headers = [*message.get("headers", ()), (b"connection", b"close")]
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, read, answer)


class RequestLog:
    """Writes one line a request and counts it; never a path, a parameter, a header or a body.

    Args:
        app: What answers; failures should be answers already when they leave it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = perf_counter()
        seen = _Seen()

        async def read() -> Message:
            message = await receive()
            seen.received_bytes += len(message.get("body", b""))
            return message

        async def answer(message: Message) -> None:
            seen.status = message.get("status", seen.status)
            seen.sent_bytes += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, read, answer)
        finally:
            _note(scope, seen, perf_counter() - begun)


class _Seen:
    """What passed by."""

    def __init__(self) -> None:
        self.status = _GONE
        self.received_bytes = 0
        self.sent_bytes = 0


def _note(scope: Scope, seen: _Seen, seconds: float) -> None:
    call = str(getattr(scope.get("route"), "name", "unrouted"))
    REQUESTS.labels(call=call, status=str(seen.status)).inc()
    REQUEST_SECONDS.labels(call=call).observe(seconds)
    _log.info(
        "request",
        call=call,
        method=scope["method"],
        status=seen.status,
        milliseconds=round(seconds * 1000, 1),
        received_bytes=seen.received_bytes,
        sent_bytes=seen.sent_bytes,
        project=scope.get(PROJECT, ""),
    )


def _expects_leave(scope: Scope) -> bool:
    return any(
        name == b"expect" and value.strip().lower() == b"100-continue"
        for name, value in scope["headers"]
    )

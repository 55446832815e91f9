"""What is kept of a request: one line, and two counts."""

from time import perf_counter

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wasat.telemetry import REQUEST_SECONDS, REQUESTS

PROJECT = "wasat.project"  # where whoever checks the key notes in the scope whose request it is
_GONE = 499  # Source: nginx; the caller went before an answer
_log = structlog.get_logger(__name__)


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

"""What is kept of a request, found by its id: one line, its counts, and a span."""

import re
import secrets
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from time import perf_counter

import structlog
from opentelemetry.propagate import extract
from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from prometheus_client import Counter, Histogram
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wasat.telemetry import (
    RECEIVED_BYTES,
    REQUEST,
    REQUEST_SECONDS,
    REQUESTS,
    SENT_BYTES,
    TRACER,
    is_tracing,
)

PROJECT = "wasat.project"  # where whoever checks the key notes in the scope whose request it is
REQUEST_ID = "x-wasat-request-id"
_GIVEN_ID = "x-request-id"  # what proxies call theirs; it is taken over, so that logs can be joined
_FIT_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_OURS = 500  # and above: our fault
_GONE = 499  # Source: nginx; the caller went before an answer
_log = structlog.get_logger(__name__)


class RequestLog:
    """Writes one line a request and counts it; never a path, a parameter, a header or a body.

    Every answer bears the id of its request, as does every line that is logged on the way.

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
        seen = _Seen(scope)

        async def read() -> Message:
            message = await receive()
            seen.received_bytes += len(message.get("body", b""))
            return message

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen.status = message["status"]
                named = (REQUEST_ID.encode(), seen.id.encode())
                message = {**message, "headers": [*message.get("headers", ()), named]}
            seen.sent_bytes += len(message.get("body", b""))
            await send(message)

        before = REQUEST.set(seen.id)
        with _tracing(scope, seen) if is_tracing() else nullcontext():
            try:
                await self._app(scope, read, answer)
            finally:
                _note(scope, seen)
                REQUEST.reset(before)


class _Seen:
    """What passed by."""

    def __init__(self, scope: Scope) -> None:
        given = Headers(scope=scope).get(_GIVEN_ID, "")
        self.id = given if _FIT_ID.fullmatch(given) else secrets.token_hex(8)
        self.begun = perf_counter()
        self.status = _GONE
        self.received_bytes = 0
        self.sent_bytes = 0


@contextmanager
def _tracing(scope: Scope, seen: _Seen) -> Generator[None]:
    """Have a span around a request, a child of the caller's if it tells of one.

    Source: OpenTelemetry semantic conventions for HTTP servers.
    """
    carrier = dict(Headers(scope=scope).items())
    with TRACER.start_as_current_span(
        scope["method"],
        context=extract(carrier),
        kind=SpanKind.SERVER,
        record_exception=False,  # its words may be a document's
        set_status_on_exception=False,
    ) as span:
        try:
            yield
        finally:
            if span.is_recording():
                _describe(span, scope, seen)


def _describe(span: Span, scope: Scope, seen: _Seen) -> None:
    call = _name_call(scope)
    span.update_name(f"{scope['method']} {call}")
    span.set_attributes(
        {
            "http.request.method": scope["method"],
            "http.route": call,
            "http.response.status_code": seen.status,
            "http.request.body.size": seen.received_bytes,
            "http.response.body.size": seen.sent_bytes,
            "wasat.request": seen.id,
        }
    )
    if seen.status >= _OURS:
        span.set_status(Status(StatusCode.ERROR))


def _name_call(scope: Scope) -> str:
    return str(getattr(scope.get("route"), "name", "unrouted"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meters:
    """What counts the requests of one method that end with one status."""

    requests: Counter
    seconds: Histogram
    received_bytes: Counter
    sent_bytes: Counter


@cache  # finding them by their labels takes longer than counting
def _find_meters(call: str, status: int) -> _Meters:
    return _Meters(
        requests=REQUESTS.labels(call=call, status=str(status)),
        seconds=REQUEST_SECONDS.labels(call=call),
        received_bytes=RECEIVED_BYTES.labels(call=call),
        sent_bytes=SENT_BYTES.labels(call=call),
    )


def _note(scope: Scope, seen: _Seen) -> None:
    call, seconds = _name_call(scope), perf_counter() - seen.begun
    meters = _find_meters(call, seen.status)
    meters.requests.inc()
    meters.seconds.observe(seconds)
    meters.received_bytes.inc(seen.received_bytes)
    meters.sent_bytes.inc(seen.sent_bytes)
    _log.info(
        "request",
        request=seen.id,
        call=call,
        method=scope["method"],
        status=seen.status,
        milliseconds=round(seconds * 1000, 1),
        received_bytes=seen.received_bytes,
        sent_bytes=seen.sent_bytes,
        project=scope.get(PROJECT, ""),
    )

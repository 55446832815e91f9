"""What is kept of a request, and when a connection ends."""

import pytest
from prometheus_client import REGISTRY
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.testing import capture_logs

from wasat.api.auth import PROJECT
from wasat.api.limits import RefuseEarly, RequestLog

EXPECTS = [(b"expect", b"100-Continue")]


def _scope(path: str = "/x", headers: list[tuple[bytes, bytes]] | None = None) -> Scope:
    return {
        "type": "http",
        "method": "POST",
        "path": path,
        "query_string": b"key=secret-key",
        "headers": headers or [],
    }


async def _call(app: ASGIApp, scope: Scope, *bodies: bytes) -> list[Message]:
    """Return what the application sends; after the bodies the caller is gone."""
    waiting: list[Message] = [
        {"type": "http.request", "body": body, "more_body": body is not bodies[-1]}
        for body in bodies
    ]
    sent: list[Message] = []

    async def receive() -> Message:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("no", 403)(scope, receive, send)


async def _read(request: Request) -> Response:
    request.scope[PROJECT] = "acme"
    return PlainTextResponse(f"{len(await request.body())} bytes")


def _reader() -> Starlette:
    return Starlette(routes=[Route("/x", _read, methods=["POST"], name="read_it")])


async def test_a_body_refused_unread_ends_the_connection() -> None:
    start, _ = await _call(RefuseEarly(_refuse), _scope(headers=EXPECTS))

    assert (b"connection", b"close") in start["headers"]


async def test_a_body_that_was_read_keeps_the_connection() -> None:
    start, _ = await _call(RefuseEarly(_reader()), _scope(headers=EXPECTS), b"abc")

    assert (b"connection", b"close") not in start["headers"]


async def test_a_refusal_without_expectation_keeps_the_connection() -> None:
    start, _ = await _call(RefuseEarly(_refuse), _scope())

    assert (b"connection", b"close") not in start["headers"]


@pytest.mark.parametrize("wrapper", [RefuseEarly, RequestLog])
async def test_what_is_no_request_passes_unchanged(wrapper: type[RefuseEarly | RequestLog]) -> None:
    seen: list[Scope] = []

    async def note(scope: Scope, receive: Receive, send: Send) -> None:
        del receive, send
        seen.append(scope)

    await _call(wrapper(note), {"type": "lifespan"})

    assert seen == [{"type": "lifespan"}]


async def test_a_request_leaves_one_line_of_facts() -> None:
    with capture_logs() as lines:
        await _call(RequestLog(_reader()), _scope(), b"secret ", b"words")

    (line,) = lines
    assert line.pop("milliseconds") >= 0
    assert line == {
        "event": "request",
        "log_level": "info",
        "call": "read_it",
        "method": "POST",
        "status": 200,
        "received_bytes": 12,
        "sent_bytes": 8,
        "project": "acme",
    }


async def test_the_line_holds_neither_key_nor_body_nor_path() -> None:
    with capture_logs() as lines:
        await _call(RequestLog(_reader()), _scope("/secret/path"), b"secret words")

    assert "secret" not in str(lines)
    assert (lines[0]["call"], lines[0]["status"]) == ("unrouted", 404)


async def test_a_request_is_counted_by_call_and_status() -> None:
    facts = {"call": "read_it", "status": "200"}
    before = REGISTRY.get_sample_value("wasat_requests_total", facts) or 0

    await _call(RequestLog(_reader()), _scope(), b"abc")

    assert REGISTRY.get_sample_value("wasat_requests_total", facts) == before + 1


async def test_a_caller_that_went_away_is_noted_as_499() -> None:
    async def leave(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive, send

    with capture_logs() as lines:
        await _call(RequestLog(leave), _scope())

    assert lines[0]["status"] == 499

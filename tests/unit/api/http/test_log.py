"""What is kept of a request."""

from prometheus_client import REGISTRY
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from structlog.testing import capture_logs

from tests.unit.api.http.asgi import call, make_scope
from wasat.api.http.log import PROJECT, RequestLog


async def _read(request: Request) -> Response:
    request.scope[PROJECT] = "acme"
    return PlainTextResponse(f"{len(await request.body())} bytes")


def _reader() -> Starlette:
    return Starlette(routes=[Route("/x", _read, methods=["POST"], name="read_it")])


async def test_a_request_leaves_one_line_of_facts() -> None:
    with capture_logs() as lines:
        await call(RequestLog(_reader()), make_scope(), b"secret ", b"words")

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
        await call(RequestLog(_reader()), make_scope("/secret/path"), b"secret words")

    assert "secret" not in str(lines)
    assert (lines[0]["call"], lines[0]["status"]) == ("unrouted", 404)


async def test_a_request_is_counted_by_call_and_status() -> None:
    facts = {"call": "read_it", "status": "200"}
    before = REGISTRY.get_sample_value("wasat_requests_total", facts) or 0

    await call(RequestLog(_reader()), make_scope(), b"abc")

    assert REGISTRY.get_sample_value("wasat_requests_total", facts) == before + 1


async def test_a_caller_that_went_away_is_noted_as_499() -> None:
    async def leave(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive, send

    with capture_logs() as lines:
        await call(RequestLog(leave), make_scope())

    assert lines[0]["status"] == 499


async def test_what_is_no_request_passes_unchanged() -> None:
    seen: list[Scope] = []

    async def note(scope: Scope, receive: Receive, send: Send) -> None:
        del receive, send
        seen.append(scope)

    await call(RequestLog(note), {"type": "lifespan"})

    assert seen == [{"type": "lifespan"}]

"""What is kept of a request."""

import pytest
from opentelemetry.trace import StatusCode
from prometheus_client import REGISTRY
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send
from structlog.testing import capture_logs

from tests.unit.api.http.asgi import call, make_scope
from tests.unit.spans import ended_spans, forget_spans
from wasat.api.http.log import PROJECT, RequestLog
from wasat.telemetry import REQUEST


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
    assert len(line.pop("request")) == 16
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


def _header(messages: list[Message], name: bytes) -> bytes:
    return dict(messages[0]["headers"])[name]


async def test_an_answer_bears_the_id_under_which_it_is_logged() -> None:
    with capture_logs() as lines:
        messages = await call(RequestLog(_reader()), make_scope(), b"abc")

    assert _header(messages, b"x-wasat-request-id").decode() == lines[0]["request"]


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [(b"proxy-0123", True), (b"short", False), (b"no spaces, please", False), (b"a" * 65, False)],
)
async def test_the_id_that_a_proxy_gave_is_taken_over(given: bytes, *, is_taken: bool) -> None:
    scope = make_scope(headers=[(b"x-request-id", given)])

    messages = await call(RequestLog(_reader()), scope, b"abc")

    assert (_header(messages, b"x-wasat-request-id") == given) is is_taken


async def test_whatever_is_logged_on_the_way_bears_the_id_too() -> None:
    seen: list[object] = []

    async def look(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(REQUEST.get())
        await _reader()(scope, receive, send)

    messages = await call(RequestLog(look), make_scope(), b"abc")

    assert seen == [_header(messages, b"x-wasat-request-id").decode()]
    assert REQUEST.get() == ""


async def test_bytes_are_counted_both_ways() -> None:
    def count(name: str) -> float:
        return REGISTRY.get_sample_value(f"wasat_{name}_bytes_total", {"call": "read_it"}) or 0

    before = count("received"), count("sent")

    await call(RequestLog(_reader()), make_scope(), b"secret ", b"words")

    assert (count("received") - before[0], count("sent") - before[1]) == (12, 8)


async def test_a_request_leaves_a_span_below_the_callers() -> None:
    forget_spans()
    parent = b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    await call(RequestLog(_reader()), make_scope(headers=[(b"traceparent", parent)]), b"abc")

    (span,) = ended_spans()
    attributes = span.attributes or {}
    assert span.name == "POST read_it"
    assert span.parent is not None
    assert f"{span.parent.span_id:x}" == "b7ad6b7169203331"
    assert attributes["http.response.status_code"] == 200
    assert "secret-key" not in span.to_json()


async def test_a_fault_of_ours_is_an_error_in_the_span_without_its_words() -> None:
    async def fail(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        await send({"type": "http.response.start", "status": 500, "headers": []})
        raise ValueError("secret words")

    forget_spans()
    with pytest.raises(ValueError, match="secret"):
        await call(RequestLog(fail), make_scope())

    (span,) = ended_spans()
    assert span.status.status_code is StatusCode.ERROR
    assert "secret words" not in span.to_json()

"""When a connection ends because a body was refused unread."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from tests.unit.api.http.asgi import call, make_scope
from wasat.api.http.expect import RefuseEarly

EXPECTS = [(b"expect", b"100-Continue")]


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("no", 403)(scope, receive, send)


async def _read(scope: Scope, receive: Receive, send: Send) -> None:
    await Request(scope, receive).body()
    await PlainTextResponse("yes")(scope, receive, send)


async def test_a_body_refused_unread_ends_the_connection() -> None:
    start, _ = await call(RefuseEarly(_refuse), make_scope(headers=EXPECTS))

    assert (b"connection", b"close") in start["headers"]


async def test_a_body_that_was_read_keeps_the_connection() -> None:
    start, _ = await call(RefuseEarly(_read), make_scope(headers=EXPECTS), b"abc")

    assert (b"connection", b"close") not in start["headers"]


async def test_a_refusal_without_expectation_keeps_the_connection() -> None:
    start, _ = await call(RefuseEarly(_refuse), make_scope())

    assert (b"connection", b"close") not in start["headers"]


async def test_what_is_no_request_passes_unchanged() -> None:
    seen: list[Scope] = []

    async def note(scope: Scope, receive: Receive, send: Send) -> None:
        del receive, send
        seen.append(scope)

    await call(RefuseEarly(note), {"type": "lifespan"})

    assert seen == [{"type": "lifespan"}]

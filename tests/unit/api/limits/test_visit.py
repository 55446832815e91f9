import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from tests.unit.api.http.asgi import call, make_scope
from wasat.api.limits.keys import KeyLimits, Rates
from wasat.api.limits.visit import VISIT, Visit, Visits
from wasat.status import ResourceExhaustedError


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    visit: Visit = scope[VISIT]
    visit.enter("a")
    await Request(scope, receive).body()
    await PlainTextResponse("yes")(scope, receive, send)


async def test_a_place_is_held_until_the_answer_was_sent() -> None:
    limits = KeyLimits(Rates(requests_at_once=1))
    app = Visits(_answer, limits)

    for _ in range(3):
        await call(app, make_scope(), b"abc")

    limits.enter("a", 0)
    with pytest.raises(ResourceExhaustedError):
        await call(app, make_scope(), b"abc")


async def test_a_place_is_given_back_when_the_answer_fails() -> None:
    async def fail(scope: Scope, receive: Receive, send: Send) -> None:
        del receive, send
        scope[VISIT].enter("a")
        raise RuntimeError

    limits = KeyLimits(Rates(requests_at_once=1))
    for _ in range(3):
        with pytest.raises(RuntimeError):
            await call(Visits(fail, limits), make_scope())


async def test_bytes_of_the_body_are_charged_as_they_come() -> None:
    limits = KeyLimits(Rates(bytes_per_minute=10), lambda: 0.0)
    app = Visits(_answer, limits)
    scope = make_scope(headers=[(b"transfer-encoding", b"chunked")])

    await call(app, scope, b"12345", b"67890")

    with pytest.raises(ResourceExhaustedError, match="10 bytes a minute"):
        await call(app, scope, b"1")


@pytest.mark.parametrize(
    ("headers", "is_refused"),
    [
        ([(b"content-length", b"11")], True),
        ([(b"transfer-encoding", b"chunked")], True),
        ([(b"content-length", b"0")], False),
        ([(b"content-length", b"x")], False),
        ([], False),
    ],
)
async def test_what_counts_as_a_body(
    headers: list[tuple[bytes, bytes]], *, is_refused: bool
) -> None:
    limits = KeyLimits(Rates(bytes_per_minute=10), lambda: 0.0)
    limits.charge("a", 10)
    try:
        await call(Visits(_answer, limits), make_scope(headers=headers), b"")
    except ResourceExhaustedError:
        assert is_refused
    else:
        assert not is_refused


async def test_a_request_counts_once_however_often_it_enters() -> None:
    visit = Visit(KeyLimits(Rates(requests_at_once=1)), 0)
    visit.enter("a")
    visit.enter("a")


async def test_an_upload_counts_for_who_began_it() -> None:
    limits = KeyLimits(Rates(requests_at_once=2))
    first = Visit(limits, 0)
    first.enter("a")
    first.own_upload("u1")
    Visit(limits, 0).enter_upload("u1", "acme")
    with pytest.raises(ResourceExhaustedError):
        Visit(limits, 0).enter("a")

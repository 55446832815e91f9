import asyncio

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.unit.api.http.asgi import make_scope
from tests.unit.api.limits.patience import patiently
from wasat.api.errors import ErrorBoundary
from wasat.api.limits.bodies import PacedBody

SECONDS = 60.0
LEAST = 6000  # bytes in that time


async def read(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


class Caller:
    """Sends pieces of a body, each after a pause, and then nothing more.

    Args:
        pieces: Seconds of the pause, bytes of the piece.
        is_whole: Whether the last one ends the body.
    """

    def __init__(self, *pieces: tuple[float, int], is_whole: bool = True) -> None:
        self._pieces = list(pieces)
        self._is_whole = is_whole

    async def receive(self) -> Message:
        if not self._pieces:
            await asyncio.Event().wait()
        pause, size = self._pieces.pop(0)
        await asyncio.sleep(pause)
        more = bool(self._pieces) or not self._is_whole
        return {"type": "http.request", "body": b"a" * size, "more_body": more}


def answer(caller: Caller, app: ASGIApp = read, *, rate: int = LEAST // 60) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    paced = PacedBody(ErrorBoundary(app), seconds=SECONDS, bytes_per_second=rate)
    patiently(paced(make_scope(path="/upload/v1/files"), caller.receive, send))
    return sent


def test_a_body_that_comes_is_passed_on() -> None:
    start, body = answer(Caller((0, 2), (59, 1)))

    assert (start["status"], body["body"]) == (200, b"3")


@pytest.mark.parametrize("pieces", [[], [(0, 1)], [(0, LEAST), (1, LEAST - 1)]])
def test_a_body_that_stops_is_refused_and_the_connection_ends(
    pieces: list[tuple[float, int]],
) -> None:
    start, body = answer(Caller(*pieces, is_whole=False))

    headers = dict(start["headers"])
    assert start["status"] == 408
    assert headers[b"connection"] == b"close"
    assert headers[b"x-goog-upload-status"] == b"final"
    assert b"expected at least 6000 bytes of the body in 60 s" in body["body"]


@pytest.mark.parametrize(("size", "status"), [(1, 408), (990, 408), (1250, 200), (5000, 200)])
def test_a_body_that_trickles_is_refused_though_each_piece_comes_in_time(
    size: int, status: int
) -> None:
    start, _ = answer(Caller(*[(10.0, size)] * 100))

    assert start["status"] == status


def test_with_no_least_rate_one_byte_in_time_is_enough() -> None:
    start, _ = answer(Caller(*[(59.0, 1)] * 100), rate=0)

    assert start["status"] == 200


def test_the_time_that_we_take_ourselves_does_not_count() -> None:
    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        async for _ in Request(scope, receive).stream():
            await asyncio.sleep(2 * SECONDS)
        await PlainTextResponse("done")(scope, receive, send)

    start, _ = answer(Caller((1, 1), (1, 1), (1, 1)), slow)

    assert start["status"] == 200


def test_after_the_body_waiting_for_the_caller_to_leave_may_take_any_time() -> None:
    async def stay(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await receive()
        await PlainTextResponse("left")(scope, receive, send)

    caller = Caller((0, 1))

    async def receive() -> Message:
        if caller._pieces:
            return await caller.receive()
        await asyncio.sleep(1000 * SECONDS)
        return {"type": "http.disconnect"}

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    patiently(PacedBody(stay, seconds=SECONDS, bytes_per_second=1)(make_scope(), receive, send))

    assert sent[0]["status"] == 200

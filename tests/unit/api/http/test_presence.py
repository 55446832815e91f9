"""Work that ends when the caller goes."""

import asyncio

import pytest
from starlette.requests import ClientDisconnect, Request

from wasat.api.http.presence import while_present


def make_request(*messages: dict[str, object]) -> Request:
    waiting = list(messages)

    async def receive() -> dict[str, object]:
        if not waiting:
            await asyncio.Event().wait()
        return waiting.pop(0)

    return Request({"type": "http", "headers": []}, receive)


async def say(word: str) -> str:
    return word


async def fail() -> str:
    raise KeyError("x")


async def test_who_stays_gets_the_result() -> None:
    assert await while_present(make_request(), say("a")) == "a"


async def test_what_fails_fails() -> None:
    with pytest.raises(KeyError):
        await while_present(make_request(), fail())


async def test_who_goes_ends_the_work() -> None:
    was_ended = asyncio.Event()

    async def work() -> str:
        try:
            await asyncio.Event().wait()
        finally:
            was_ended.set()
        return "late"

    request = make_request({"type": "http.request"}, {"type": "http.disconnect"})
    with pytest.raises(ClientDisconnect):
        await while_present(request, work())
    assert was_ended.is_set()

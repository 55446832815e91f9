import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from examples.local_server import free_port
from wasat.adapters.models.http.exchange import UnreachedError
from wasat.adapters.models.replicas import FAILURES_TO_OPEN, OPEN_SECONDS, Replicas
from wasat.adapters.models.session import ModelSession, Patience
from wasat.status import DeadlineExceededError, InternalError, RetryInfo, UnavailableError


async def say_up(_: web.Request) -> web.Response:
    return web.json_response({"up": True})


async def say_nothing(_: web.Request) -> web.Response:
    return web.Response(text="<html>")


async def test_a_server_that_comes_up_meanwhile_is_reached() -> None:
    probe = TestServer(web.Application(), host="127.0.0.1")
    await probe.start_server()
    port = probe.port
    await probe.close()
    app = web.Application()
    app.router.add_get("/v1/models", say_up)
    session = ModelSession(Replicas([f"http://127.0.0.1:{port}/v1"]))

    asking = asyncio.create_task(session.ask("models"))
    await asyncio.sleep(0)
    async with TestServer(app, host="127.0.0.1", port=port):
        assert await asking == {"up": True}
    await session.close()


async def test_a_server_left_alone_is_not_even_tried() -> None:
    replicas = Replicas(["http://127.0.0.1:9"])
    for _ in range(FAILURES_TO_OPEN):
        replicas.fail(replicas.choose("")[0])
    session = ModelSession(replicas)

    with pytest.raises(UnavailableError) as caught:
        await session.ask("models")

    await session.close()
    assert caught.value.__cause__ is None


async def test_a_server_that_cannot_be_reached_is_tried_thrice_and_then_left_alone() -> None:
    clock = asyncio.get_running_loop().time
    session = ModelSession(Replicas([f"http://127.0.0.1:{free_port()}"]))

    begun = clock()
    with pytest.raises(UnavailableError) as tried:
        await session.ask("models")
    seconds = clock() - begun
    with pytest.raises(UnavailableError) as left:
        await session.ask("models")

    await session.close()
    assert isinstance(tried.value.__cause__, UnreachedError)
    assert seconds >= 0.5, "it waits between tries, ever longer"
    assert left.value.__cause__ is None
    (wait,) = [each for each in left.value.details if isinstance(each, RetryInfo)]
    assert 5 < wait.delay_seconds <= OPEN_SECONDS


async def test_a_server_that_answers_has_its_failures_forgiven() -> None:
    app = web.Application()
    app.router.add_get("/v1/models", say_up)
    async with TestServer(app, host="127.0.0.1") as server:
        replicas = Replicas([str(server.make_url("/v1"))])
        session = ModelSession(replicas)
        for _ in range(3):
            for _ in range(FAILURES_TO_OPEN - 1):
                replicas.fail(replicas.choose("")[0])
            assert await session.ask("models") == {"up": True}
        await session.close()


async def test_a_server_that_took_a_question_and_is_silent_is_not_asked_again() -> None:
    asked: list[str] = []

    async def wait(request: web.Request) -> web.Response:
        asked.append(request.path)
        await asyncio.Event().wait()
        return web.Response()

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", wait)
    async with TestServer(app, host="127.0.0.1", handler_cancellation=True) as server:
        session = ModelSession(
            Replicas([str(server.make_url("/v1"))]), patience=Patience(silence_seconds=0.1)
        )
        with pytest.raises(DeadlineExceededError, match=r"silent for 0\.1 seconds"):
            await session.open("chat/completions", {})
        await session.close()

    assert asked == ["/v1/chat/completions"]


async def test_what_does_not_speak_http_is_told_as_such() -> None:
    async def greet(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0-OpenSSH\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        session = ModelSession(Replicas([f"http://127.0.0.1:{port}"]))
        with pytest.raises(UnavailableError, match="does not speak HTTP"):
            await session.ask("models")
        await session.close()


async def test_what_is_no_json_is_an_error() -> None:
    app = web.Application()
    app.router.add_get("/models", say_nothing)
    async with TestServer(app, host="127.0.0.1") as server:
        session = ModelSession(Replicas([str(server.make_url("/"))]))
        with pytest.raises(InternalError, match="did not answer with JSON"):
            await session.ask("models")
        await session.close()


async def test_a_key_is_sent_with_every_call() -> None:
    seen: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append(request.headers["authorization"])
        return web.json_response({})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(app, host="127.0.0.1") as server:
        session = ModelSession(
            Replicas([str(server.make_url("/v1"))]), headers={"authorization": "Bearer k"}
        )
        await session.ask("models")
        await session.ask("/props")
        (await session.open("chat/completions", {})).close()
        await session.close()

    assert seen == ["Bearer k"] * 3


class Endless:
    """Answers without an end, until it is left."""

    def __init__(self, status: int, piece: bytes) -> None:
        self._status = status
        self._piece = piece
        self.has_begun = asyncio.Event()
        self.was_left = asyncio.Event()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(status=self._status)
        await response.prepare(request)
        try:
            while True:
                await response.write(self._piece)
                self.has_begun.set()
                await asyncio.sleep(0)
        except (asyncio.CancelledError, ConnectionError):
            self.was_left.set()
            raise

    def serve(self) -> TestServer:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self.answer)
        return TestServer(app, host="127.0.0.1", handler_cancellation=True)


async def test_a_failure_that_is_told_for_ever_is_left() -> None:
    endless = Endless(500, b"x" * 65_536)
    async with endless.serve() as server:
        session = ModelSession(Replicas([str(server.make_url("/v1"))]))
        with pytest.raises(UnavailableError):
            await session.ask("models")

        await asyncio.wait_for(endless.was_left.wait(), 5)
        await session.close()


async def test_a_question_that_is_cancelled_ends_the_work_at_the_server() -> None:
    endless = Endless(200, b" ")
    async with endless.serve() as server:
        session = ModelSession(Replicas([str(server.make_url("/v1"))]))
        asking = asyncio.create_task(session.ask("models"))
        await endless.has_begun.wait()
        for _ in range(20):  # until it reads
            await asyncio.sleep(0)

        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await asyncio.wait_for(endless.was_left.wait(), 5)
        await session.close()

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from tests.make.elsewhere import serve_elsewhere
from wasat.adapters.models.http.connections import Connections
from wasat.adapters.models.http.exchange import Exchange, UnreachedError

HELLO = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Handle = Callable[[int, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Raw:
    """A server without a protocol.

    Args:
        handle: Serves a connection, of which it is told the number.
    """

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        self.connections = 0
        self.lost = asyncio.Event()
        self.url = ""

    @asynccontextmanager
    async def serve(self) -> AsyncIterator["Raw"]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        try:
            yield self
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            await self._handle(self.connections, reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            self.lost.set()
        finally:
            writer.close()


async def take_request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
    return head + await reader.readexactly(int(length or 0))


async def greet(_: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        await take_request(reader)
        writer.write(HELLO)


async def read_all(exchange: Exchange) -> bytes:
    body = b""
    while part := await exchange.read():
        body += part
    exchange.close()
    return body


async def ask(connections: Connections, url: str, body: bytes | None = None) -> bytes:
    return await read_all(await connections.send(url, body, silence_seconds=5))


async def test_a_connection_is_used_again() -> None:
    connections = Connections(connect_seconds=5)
    async with Raw(greet).serve() as raw:
        for _ in range(3):
            assert await ask(connections, raw.url, b"{}") == b"hello"
        assert raw.connections == 1
        await asyncio.gather(ask(connections, raw.url), ask(connections, raw.url))
        assert raw.connections == 2, "one exchange at a time over each"
        connections.close()


async def test_what_is_sent_arrives() -> None:
    requests: list[bytes] = []

    async def note(_: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        requests.append(await take_request(reader))
        writer.write(HELLO)

    connections = Connections(connect_seconds=5, headers=(("authorization", "Bearer k"),))
    async with Raw(note).serve() as raw:
        await ask(connections, raw.url, b'{"a": 1}')
        connections.close()

    (request,) = requests
    assert request.startswith(b"POST /v1 HTTP/1.1\r\n")
    assert b"\r\nauthorization: Bearer k\r\n" in request
    assert request.endswith(b'\r\ncontent-length: 8\r\n\r\n{"a": 1}')


async def test_a_connection_that_was_closed_meanwhile_is_replaced() -> None:
    async def close_after_one(
        _: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await take_request(reader)
        writer.write(HELLO)

    connections = Connections(connect_seconds=5)
    async with Raw(close_after_one).serve() as raw:
        for _ in range(3):
            assert await ask(connections, raw.url) == b"hello"
            await asyncio.sleep(0.01)  # for the end to arrive
        assert raw.connections == 3
        connections.close()


async def test_an_end_that_crosses_a_question_on_its_way_is_made_good() -> None:
    async def close_on_the_second(
        number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await take_request(reader)
        writer.write(HELLO)
        await take_request(reader)
        if number > 1:
            writer.write(HELLO)

    connections = Connections(connect_seconds=5)
    async with Raw(close_on_the_second).serve() as raw:
        assert [await ask(connections, raw.url) for _ in range(2)] == [b"hello"] * 2
        assert raw.connections == 2
        connections.close()


async def test_a_server_that_ends_new_connections_is_not_reached() -> None:
    async def refuse(_: int, reader: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
        await take_request(reader)

    connections = Connections(connect_seconds=5)
    async with Raw(refuse).serve() as raw:
        with pytest.raises(UnreachedError):
            await ask(connections, raw.url)
        assert raw.connections == 1
        connections.close()


async def test_a_connection_is_not_kept_for_ever() -> None:
    connections = Connections(connect_seconds=5, idle_seconds=0.0)
    async with Raw(greet).serve() as raw:
        for _ in range(2):
            assert await ask(connections, raw.url) == b"hello"
        assert raw.connections == 2
        await asyncio.wait_for(raw.lost.wait(), 5)
        connections.close()


async def test_a_server_that_speaks_unasked_is_left() -> None:
    async def chatter(_: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await take_request(reader)
        writer.write(HELLO)
        await writer.drain()
        await asyncio.sleep(0.02)
        writer.write(HELLO)
        await take_request(reader)

    connections = Connections(connect_seconds=5)
    async with Raw(chatter).serve() as raw:
        await ask(connections, raw.url)
        await asyncio.wait_for(raw.lost.wait(), 5)
        assert await ask(connections, raw.url) == b"hello"
        assert raw.connections == 2
        connections.close()


@pytest.mark.parametrize("is_patient", [True, False])
async def test_who_leaves_early_ends_the_connection(*, is_patient: bool) -> None:
    async def go_on(_: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await take_request(reader)
        if is_patient:
            writer.write(HELLO[:-1])
        await reader.readexactly(1)

    connections = Connections(connect_seconds=5)
    async with Raw(go_on).serve() as raw:
        sending = asyncio.create_task(connections.send(raw.url, None, silence_seconds=5))
        if is_patient:
            (await sending).close()
        else:
            await asyncio.sleep(0.02)
            sending.cancel()
        await asyncio.wait_for(raw.lost.wait(), 5)
        connections.close()


async def test_closing_ends_what_is_under_way() -> None:
    async def wait(_: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await take_request(reader)
        writer.write(HELLO[:-1])
        await reader.readexactly(1)

    connections = Connections(connect_seconds=5)
    async with Raw(wait).serve() as raw:
        exchange = await connections.send(raw.url, None, silence_seconds=5)
        connections.close()

        with pytest.raises(ConnectionError):
            await read_all(exchange)
        assert connections.is_closed


@pytest.mark.parametrize("host", ["127.0.0.1:9", "no-such-host.invalid", "a..b"])
async def test_a_server_that_is_not_there_is_not_reached(host: str) -> None:
    with pytest.raises(UnreachedError):
        await ask(Connections(connect_seconds=5), f"http://{host}/v1")


async def test_a_server_that_takes_no_connection_in_time_is_not_reached() -> None:
    async def ignore(_: int, reader: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
        await reader.read()

    async with Raw(ignore).serve() as raw:
        url = raw.url.replace("http:", "https:")
        with pytest.raises(UnreachedError, match="TimeoutError"):
            await ask(Connections(connect_seconds=0.05), url)


async def test_an_encrypted_server_is_asked_if_it_is_who_it_says(tmp_path: Path) -> None:
    async def say(_: web.Request) -> web.Response:
        return web.Response(text="secret")

    async with serve_elsewhere(say, tmp_path) as elsewhere:
        url = elsewhere.url("/", host="127.0.0.1")
        believing = Connections(connect_seconds=5, trust=elsewhere.trust)
        assert await ask(believing, url) == b"secret"
        believing.close()
        with pytest.raises(UnreachedError, match="certificate"):
            await ask(Connections(connect_seconds=5), url)

"""Bodies of requests reach the application whole, without being copied on the way."""

import asyncio
from collections.abc import Sequence

from starlette.types import Receive, Scope, Send
from uvicorn import Config
from uvicorn.server import ServerState

from wasat.api.http.uncopied import UncopiedBodies

HEAD = b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: %d\r\n\r\n"
PACKETS = (b"first", b"second" * 20_000, b"third" * 30_000)


class Wire(asyncio.Transport):
    """A connection that goes nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.is_paused = False

    def pause_reading(self) -> None:
        self.is_paused = True

    def resume_reading(self) -> None:
        self.is_paused = False

    def is_closing(self) -> bool:
        return False


async def receive_all(packets: Sequence[bytes], *, at_once: bool) -> list[bytes]:
    """Return what the application is given of a body that comes in packets."""
    got: list[bytes] = []
    over = asyncio.Event()

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, send
        more = True
        while more:
            message = await receive()
            got.append(message["body"])
            more = message["more_body"]
        over.set()
        await asyncio.Event().wait()

    config = Config(app, lifespan="off", log_config=None)
    config.load()
    protocol = UncopiedBodies(config, ServerState(), {})
    wire = Wire()
    protocol.connection_made(wire)
    protocol.data_received(HEAD % sum(map(len, packets)))
    for packet in packets:
        protocol.data_received(packet)
        if not at_once:
            for _ in range(3):
                await asyncio.sleep(0)
    async with asyncio.timeout(5):
        await over.wait()
    for task in protocol.tasks:
        task.cancel()
    return got


async def test_each_packet_is_given_out_as_it_came() -> None:
    got = await receive_all(PACKETS, at_once=False)

    assert [part for part in got if part] == list(PACKETS)
    assert {type(part) for part in got} == {bytes}


async def test_packets_that_come_before_anybody_asks_are_given_out_in_order() -> None:
    got = await receive_all(PACKETS, at_once=True)

    assert b"".join(got) == b"".join(PACKETS)
    assert {type(part) for part in got} == {bytes}

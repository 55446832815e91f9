"""The head of an answer is sent with its body, and never later than the loop's next turn."""

import asyncio

from wasat.api.http.joined import JoinedHead

HEAD = b"HTTP/1.1 200 OK\r\n\r\n"


class Wire(asyncio.Transport):
    """A connection that goes nowhere."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.is_open = True

    def write(self, data: bytes | bytearray | memoryview) -> None:
        assert self.is_open
        self.written.append(bytes(data))

    def close(self) -> None:
        self.is_open = False

    def abort(self) -> None:
        self.is_open = False

    def is_closing(self) -> bool:
        return not self.is_open


def join() -> tuple[Wire, JoinedHead]:
    wire = Wire()
    return wire, JoinedHead(wire, asyncio.get_running_loop())


async def test_a_head_and_its_body_are_one_write() -> None:
    wire, joined = join()

    joined.write(HEAD)
    joined.write(b"body")
    joined.write(b"more")
    await asyncio.sleep(0)

    assert wire.written == [HEAD + b"body", b"more"]


async def test_a_head_whose_body_is_late_goes_alone() -> None:
    wire, joined = join()

    joined.write(HEAD)
    await asyncio.sleep(0)
    joined.write(b"body")

    assert wire.written == [HEAD, b"body"]


async def test_closing_sends_what_is_held() -> None:
    wire, joined = join()

    joined.write(HEAD)
    joined.close()
    await asyncio.sleep(0)

    assert (wire.written, joined.is_closing()) == ([HEAD], True)


async def test_aborting_sends_nothing_more() -> None:
    wire, joined = join()

    joined.write(HEAD)
    joined.abort()
    await asyncio.sleep(0)

    assert (wire.written, wire.is_open) == ([], False)

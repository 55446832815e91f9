import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.adapters.models.http.exchange import Exchange, UnreachedError

CHUNKED = (
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA: b\r\n\r\n"
    b"5\r\nhello\r\n6\r\n world\r\n0\r\nA: trailer\r\n\r\n"
)


class Transport(asyncio.Transport):
    """Notes what is done with it."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.is_gone = False

    def pause_reading(self) -> None:
        self.done.append("pause")

    def resume_reading(self) -> None:
        self.done.append("resume")

    def is_closing(self) -> bool:
        return self.is_gone


class Case:
    """An exchange over a transport that is none.

    Args:
        silence_seconds: As of the exchange.
    """

    def __init__(self, silence_seconds: float = 60) -> None:
        self.transport = Transport()
        self.left: list[bool] = []
        self.exchange = Exchange(self.transport, silence_seconds, self.leave)

    def leave(self, *, may_stay: bool) -> None:
        self.left.append(may_stay)

    def feed(self, parts: Sequence[bytes]) -> None:
        for part in parts:
            self.exchange.feed(part)

    async def read_all(self) -> bytes:
        await self.exchange.begin()
        body = b""
        while part := await self.exchange.read():
            body += part
        self.exchange.close()
        return body


async def test_an_answer_is_taken_apart() -> None:
    case = Case()
    case.feed([CHUNKED])

    assert await case.read_all() == b"hello world"
    assert case.exchange.status == 200
    assert case.exchange.headers[b"a"] == b"b", "what follows the body is no header"
    assert case.left == [True]


@given(st.sampled_from([CHUNKED, b"HTTP/1.1 429 No\r\nContent-Length: 3\r\n\r\nabc"]), st.data())
async def test_where_it_is_cut_makes_no_difference(whole: bytes, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, len(whole) - 1))))
    once, pieces = Case(), Case()
    once.feed([whole])
    pieces.feed([whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)], strict=True)])

    assert await pieces.read_all() == await once.read_all()
    assert pieces.exchange.status == once.exchange.status
    assert pieces.exchange.headers == once.exchange.headers
    assert pieces.left == once.left == [True]


async def test_what_comes_before_the_answer_is_not_the_answer() -> None:
    case = Case()
    case.feed([b"HTTP/1.1 103 Early\r\nA: b\r\n\r\n", b"HTTP/1.1 204 No\r\nC: d\r\n\r\n"])

    assert await case.read_all() == b""
    assert case.exchange.status == 204
    assert case.exchange.headers == {b"c": b"d"}


async def test_an_answer_without_a_length_ends_with_the_connection() -> None:
    case = Case()
    case.feed([b"HTTP/1.0 200 OK\r\n\r\n", b"all"])
    case.exchange.end(None)

    assert await case.read_all() == b"all"
    assert case.left == [False]


@pytest.mark.parametrize(
    ("head", "error"),
    [
        (b"content-length: 9", None),
        (b"transfer-encoding: chunked", None),
        (b"a: b", ConnectionResetError("reset")),
    ],
)
async def test_an_answer_that_breaks_off_is_none(head: bytes, error: Exception | None) -> None:
    case = Case()
    case.feed([b"HTTP/1.1 200 OK\r\n%b\r\n\r\n" % head])
    await case.exchange.begin()
    case.exchange.end(error)

    with pytest.raises(ConnectionError, match="without its end"):
        await case.exchange.read()


async def test_what_came_before_a_break_is_read_first() -> None:
    case = Case()
    case.feed([b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nfour"])
    case.exchange.end(None)

    assert await case.exchange.read() == b"four"
    with pytest.raises(ConnectionError):
        await case.exchange.read()


@pytest.mark.parametrize("error", [None, ConnectionResetError("reset")])
async def test_a_connection_that_ends_before_an_answer_was_not_reached(
    error: Exception | None,
) -> None:
    case = Case()
    case.exchange.end(error)

    with pytest.raises(UnreachedError, match=str(error or "an end")):
        await case.exchange.begin()


@pytest.mark.parametrize(
    "told",
    [
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\nPRI",
        b"HTTP/1.1 200 OK\r\nA: " + b"x" * 70_000,
    ],
)
async def test_what_is_no_answer_is_told_as_such(told: bytes) -> None:
    case = Case()
    case.feed([told])

    with pytest.raises(ConnectionError):
        await case.exchange.begin()
    case.exchange.close()
    assert case.left == [False]


async def test_a_body_that_is_no_body_breaks_off() -> None:
    case = Case()
    case.feed([b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", b"zz\r\n"])
    await case.exchange.begin()

    with pytest.raises(ConnectionError, match="no answer of HTTP"):
        await case.exchange.read()


async def test_a_connection_that_says_it_closes_is_not_kept() -> None:
    case = Case()
    case.feed([b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na"])

    assert await case.read_all() == b"a"
    assert case.left == [False]


async def test_a_connection_that_says_more_than_was_asked_is_not_kept() -> None:
    case = Case()
    case.feed([b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", b"HTTP/1.1 200 OK\r\n"])

    assert await case.read_all() == b"a"
    assert case.left == [False]


async def test_who_leaves_early_leaves_once_and_ends_the_connection() -> None:
    case = Case()
    case.feed([b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na"])

    case.exchange.close()
    case.exchange.close()

    assert case.left == [False]


async def test_a_server_that_nobody_reads_from_has_to_wait() -> None:
    case = Case()
    case.feed([b"HTTP/1.1 200 OK\r\nContent-Length: 600000\r\n\r\n", *[b"x" * 100_000] * 4])
    assert case.transport.done == ["pause"]

    assert len(await case.exchange.read()) == 400_000
    assert case.transport.done == ["pause", "resume"]

    case.feed([b"x" * 100_000])
    assert len(await case.exchange.read()) == 100_000
    assert case.transport.done == ["pause", "resume"], "a little was held, and nobody waited"


async def test_a_connection_that_is_gone_is_not_told_to_go_on() -> None:
    case = Case()
    case.feed([b"HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + b"x" * 300_000])
    case.transport.is_gone = True

    assert len(await case.exchange.read()) == 300_000
    assert case.transport.done == ["pause"]


async def test_a_server_that_is_silent_is_given_up() -> None:
    case = Case(silence_seconds=0.02)
    with pytest.raises(TimeoutError):
        await case.exchange.begin()


async def test_every_word_gives_a_server_its_time_anew() -> None:
    case = Case(silence_seconds=0.6)
    case.feed([b"HTTP/1.1 200 OK\r\n"])
    clock, feeding = asyncio.get_running_loop(), asyncio.create_task(drip(case, 3, 0.3))
    begun = clock.time()

    with pytest.raises(TimeoutError):
        await case.exchange.begin()

    assert clock.time() - begun > 0.9, "longer than one silence may be"
    await feeding


async def drip(case: Case, drops: int, seconds: float) -> None:
    for _ in range(drops):
        await asyncio.sleep(seconds)
        case.feed([b"a: b\r\n"])


async def test_a_server_that_has_to_wait_for_us_is_not_silent() -> None:
    case = Case(silence_seconds=0.02)
    case.feed([b"HTTP/1.1 200 OK\r\nContent-Length: 300001\r\n\r\n" + b"x" * 300_000])
    await asyncio.sleep(0.1)

    assert len(await case.exchange.read()) == 300_000
    with pytest.raises(TimeoutError):
        await case.exchange.read()

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.server import ServerState

from tests.unit.api.limits.patience import patiently
from wasat.api.limits.connection import Connection, Manners, connection_class

MANNERS = Manners(header_bytes=1000, headers=10, header_seconds=30, idle_seconds=60, connections=2)
HEAD = b"GET /x HTTP/1.1\r\nhost: a\r\n"


class Wire(asyncio.Transport):
    """The caller's end: what arrives there, and whether it is still open."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.is_open = True
        self.was_cut = False
        self.was_left_open = False

    def get_extra_info(self, name: str, default: object = None) -> object:
        return ("127.0.0.1", 1) if name in {"sockname", "peername"} else default

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += bytes(data)

    def is_closing(self) -> bool:
        return not self.is_open

    def close(self) -> None:
        self.is_open = False

    def abort(self) -> None:
        self.is_open = False
        self.was_cut = True

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass


class Line:
    """A server for some connections.

    Args:
        app: What it serves.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._config = uvicorn.Config(app, log_config=None, ws="none", lifespan="off")
        self._state = ServerState()

    def connect(self) -> tuple[Connection, Wire]:
        kind = connection_class(MANNERS)
        loop = asyncio.get_running_loop()
        connection = kind(config=self._config, server_state=self._state, app_state={}, _loop=loop)
        wire = Wire()
        connection.connection_made(wire)
        return connection, wire


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    request = Request(scope, receive)
    body = await request.body()
    names = ",".join(request.headers)
    await PlainTextResponse(f"{len(body)} {names}")(scope, receive, send)


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    await Response(status_code=403)(scope, receive, send)


Talk = Callable[[Connection, Wire], Awaitable[None]]


def talk(talking: Talk, app: ASGIApp = answer) -> Wire:
    """Let a caller talk over one connection, and return what came of it."""

    async def run() -> Wire:
        connection, wire = Line(app).connect()
        await talking(connection, wire)
        wire.was_left_open = wire.is_open
        connection.connection_lost(None)
        return wire

    return patiently(run())


def say(*pieces: bytes, pause: float = 0.0, app: ASGIApp = answer) -> Wire:
    """Send pieces, each after a pause, and look on for a moment."""

    async def talking(connection: Connection, wire: Wire) -> None:
        for piece in pieces:
            await asyncio.sleep(pause)
            if wire.is_open:
                connection.data_received(piece)
        await asyncio.sleep(0.1)

    return talk(talking, app)


def status(wire: Wire) -> int:
    return int(wire.written.split(b" ", 2)[1]) if wire.written else 0


def test_a_request_is_answered() -> None:
    wire = say(HEAD, b"content-length: 3\r\n\r\nabc")

    assert status(wire) == 200
    assert wire.written.endswith(b"3 host,content-length")


def test_two_requests_in_one_packet_are_both_answered() -> None:
    assert say(2 * (HEAD + b"\r\n")).written.count(b"200 OK") == 2


@pytest.mark.parametrize(
    "pieces",
    [
        [HEAD + b"a: " + 1000 * b"x" + b"\r\n\r\n"],
        [HEAD + b"a: ", *20 * [100 * b"x"]],  # a header that never ends
        [HEAD + 9 * b"a: x\r\n" + b"b: y\r\n\r\n"],
        [HEAD, *20 * [b"a: x\r\n"]],
        [b"GET /" + 1000 * b"x" + b" HTTP/1.1\r\n\r\n"],
        [b"GET /", *20 * [100 * b"x"]],
    ],
)
def test_headers_that_are_too_much_are_refused_and_end_the_connection(
    pieces: list[bytes],
) -> None:
    wire = say(*pieces)

    assert not wire.was_left_open
    assert status(wire) == 431


def test_a_refusal_of_headers_is_an_envelope_with_a_reason() -> None:
    wire = say(HEAD + 20 * b"a: x\r\n" + b"\r\n")

    head, _, body = wire.written.partition(b"\r\n\r\n")
    error = json.loads(body)["error"]
    assert head.startswith(b"HTTP/1.1 431 ")
    assert b"connection: close" in head
    assert b"x-goog-upload-status" not in head
    assert (error["code"], error["status"]) == (431, "INVALID_ARGUMENT")
    assert error["details"][0]["reason"] == "HEADERS_TOO_LARGE"


def test_on_an_upload_it_tells_the_uploads_status() -> None:
    wire = say(b"POST /upload/v1/files?upload_id=a HTTP/1.1\r\n" + 20 * b"a: x\r\n")

    assert b"431" in wire.written
    assert b"x-goog-upload-status: final" in wire.written


def test_as_many_headers_as_there_may_be_are_taken() -> None:
    assert status(say(HEAD + 9 * b"a: x\r\n" + b"\r\n")) == 200


def test_a_body_does_not_count_as_headers() -> None:
    head = HEAD + b"content-length: 5000\r\n\r\n"

    assert status(say(head, *50 * [100 * b"x"])) == 200


def test_what_is_not_http_is_refused_as_an_envelope() -> None:
    wire = say(b"\x16\x03\x01\x02\x00 not http\r\n\r\n")

    assert status(wire) == 400
    assert json.loads(wire.written.partition(b"\r\n\r\n")[2])["error"]["code"] == 400
    assert not wire.was_left_open


@pytest.mark.parametrize("coding", [b"gzip, chunked", b"gzip\r\ntransfer-encoding: chunked"])
def test_a_body_that_is_packed_for_its_way_is_refused(coding: bytes) -> None:
    body = b"3\r\nabc\r\n0\r\n\r\n"
    wire = say(HEAD + b"transfer-encoding: " + coding + b"\r\n\r\n" + body + HEAD + b"\r\n")

    error = json.loads(wire.written.partition(b"\r\n\r\n")[2])["error"]
    assert (error["code"], wire.was_left_open) == (400, False)
    assert error["message"] == "Transfer-Encoding is chunked or is not sent, not 'gzip, chunked'."
    assert error["details"][0]["reason"] == "TRANSFER_ENCODING_UNSUPPORTED"


@pytest.mark.parametrize("before", [b"", HEAD + b"\r\n"])
@pytest.mark.parametrize("line", [b"CONNECT b:443", b"GET http://", b"GET http://b"])
def test_a_target_without_a_path_is_refused(line: bytes, before: bytes) -> None:
    wire = say(before, line + b" HTTP/1.1\r\nhost: a\r\n\r\n", pause=0.1)

    assert wire.written.count(b"HTTP/1.1 400") == 1
    assert wire.written.endswith(b"}\n")
    assert not wire.was_left_open


@pytest.mark.parametrize("head", [b"GET /x HTTP/1.1\r\n", HEAD + b"Host: b\r\n"])
def test_a_request_for_nobody_or_for_two_is_refused(head: bytes) -> None:
    wire = say(head + b"\r\n" + HEAD + b"\r\n")

    error = json.loads(wire.written.partition(b"\r\n\r\n")[2])["error"]
    assert (error["code"], wire.was_left_open) == (400, False)
    assert error["message"] == "A request of HTTP/1.1 has one header field Host."


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b"first "
        yield b"second"

    await StreamingResponse(pieces())(scope, receive, send)


def test_an_older_client_is_sent_no_chunks() -> None:
    wire = say(b"GET /x HTTP/1.0\r\nconnection: keep-alive\r\n\r\n", app=stream)

    head, _, body = wire.written.partition(b"\r\n\r\n")
    assert body == b"first second"
    assert b"transfer-encoding" not in head
    assert b"connection: close" in head
    assert not wire.was_left_open
    assert not wire.was_cut


def test_others_are_sent_chunks() -> None:
    wire = say(HEAD + b"\r\n", app=stream)

    assert b"transfer-encoding: chunked" in wire.written
    assert wire.written.endswith(b"6\r\nsecond\r\n0\r\n\r\n")


def test_an_older_client_is_told_a_length_that_is_known() -> None:
    wire = say(b"GET /x HTTP/1.0\r\n\r\n")

    assert b"content-length: 2" in wire.written


def test_trailers_pass_for_no_headers() -> None:
    wire = say(
        HEAD + b"transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nx-goog-api-key: k\r\n\r\n"
    )

    assert wire.written.endswith(b"3 host,transfer-encoding")


def test_trailers_without_end_are_refused() -> None:
    head = HEAD + b"transfer-encoding: chunked\r\n\r\n0\r\n"
    wire = say(head, *20 * [b"a: " + 100 * b"x" + b"\r\n"])

    assert (status(wire), wire.was_left_open) == (431, False)


CHUNKED = HEAD + b"transfer-encoding: chunked\r\n\r\n"


@pytest.mark.parametrize("chunk", [b"zz\r\n", b"-1\r\n", b"3\r\nabcd\r\n", b"0x1\r\n", b"2\nab\n"])
def test_a_body_that_is_not_http_is_refused_as_an_envelope(chunk: bytes) -> None:
    wire = say(CHUNKED + chunk)

    assert (status(wire), wire.was_left_open) == (400, False)
    assert json.loads(wire.written.partition(b"\r\n\r\n")[2])["error"]["code"] == 400


def test_a_body_that_is_not_http_gets_no_second_answer() -> None:
    wire = say(CHUNKED, b"zz\r\n", app=refuse)

    assert wire.written.count(b"HTTP/1.1") == wire.written.count(b"403") == 1
    assert not wire.was_left_open


@pytest.mark.parametrize("second", [b"not http", HEAD + 20 * b"a: x\r\n"])
def test_what_is_refused_leaves_the_answer_before_it_whole(second: bytes) -> None:
    wire = say(HEAD + b"\r\n" + second + b"\r\n\r\n")

    assert wire.written.count(b"HTTP/1.1") == 1
    assert wire.written.endswith(b"0 host")
    assert not wire.was_left_open
    assert not wire.was_cut


UPGRADE = b"connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAM\r\n"


@pytest.mark.parametrize(
    ("pieces", "lengths"),
    [
        ([b"content-length: 3\r\n\r\nabc"], [3]),
        ([b"content-length: 3\r\n\r\n", b"a", b"bc"], [3]),
        ([b"transfer-encoding: chunked\r\n\r\n2\r\nab\r\n", b"0\r\n\r\n"], [2]),
        ([b"content-length: 0\r\n\r\n"], [0]),
        ([b"\r\n"], [0]),
        ([b"\r\n", HEAD + b"\r\n"], [0, 0]),
        ([b"\r\n" + HEAD + b"\r\n"], [0, 0]),
        ([b"content-length: 3\r\n\r\nabc" + HEAD + b"content-length: 1\r\n\r\na"], [3, 1]),
        (
            [b"content-length: 3\r\n\r\nGET" + HEAD + UPGRADE + b"content-length: 1\r\n\r\na"],
            [3, 1],
        ),
    ],
)
def test_who_asks_for_another_protocol_is_answered_in_this_one(
    pieces: list[bytes], lengths: list[int]
) -> None:
    wire = say(HEAD + UPGRADE + pieces[0], *pieces[1:])

    answers = wire.written.split(b"HTTP/1.1 200 OK\r\n")[1:]
    bodies = [answer.partition(b"\r\n\r\n")[2] for answer in answers]
    assert [int(body.split(b" ")[0]) for body in bodies] == lengths
    assert wire.was_left_open


def test_a_body_behind_a_wish_for_another_protocol_must_be_http_too() -> None:
    wire = say(HEAD + UPGRADE + b"transfer-encoding: chunked\r\n\r\nzz\r\n")

    assert (status(wire), wire.was_left_open) == (400, False)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([HEAD, *10 * [b"a: x\r\n"]], 408),  # each in time, all of them together not
        ([HEAD, b"\r\n"], 200),
        ([*10 * [b"\r\n"]], 0),  # nothing that could be answered
    ],
)
def test_a_header_that_takes_too_long_is_cut(pieces: list[bytes], expected: int) -> None:
    wire = say(*pieces, pause=10.0)

    assert status(wire) == expected
    assert wire.was_left_open is (expected == 200)


def test_a_connection_on_which_nothing_comes_is_cut() -> None:
    async def wait(connection: Connection, wire: Wire) -> None:
        del connection, wire
        await asyncio.sleep(31)

    assert talk(wait).was_cut


def test_the_next_header_has_its_own_time() -> None:
    wire = say(HEAD + b"\r\n", HEAD + b"\r\n", HEAD + b"\r\n", pause=4.0)

    assert wire.written.count(b"200 OK") == 3


def test_the_rest_of_a_refused_body_must_come_soon() -> None:
    head = HEAD + b"content-length: 1000\r\n\r\n"

    late = say(head, *7 * [b"x"], pause=10.0, app=refuse)
    soon = say(head, 1000 * b"x", HEAD + b"\r\n", app=refuse)

    assert late.was_cut
    assert soon.written.count(b" 403 ") == 2


def test_a_caller_who_takes_nothing_of_an_answer_is_cut() -> None:
    async def take_nothing(connection: Connection, wire: Wire) -> None:
        connection.data_received(HEAD + b"\r\n")
        connection.pause_writing()
        await asyncio.sleep(59)
        assert wire.is_open
        await asyncio.sleep(2)

    assert talk(take_nothing).was_cut


def test_a_caller_who_takes_it_slowly_is_not() -> None:
    async def take_slowly(connection: Connection, wire: Wire) -> None:
        connection.data_received(HEAD + b"\r\n")
        for _ in range(5):
            connection.pause_writing()
            await asyncio.sleep(50)
            connection.resume_writing()
        assert not wire.was_cut

    talk(take_slowly)


def test_more_connections_than_there_may_be_are_closed_at_once() -> None:
    async def connect() -> list[bool]:
        line = Line(answer)
        ends = [line.connect() for _ in range(3)]
        are_open = [wire.is_open for _, wire in ends]
        for connection, _ in ends:
            connection.connection_lost(None)
        return are_open

    assert patiently(connect()) == [True, True, False]

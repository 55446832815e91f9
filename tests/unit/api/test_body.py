"""Bytes to JSON to a message, and the words for what does not fit."""

import time

import pytest
from starlette.requests import Request

from wasat.api.body import BIG_BODY, MOST_ECHOED, MOST_LENIENT, parse_body, parse_json, read_body
from wasat.status import InvalidArgumentError
from wasat.wire.files import CreateFileRequest
from wasat.wire.generate import GenerateContentRequest

INVALID = "Invalid JSON payload received."


def message_of(data: bytes, message: type = CreateFileRequest) -> str:
    with pytest.raises(InvalidArgumentError) as caught:
        parse_body(message, data)
    return caught.value.message


def make_request(*pieces: bytes, length: int | None = None) -> Request:
    waiting = list(pieces)

    async def receive() -> dict:
        body = waiting.pop(0) if waiting else b""
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    headers = [] if length is None else [(b"content-length", str(length).encode())]
    return Request({"type": "http", "method": "POST", "headers": headers}, receive)


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b"", {}),
        (b" \n", {}),
        (b'{"a": 1}', {"a": 1}),
        (b"{'file': {'display_name': 'TEXT'}}", {"file": {"display_name": "TEXT"}}),
        (b"{a: 1, $b_2: [1, 2, ], }", {"a": 1, "$b_2": [1, 2]}),
        (rb"""{'a': 'it\'s "so"\n'}""", {"a": 'it\'s "so"\n'}),
        (b"""{'a': "it's", "b": 'c: d, e'}""", {"a": "it's", "b": "c: d, e"}),
        (b"""{'a': true, 'b': null, 'c': 1e3}""", {"a": True, "b": None, "c": 1000}),
        ("{'größe': 'ü'}".encode(), {"größe": "ü"}),
    ],
)
def test_json_and_what_samples_send_for_it_is_read(data: bytes, value: object) -> None:
    assert parse_json(data) == value


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b'{"a": tru}', '{"a": tru}\n         ^'),
        (b'{"a": 1,\n "b" 2}', ' "b" 2}\n     ^'),
        (b"{'a", "{'a\n ^"),
        (b"[1, 2", "[1, 2\n    ^"),
        (b"\xff", "\ufffd\n^"),
        (b'{"a": NaN}', '{"a": NaN}\n      ^'),
        (b'{"a": Infinity}', '{"a": Infinity}\n      ^'),
    ],
)
def test_the_place_of_an_unexpected_token_is_shown(data: bytes, shown: str) -> None:
    assert message_of(data) == f"{INVALID} Unexpected token.\n{shown}"


def test_a_long_line_is_shown_around_the_place() -> None:
    line, caret = message_of(b'{"' + b"a" * 500 + b'": x}').split("\n")[1:]

    assert len(line) <= 80
    assert line[caret.index("^") - 1 :].startswith(" x}")


@pytest.mark.parametrize(
    "data",
    [
        b"{" + b"'" * MOST_LENIENT,
        b"{" + b"a " * (MOST_LENIENT // 2),
        b"{" + (b"," + b" " * 4000) * (MOST_LENIENT // 4002),
        b'{"a": "' + b"\\" * (MOST_LENIENT // 2) + b"x",
        b"[" * 100_000,
    ],
)
def test_hostile_bodies_are_refused_in_no_time(data: bytes) -> None:
    begun = time.process_time()
    message_of(data)

    assert time.process_time() - begun < 1


def test_a_large_body_must_be_json() -> None:
    assert "Unexpected token" in message_of(b"{'a': '" + b"a" * MOST_LENIENT + b"'}")


@pytest.mark.parametrize("data", [b"[]", b'"a"', b"5", b"null"])
def test_what_is_no_message_is_refused(data: bytes) -> None:
    assert message_of(data) == f'{INVALID} Unknown name "": Root element must be a message.'


def test_at_most_so_many_faults_are_told() -> None:
    data = "{" + ",".join(f'"x{number}": 1' for number in range(50)) + "}"

    assert message_of(data.encode()).count("\n") == 19


def test_a_long_value_is_cut() -> None:
    message = message_of(b'{"file": {"sizeBytes": "' + b"x" * 5000 + b'"}}')

    assert message.startswith("Invalid value at 'file.size_bytes' (TYPE_INT64), \"xxx")
    assert len(message) < MOST_ECHOED + 100
    assert message.endswith("…")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"file": {"name": 5}}', "Invalid value at 'file.name' (TYPE_STRING), 5"),
        (
            b'{"file": {"createTime": "noon"}}',
            "Invalid value at 'file.create_time' (type.googleapis.com/google.protobuf.Timestamp),"
            ' "noon"',
        ),
        (
            b'{"file": {"error": {"details": [6]}}}',
            "Invalid value at 'file.error.details[0]'"
            " (type.googleapis.com/google.protobuf.Struct), 6",
        ),
        (
            b'{"file": {"state": "LOST"}}',
            "Invalid value at 'file.state'"
            ' (type.googleapis.com/google.ai.generativelanguage.v1beta.File.State), "LOST"',
        ),
        (
            b'{"file": []}',
            "Invalid value at 'file'"
            " (type.googleapis.com/google.ai.generativelanguage.v1beta.File), []",
        ),
    ],
)
def test_a_wrong_value_is_told_by_its_proto_type(data: bytes, message: str) -> None:
    assert message_of(data) == message


def test_what_does_not_parse_hides_what_breaks_a_rule() -> None:
    data = b'{"generationConfig": {"temperature": 9, "topP": "x"}}'

    assert message_of(data, GenerateContentRequest) == (
        "Invalid value at 'generation_config.top_p' (TYPE_FLOAT), \"x\""
    )


async def test_a_body_in_pieces_is_read_whole() -> None:
    request = make_request(b'{"file"', b': {"name": "a"}}')

    body = await read_body(request, CreateFileRequest, limit=100)

    assert body.file.name == "a"


async def test_a_large_body_is_read_off_the_loop() -> None:
    request = make_request(b'{"file": {"name": "' + b"a" * BIG_BODY + b'"}}')

    body = await read_body(request, CreateFileRequest, limit=2 * BIG_BODY)

    assert len(body.file.name) == BIG_BODY


async def test_a_body_that_says_it_is_too_large_is_not_even_received() -> None:
    async def receive() -> dict:
        raise AssertionError("it was received")

    scope = {"type": "http", "method": "POST", "headers": [(b"content-length", b"11")]}
    with pytest.raises(InvalidArgumentError, match="exceeds the limit: 10 bytes"):
        await read_body(Request(scope, receive), CreateFileRequest, limit=10)


@pytest.mark.parametrize("length", [None, 5])
async def test_a_body_that_turns_out_too_large_is_refused(length: int | None) -> None:
    request = make_request(b"{" + b" " * 5, b" " * 5, length=length)

    with pytest.raises(InvalidArgumentError, match="exceeds the limit: 10 bytes"):
        await read_body(request, CreateFileRequest, limit=10)

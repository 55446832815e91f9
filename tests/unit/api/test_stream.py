"""Framing, byte by byte."""

from collections.abc import AsyncGenerator

import pytest

from wasat.api.stream import ARRAY, EVENTS, Framing, stream
from wasat.status import InvalidArgumentError, UnavailableError
from wasat.wire.base import Wire


class Note(Wire):
    some_text: str = ""


class Notes:
    """A stream of notes that remembers whether it was closed."""

    def __init__(self, *texts: str, failure: Exception | None = None) -> None:
        self.texts = texts
        self.failure = failure
        self.is_closed = False

    async def iterate(self) -> AsyncGenerator[Note, None]:
        try:
            for text in self.texts:
                yield Note(some_text=text)
            if self.failure:
                raise self.failure
        finally:
            self.is_closed = True


async def framed(notes: Notes, framing: Framing) -> bytes:
    response = await stream(notes.iterate(), framing)
    return b"".join([bytes(piece) async for piece in response.body_iterator])


@pytest.mark.parametrize(
    ("texts", "framing", "seen"),
    [
        ([], EVENTS, b""),
        (["ä\n"], EVENTS, 'data: {"someText":"ä\\n"}\r\n\r\n'.encode()),
        (["a", "b"], EVENTS, b'data: {"someText":"a"}\r\n\r\ndata: {"someText":"b"}\r\n\r\n'),
        ([], ARRAY, b"[\r\n]\n"),
        (["a"], ARRAY, b'[{"someText":"a"}\r\n]\n'),
        (["a", "b"], ARRAY, b'[{"someText":"a"}\r\n,\r\n{"someText":"b"}\r\n]\n'),
    ],
)
async def test_messages_are_framed(texts: list[str], framing: Framing, seen: bytes) -> None:
    assert await framed(Notes(*texts), framing) == seen


async def test_a_late_failure_is_the_bare_envelope_on_one_line() -> None:
    notes = Notes("a", failure=UnavailableError("no\nway"))

    last = (await framed(notes, EVENTS)).split(b"\r\n\r\n")[-1]

    assert last == b'{"error":{"code":503,"message":"no\\nway","status":"UNAVAILABLE"}}\n'


async def test_a_late_failure_is_the_last_element_of_an_array() -> None:
    notes = Notes("a", failure=UnavailableError("no"))

    assert (await framed(notes, ARRAY)).endswith(
        b'}\r\n,\r\n{"error":{"code":503,"message":"no","status":"UNAVAILABLE"}}\n\r\n]\n'
    )


async def test_an_early_failure_is_raised_and_the_stream_closed() -> None:
    notes = Notes(failure=InvalidArgumentError("no"))

    with pytest.raises(InvalidArgumentError):
        await stream(notes.iterate(), EVENTS)
    assert notes.is_closed


async def test_who_stops_listening_ends_the_work() -> None:
    notes = Notes("a", "b", "c")
    response = await stream(notes.iterate(), EVENTS)
    pieces = response.body_iterator
    assert await anext(pieces) == b'data: {"someText":"a"}\r\n\r\n'
    await pieces.aclose()

    assert notes.is_closed


@pytest.mark.parametrize("mark", ["\x85", "\u2028", "\u2029"])
async def test_an_event_is_one_line_to_every_reader_of_lines(mark: str) -> None:
    text = (await framed(Notes(f"a{mark}b"), EVENTS)).decode()

    assert text.splitlines() == [f'data: {{"someText":"a\\u{ord(mark):04x}b"}}', ""]

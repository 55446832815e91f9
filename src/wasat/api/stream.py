"""Framing of streams: server-sent events, or one JSON array element by element."""

import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from wasat.api.errors import JSON_TYPE, describe, ending_in_error
from wasat.api.http.fields import Mask, write_json
from wasat.api.http.presence import while_present
from wasat.status import StatusError
from wasat.wire.base import Message

# JSON lets them stand in strings, but httpx, which the Python SDK reads lines with, breaks there.
_BREAKS = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """How messages stand in a stream.

    Attributes:
        content_type: Sent as it is; Starlette would add a charset to an event stream's, which
            official tests refuse.
        opening: Before everything.
        before: Before each message, but not before an error.
        after: After each message.
        between: Before each message and error but the first.
        closing: After everything.
    """

    content_type: str
    opening: bytes = b""
    before: bytes = b""
    after: bytes = b""
    between: bytes = b""
    closing: bytes = b""


# Nothing else is ever sent: clients choke on comments, names and end marks of event streams.
EVENTS = Framing(content_type="text/event-stream", before=b"data: ", after=b"\r\n\r\n")
ARRAY = Framing(content_type=JSON_TYPE, opening=b"[", between=b"\r\n,\r\n", closing=b"\r\n]\n")


class _PresentResponse(StreamingResponse):
    """A stream that ends when the caller goes; the library's own starts two tasks for that."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        await while_present(Request(scope, receive), self.stream_response(send))


async def stream(
    messages: AsyncGenerator[Message, None], framing: Framing, mask: Mask = frozenset()
) -> StreamingResponse:
    """Return messages as a stream; the first is awaited, so that it may still fail by its status.

    A later failure is the envelope on one line, as the last thing in the stream.
    """
    lines = _lines(messages, framing, mask)
    try:
        first = await anext(lines, None)
    except BaseException:
        await messages.aclose()
        raise
    headers = {"content-type": framing.content_type}
    return _PresentResponse(_frame(first, lines, framing), headers=headers)


async def _frame(
    first: bytes | None, lines: AsyncGenerator[bytes, None], framing: Framing
) -> AsyncIterator[bytes]:
    async with aclosing(lines):
        if framing.opening:
            yield framing.opening
        lead = b""
        if first is not None:
            yield first
            lead = framing.between
        async for line in ending_in_error(lines, _error_line):
            yield lead + line
            lead = framing.between
        if framing.closing:
            yield framing.closing


async def _lines(
    messages: AsyncGenerator[Message, None], framing: Framing, mask: Mask
) -> AsyncGenerator[bytes, None]:
    async with aclosing(messages):
        async for message in messages:
            text = write_json(message, mask)
            text = text if text.isascii() else text.translate(_BREAKS)
            yield framing.before + text.encode() + framing.after


def _error_line(error: StatusError) -> bytes:
    """Return the envelope on one line, without spaces: clients look for `{"error":` in front."""
    text = json.dumps(describe(error), ensure_ascii=False, separators=(",", ":"))
    return text.translate(_BREAKS).encode() + b"\n"

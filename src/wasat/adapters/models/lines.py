"""Bytes as they come to whole lines, and lines to server-sent events."""

from collections.abc import AsyncGenerator, AsyncIterable

from wasat.status import InternalError

_LONGEST_LINE = 16_777_216  # bytes; no piece of an answer comes near it


async def iter_lines(parts: AsyncIterable[bytes]) -> AsyncGenerator[list[bytes], None]:
    """Yield the lines that each part completes, without their ends, empty ones left out.

    Raises:
        InternalError: One is longer than any answer.
    """
    rest = b""
    async for part in parts:
        *lines, rest = (rest + part).split(b"\n")
        if len(rest) > _LONGEST_LINE:
            raise InternalError("The model's server sent a line without an end.")
        if whole := [bare for line in lines if (bare := line.rstrip(b"\r"))]:
            yield whole
    if rest := rest.rstrip(b"\r"):
        yield [rest]


def find_data(line: bytes) -> bytes | None:
    """Return the data of an event's line, or None where the line is another.

    Source:
        Server-sent events, HTML standard, section 9.2.6: a space after the colon is left out.
    """
    return line[5:].lstrip(b" ") if line.startswith(b"data:") else None

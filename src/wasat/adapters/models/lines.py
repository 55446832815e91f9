"""Bytes as they come to whole lines, and lines to server-sent events."""

from collections.abc import Iterable

from wasat.status import InternalError

_LONGEST_LINE = 16_777_216  # bytes; no piece of an answer comes near it


class Lines:
    """Cuts one answer."""

    def __init__(self) -> None:
        self._rest = b""

    def push(self, part: bytes) -> list[bytes]:
        """Return the lines that a part completes, without their ends, empty ones left out.

        Args:
            part: What came next; nothing is the end, which completes the last line too.

        Raises:
            InternalError: One is longer than any answer.
        """
        part = part or b"\n"
        *lines, self._rest = (self._rest + part).split(b"\n")
        if len(self._rest) > _LONGEST_LINE:
            raise InternalError("The model's server sent a line without an end.")
        return [bare for line in lines if (bare := line.rstrip(b"\r"))]


def pick_data(lines: Iterable[bytes]) -> list[bytes]:
    """Return the data of events: of the lines that have any.

    Source:
        Server-sent events, HTML standard, section 9.2.6: a space after the colon is left out.
    """
    told = [line[5:].lstrip(b" ") for line in lines if line.startswith(b"data:")]
    return [data for data in told if data]

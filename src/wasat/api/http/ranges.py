"""Byte ranges, as a download asks for them and as an upload announces them."""

import re
from dataclasses import dataclass

from wasat.api.details import fault

# The largest number of 64 bits has 20 digits; of thousands, Python would make no number at all.
_RANGE = re.compile(r"bytes=([0-9]{0,20})-([0-9]{0,20})")
_CONTENT_RANGE = re.compile(r"bytes\s+(?:([0-9]{1,15})-([0-9]{1,15})|\*)/([0-9]{1,15}|\*)")


class UnsatisfiableRangeError(Exception):
    """The range asked for begins behind the last byte, or is empty."""


def parse_range(header: str, size: int) -> range | None:
    """Return which bytes a download wants, or None for all of them.

    What is malformed, in another unit, or more than one range asks for the whole, as it may.

    Args:
        header: The `Range` header; empty if there is none.
        size: Of the whole, in bytes.

    Raises:
        UnsatisfiableRangeError: The range is well formed, but holds no byte.

    Source:
        RFC 9110, section 14.2.
    """
    match = _RANGE.fullmatch(header.replace(" ", ""))
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        chosen = range(max(size - int(last), 0), size)
    elif last and int(last) < int(first):
        return None
    else:
        chosen = range(int(first), min(int(last) + 1, size) if last else size)
    if not chosen:
        raise UnsatisfiableRangeError
    return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentRange:
    """Where the bytes of a legacy upload request belong.

    Attributes:
        offset: Of the first byte; None if the request only asks how far the upload is.
        end: One after the last byte; None likewise.
        total: Size of the whole; None as long as the sender does not know.
    """

    offset: int | None = None
    end: int | None = None
    total: int | None = None

    @property
    def length(self) -> int | None:
        """How many bytes come; None if that is not told."""
        return None if self.offset is None or self.end is None else self.end - self.offset


def parse_content_range(header: str) -> ContentRange:
    """Read `bytes 0-99/1000`, `bytes 0-99/*`, `bytes */1000` or `bytes */*`.

    Raises:
        InvalidArgumentError: It is none of these, or its numbers contradict one another.

    Source:
        RFC 9110, section 14.4, with the `*/*` of the service's legacy protocol.
    """
    match = _CONTENT_RANGE.fullmatch(header.strip())
    if match is None:
        raise fault(
            "content-range",
            f"Content-Range is `bytes FIRST-LAST/TOTAL` or `bytes */TOTAL`, not {header[:60]!r}.",
        )
    first, last, whole = match.groups()
    total = None if whole == "*" else int(whole)
    if first is None:
        return ContentRange(total=total)
    end = int(last) + 1
    if end <= int(first) or (total is not None and end > total):
        raise fault("content-range", f"Content-Range holds no such bytes: {header[:60]!r}.")
    return ContentRange(offset=int(first), end=end, total=total)

"""multipart/related as it streams in: one part that describes, then one of any length."""

import re
from collections.abc import AsyncIterator

from wasat.api.details import fault

_MOST_DESCRIPTION = 1 << 20  # bytes; a File in JSON has a few hundred
_MOST_HEADERS = 16 << 10  # bytes of one part's header
_PLAIN = {"", "7bit", "8bit", "binary"}
_LINE = re.compile(rb"\r?\n")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
# Of a header; not by `email`, which follows RFC 2231 and fails on encodings that it cannot apply.
_PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;"]*)')
_ESCAPED = re.compile(r"\\(.)")


def parse_boundary(content_type: str) -> bytes:
    """Return the boundary that a Content-Type header names.

    Raises:
        InvalidArgumentError: It is not multipart, or names none.

    Source:
        RFC 2046, section 5.1.1: at most 70 characters.
    """
    kind, *_ = content_type.lower().split("/")
    named = {name.lower(): value.strip() for name, value in _PARAMETER.findall(content_type)}
    boundary = _unquote(named.get("boundary", ""))
    if kind.strip() != "multipart" or not 0 < len(boundary) <= 70:
        raise fault(
            "content-type",
            "A multipart upload has Content-Type multipart/related with a boundary,"
            f" not {content_type[:60]!r}.",
        )
    return boundary.encode("latin-1", "replace")


def _unquote(value: str) -> str:
    return _ESCAPED.sub(r"\1", value[1:-1]) if value.startswith('"') else value


class RelatedReader:
    """Reads the two parts in order, holding no more than it must to find where one ends.

    Call `read_description`, `read_media_type` and `iter_media`, each once, in this order.

    Args:
        stream: The body, cut anywhere.
        boundary: Without the dashes before it.

    Source:
        RFC 2387. Lines may end in LF alone: google-api-python-client writes them so.
    """

    def __init__(self, stream: AsyncIterator[bytes], boundary: bytes) -> None:
        self._stream = stream
        self._opening = b"--" + boundary
        self._buffer = bytearray()
        self._closing = b""

    async def read_description(self) -> bytes:
        """Return the first part without its headers.

        Raises:
            InvalidArgumentError: The body does not begin with the boundary, ends too early, or
                describes at length.
        """
        opening = re.compile(re.escape(self._opening) + rb"[ \t]*(\r?\n)")
        match = await self._find(opening, _MOST_HEADERS)
        self._closing = match[1] + self._opening
        del self._buffer[: match.start(1)]
        await self._read_headers()
        end = await self._find_closing()
        description = bytes(self._buffer[:end])
        del self._buffer[: end + len(self._closing)]
        return description

    async def read_media_type(self) -> str:
        """Return the Content-Type of the second part; empty if it has none.

        Raises:
            InvalidArgumentError: There is no second part, or its bytes are encoded.
        """
        line = await self._find(_LINE, _MOST_HEADERS)
        if self._buffer[: line.start()].strip():
            raise fault("body", "A multipart upload has a part after the one that describes.")
        del self._buffer[: line.start()]
        headers = await self._read_headers()
        encoding = headers.get("content-transfer-encoding", "")
        if encoding.lower() not in _PLAIN:
            raise fault(
                "content-transfer-encoding",
                f"The media of a multipart upload is sent as it is, not in {encoding[:60]!r}.",
            )
        return headers.get("content-type", "")

    async def iter_media(self) -> AsyncIterator[bytes]:
        """Yield the second part's bytes as they come.

        Raises:
            InvalidArgumentError: The body ended before the boundary that closes the part.
        """
        while (end := self._buffer.find(self._closing)) < 0:
            certain = len(self._buffer) - len(self._closing) + 1
            if certain > 0:
                yield bytes(self._buffer[:certain])
                del self._buffer[:certain]
            await self._receive()
        if end:
            yield bytes(self._buffer[:end])
        async for _ in self._stream:
            pass  # what follows the last part means nothing, but must be read

    async def _read_headers(self) -> dict[str, str]:
        """Take what stands between the end of the boundary's line and the next empty line."""
        match = await self._find(_BLANK_LINE, _MOST_HEADERS)
        lines = bytes(self._buffer[: match.start()]).decode("latin-1").splitlines()
        del self._buffer[: match.end()]
        fields = (line.partition(":") for line in lines)
        return {name.strip().lower(): value.strip() for name, _, value in fields}

    async def _find_closing(self) -> int:
        """Read on until the closing boundary is there, and return where it stands.

        What was searched is not searched again: bytes may come one by one.
        """
        searched = 0
        while (end := self._buffer.find(self._closing, searched)) < 0:
            searched = max(0, len(self._buffer) - len(self._closing) + 1)
            self._check_length(_MOST_DESCRIPTION)
            await self._receive()
        return end

    async def _find(self, mark: re.Pattern[bytes], most: int) -> re.Match[bytes]:
        """Read on until `mark` is there."""
        while (match := mark.search(self._buffer)) is None:
            self._check_length(most)
            await self._receive()
        return match

    def _check_length(self, most: int) -> None:
        if len(self._buffer) > most:
            raise fault("body", f"A multipart upload describes its file in {most} bytes at most.")

    async def _receive(self) -> None:
        async for data in self._stream:
            self._buffer += data
            return
        raise fault("body", "The multipart body ended before its last boundary.")

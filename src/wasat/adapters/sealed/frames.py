"""Frames: a kind, a length, so many bytes. Written whole and read whole, over a stream."""

import os
from asyncio import StreamReader

HEAD_BYTES = 5  # one for the kind, four for the length
MOST_BYTES = 1 << 26  # of one frame; a drawn page of 12 Mpx takes 36 MB before it is packed


class OversizeError(Exception):
    """A frame claims to be longer than any we write."""


def pack_head(kind: bytes, data: bytes) -> bytes:
    """Return what goes before the data."""
    return kind + len(data).to_bytes(HEAD_BYTES - 1, "big")


def write_frame(descriptor: int, kind: bytes, data: bytes = b"") -> None:
    """Write one frame, waiting while nobody reads.

    Raises:
        BrokenPipeError: Nobody ever will.
    """
    for part in (pack_head(kind, data), data):
        view = memoryview(part)
        while view:
            view = view[os.write(descriptor, view) :]


def read_frame(descriptor: int) -> tuple[bytes, bytes]:
    """Return kind and data of one frame, waiting for it.

    Raises:
        EOFError: The stream ended before.
    """
    head = _read(descriptor, HEAD_BYTES)
    return head[:1], _read(descriptor, int.from_bytes(head[1:], "big"))


async def receive_frame(reader: StreamReader) -> tuple[bytes, bytes]:
    """Return kind and data of one frame; nothing of it is believed but its length.

    Raises:
        EOFError: The stream ended before; asyncio's IncompleteReadError is one.
        OversizeError: It is too long.
    """
    head = await reader.readexactly(HEAD_BYTES)
    size = int.from_bytes(head[1:], "big")
    if size > MOST_BYTES:
        raise OversizeError
    return head[:1], await reader.readexactly(size)


def _read(descriptor: int, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = os.read(descriptor, size)
        if not part:
            raise EOFError("the stream ended within a frame")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)

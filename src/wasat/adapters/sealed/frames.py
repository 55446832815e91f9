"""What goes through a child's pipe: frames of a kind and a length, written whole.

`V` a value, `S` a StatusError as code and message, `B` the traceback of a fault of ours, `D` done.
"""

import os
from asyncio import IncompleteReadError, StreamReader
from collections.abc import AsyncGenerator

from wasat.status import ResourceExhaustedError

VALUE = b"V"
STATUS = b"S"
BROKEN = b"B"
DONE = b"D"

_HEAD_BYTES = 5  # one for the kind, four for the length


def write_frame(pipe: int, kind: bytes, data: bytes = b"") -> None:
    """Write one frame to a descriptor, waiting while the pipe is full."""
    view = memoryview(kind + len(data).to_bytes(4, "big") + data)
    while view:
        view = view[os.write(pipe, view) :]


async def read_frames(
    reader: StreamReader, most_bytes: int
) -> AsyncGenerator[tuple[bytes, bytes], None]:
    """Yield kind and data of each frame; end with the pipe, even within a frame.

    Args:
        reader: The pipe.
        most_bytes: Of all frames together.

    Raises:
        ResourceExhaustedError: More came.
    """
    total = 0
    try:
        while True:
            head = await reader.readexactly(_HEAD_BYTES)
            size = int.from_bytes(head[1:], "big")
            total += size
            if total > most_bytes:
                raise ResourceExhaustedError(f"Reading gave more than {most_bytes} bytes.")
            yield head[:1], await reader.readexactly(size)
    except IncompleteReadError:
        return

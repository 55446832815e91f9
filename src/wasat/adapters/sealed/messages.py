"""What server, zygote and child say to each other.

Server to zygote: RECORDs, all of one length, so that descriptors never part from their record.
Zygote to server, and both ways between server and child: frames, see `frames.py`.
"""

import struct
from typing import Any

import msgspec

FULL, BARE = "full", "bare"  # how tightly a zygote seals, on its command line

RECORD = struct.Struct(">BQ")  # RUN or KILL, and the number of the job
RUN = 1  # with two descriptors: the document, and the channel to the server
KILL = 2

READY = b"R"  # the layers that hold in its children, joined by commas
STARTED = b"P"  # a START
START = struct.Struct(">Qi")  # number of the job; process id of its child
ENDED = b"E"  # an ENDING
ENDING = struct.Struct(">Qi")  # number of the job; exit status of its child, or minus the signal

ORDER = b"O"  # an Order, the first frame and the only one a child is sent
RESULT = b"V"  # what the function yielded
REFUSAL = b"S"  # a Refusal
BROKEN = b"B"  # where a fault of ours happened
DONE = b"D"  # nothing more comes

EXIT_BROKEN = 70
EXIT_OUT_OF_MEMORY = 71
NOT_STARTED = 1 << 16  # no exit status has this value


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What a child is to do; fields as in `documents/executor.Job`."""

    function: str
    arguments: dict[str, Any]
    cpu_seconds: int
    first_cpu_seconds: float | None
    result_cpu_seconds: float | None
    memory_bytes: int


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A StatusError that the function raised."""

    code: int
    message: str

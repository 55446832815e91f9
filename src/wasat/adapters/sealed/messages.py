"""What server and zygote say to each other, one msgpack message a packet."""

from typing import Any

import msgspec


class Run(msgspec.Struct, frozen=True, tag="run"):
    """To the zygote, with two descriptors: the document and the pipe for frames."""

    number: int
    function: str
    arguments: dict[str, Any]
    seconds: float
    cpu_seconds: int
    memory_bytes: int


class Kill(msgspec.Struct, frozen=True, tag="kill"):
    """To the zygote: end this job, whose results nobody wants any more."""

    number: int


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """From the zygote: warmed; these layers hold in its children."""

    layers: list[str]


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """From the zygote: a child is gone.

    `status` is its exit status, or minus the signal; `is_late` says that its time was over.
    """

    number: int
    status: int
    is_late: bool


class Start(msgspec.Struct, frozen=True, tag="start"):
    """To the zygote, first of all: what to import and warm, and how tightly to seal."""

    modules: list[str]
    is_full: bool


Request = Start | Run | Kill
Report = Ready | Ended

PACKET_BYTES = 1 << 16

encode = msgspec.msgpack.Encoder().encode
decode_request = msgspec.msgpack.Decoder(Request).decode
decode_report = msgspec.msgpack.Decoder(Report).decode

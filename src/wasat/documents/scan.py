"""What was read on one page, as it goes from the process that read it and is kept.

Places are those of the page as shown, but with its lines levelled: turned back around the middle of
the page by `tilt` degrees, so that layout sees straight lines. `layout` puts them where they are.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from wasat.box import Box

MOST_BYTES = 1 << 28  # of all scans of a document, inflated: 3,600 pages take a tenth


class ScanWord(NamedTuple):
    """A word on a scan.

    Attributes:
        text: Without white space.
        x0: Left edge in points.
        top: Upper edge.
        x1: Right edge.
        bottom: Lower edge.
        baseline: At which it stands, in the frame of its direction of writing, in points.
        size: Of its font, in points, as estimated.
        percent: How sure the engine is, from 0 to 100.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The words and rules of one page that was read as a picture.

    Attributes:
        number: From 1.
        width: Of the page as shown, in points.
        height: Of the page as shown, in points.
        turn: Direction of writing in quarter turns clockwise.
        tilt: Degrees by which lines rise in that direction.
        words: Line by line.
        rules: Thin straight lines along an axis, as `layout.sheet.Graphics` has them.
        engine: Which one read it; empty if nothing is written there.
        unread: Why it could not be read, one sentence; empty if it was.
    """

    number: int
    width: float = 0.0
    height: float = 0.0
    turn: int = 0
    tilt: float = 0.0
    words: tuple[ScanWord, ...] = ()
    rules: tuple[Box, ...] = ()
    engine: str = ""
    unread: str = ""


Scans = Mapping[int, Scan]
NO_SCANS: Scans = {}

_DECODER = msgspec.msgpack.Decoder(tuple[Scan, ...])


def encode_scans(scans: Sequence[Scan]) -> bytes:
    """Turn scans into bytes that only `decode_scans` reads."""
    return zlib.compress(msgspec.msgpack.encode(scans), 1)


def decode_scans(data: bytes) -> dict[int, Scan]:
    """Read what `encode_scans` wrote, by number of page; safe on bytes from anybody.

    Raises:
        ValueError: It wrote something else.
    """
    inflater = zlib.decompressobj()
    try:
        plain = inflater.decompress(data, MOST_BYTES)
        if not inflater.eof:
            raise ValueError("not scans: they are cut off, or too many")
        return {scan.number: scan for scan in _DECODER.decode(plain)}
    except (zlib.error, msgspec.MsgspecError) as error:
        raise ValueError(f"not scans: {error}") from error

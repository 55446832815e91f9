"""Pictures: their size, read from the header by our own few lines; nothing is decoded."""

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from wasat.documents.document import Page, Summary
from wasat.documents.limits import Limits
from wasat.status import UnreadableDocumentError

UNREAD = "It is a picture; this server reads no pictures yet."
_HEADER_BYTES = 1 << 20  # JPEG may carry a thumbnail and profiles before its frame
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TIFF_STARTS = (b"II*\x00", b"MM\x00*")
_TIFF_ENTRIES = 1_000  # of the directory, sorted by tag: the sides come first
_TIFF_SIDES = (256, 257)  # ImageWidth, ImageLength


class PictureSize(NamedTuple):
    """Width and height in pixels, as stored (turning by EXIF is not applied)."""

    width: int
    height: int


def read_image(file: BinaryIO, limits: Limits, *, mime_type: str) -> Iterator[Page | Summary]:
    """Give a picture as one page that could not be read; one point a pixel.

    Raises:
        UnreadableDocumentError: Its header is none of the formats we know.
    """
    del limits
    size = measure_picture(file)
    yield Page(number=1, width=float(size.width), height=float(size.height), unread=UNREAD)
    yield Summary(mime_type=mime_type, is_paged=True, page_count=1, unread=(1,))


def measure_picture(file: BinaryIO) -> PictureSize:
    """Tell the size of a PNG, JPEG, GIF, WEBP, BMP or TIFF from its header.

    Raises:
        UnreadableDocumentError: It is none of these, or says no size.
    """
    data = file.read(_HEADER_BYTES)
    try:
        size = _measure_tiff(file, data) if data[:4] in _TIFF_STARTS else _measure(data)
    except struct.error:
        size = PictureSize(0, 0)
    if size.width < 1 or size.height < 1:
        raise UnreadableDocumentError("Unable to process input image. Its header tells no size.")
    return size


def _measure(data: bytes) -> PictureSize:
    for start, measure in _FORMATS:
        if data.startswith(start):
            return measure(data)
    return PictureSize(0, 0)


def _measure_png(data: bytes) -> PictureSize:
    return PictureSize(*struct.unpack_from(">II", data, 16))


def _measure_gif(data: bytes) -> PictureSize:
    return PictureSize(*struct.unpack_from("<HH", data, 6))


def _measure_bmp(data: bytes) -> PictureSize:
    if struct.unpack_from("<I", data, 14)[0] == 12:
        return PictureSize(*struct.unpack_from("<HH", data, 18))
    width, height = struct.unpack_from("<ii", data, 18)
    return PictureSize(width, abs(height))


def _measure_jpeg(data: bytes) -> PictureSize:
    """Walk from marker to marker up to the frame header. Source: ITU T.81, annex B."""
    at = 2
    while data[at : at + 1] == b"\xff":
        marker, length = struct.unpack_from(">xBH", data, at)
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return PictureSize(width, height)
        at += 1 if marker == 0xFF else 2 + length
    return PictureSize(0, 0)


def _measure_webp(data: bytes) -> PictureSize:
    """Read the first chunk: VP8, VP8L or VP8X. Source: RFC 9649, section 2."""
    kind = data[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(data[24:27], "little") + 1
        return PictureSize(width, int.from_bytes(data[27:30], "little") + 1)
    if kind == b"VP8L":
        bits = struct.unpack_from("<I", data, 21)[0]
        return PictureSize((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return PictureSize(width & 0x3FFF, height & 0x3FFF)
    return PictureSize(0, 0)


def _measure_tiff(file: BinaryIO, data: bytes) -> PictureSize:
    """Read the first directory, which may stand anywhere. Source: TIFF 6.0, section 2."""
    order = "<" if data[:2] == b"II" else ">"
    file.seek(struct.unpack_from(f"{order}I", data, 4)[0])
    directory = file.read(2 + 12 * _TIFF_ENTRIES)
    sides = dict.fromkeys(_TIFF_SIDES, 0)
    for entry in range(min(_TIFF_ENTRIES, struct.unpack_from(f"{order}H", directory)[0])):
        tag, kind = struct.unpack_from(f"{order}HH", directory, 2 + 12 * entry)
        if tag in sides:
            form = "H" if kind == 3 else "I"
            sides[tag] = struct.unpack_from(f"{order}{form}", directory, 10 + 12 * entry)[0]
    return PictureSize(sides[256], sides[257])


_FORMATS = (
    (b"\x89PNG\r\n\x1a\n", _measure_png),
    (b"\xff\xd8\xff", _measure_jpeg),
    (b"GIF8", _measure_gif),
    (b"RIFF", _measure_webp),
    (b"BM", _measure_bmp),
)

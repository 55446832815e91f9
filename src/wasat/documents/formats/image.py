"""Pictures: their size, read from the header by our own few lines, and their pixels, decoded."""

import struct
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import BinaryIO, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from wasat.documents.document import Glance, Page, Summary
from wasat.documents.layout.sheet import Sheet
from wasat.documents.limits import Limits
from wasat.documents.pdf.read import lay_out
from wasat.documents.pdf.styles import StyleBook
from wasat.documents.scan import NO_SCANS, Scans
from wasat.documents.scanned import put_scan, settle_sizes
from wasat.status import UnreadableDocumentError

UNREAD = "It is a picture that has not been read."
_DECODERS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
_HEADER_BYTES = 1 << 20  # JPEG may carry a thumbnail and profiles before its frame
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_TIFF_STARTS = (b"II*\x00", b"MM\x00*")
_TIFF_HEAD = 8
_ORDERS: Mapping[str, Literal["little", "big"]] = {"<": "little", ">": "big"}
_TIFF_ENTRIES = 1_000  # of the directory, sorted by tag: the sides come first
_TIFF_SIDES = (256, 257)  # ImageWidth, ImageLength


class PictureSize(NamedTuple):
    """Width and height in pixels, as stored (turning by EXIF is not applied)."""

    width: int
    height: int


class Decoded(NamedTuple):
    """A picture as pixels, as shown: turned as the camera says.

    Attributes:
        pixels: Height by width; by 3 if in colours.
        width: That it had before it was made smaller.
    """

    pixels: npt.NDArray[np.uint8]
    width: int


def read_image(
    file: BinaryIO, limits: Limits, *, mime_type: str, scans: Scans = NO_SCANS
) -> Iterator[Page | Summary | Glance]:
    """Give a picture as pages; one point a pixel.

    Args:
        file: Open at its start.
        limits: The number of pages counts.
        mime_type: As it was found to be.
        scans: What was read on its pages, by number; the others are given as unread.

    Raises:
        UnreadableDocumentError: Its header is none of the formats we know.
    """
    book = StyleBook()
    sizes = settle_sizes(scans)
    sheets: deque[Sheet] = deque()
    for number, size in enumerate(measure_frames(file, limits.pages), 1):
        width, height = map(float, size)
        sheet = Sheet(number=number, width=width, height=height, unread=UNREAD, is_scan=True)
        if scan := scans.get(number):
            sheet = put_scan(sheet, scan, sizes[number], book.number)
        sheets.append(sheet)
    summary = Summary(
        mime_type=mime_type,
        is_paged=True,
        page_count=len(sheets),
        unread=tuple(sheet.number for sheet in sheets if sheet.unread),
        scans=tuple(sheet.number for sheet in sheets if sheet.is_scan),
    )
    yield from lay_out(sheets, book.styles)
    yield summary


def decode_picture(
    file: BinaryIO, frame: int, limits: Limits, *, in_colours: bool = False
) -> Decoded:
    """Decode one frame, made smaller where it is larger than a drawn page may be.

    Args:
        file: Open at its start.
        frame: From 0.
        limits: Those of a picture, and of a drawn page.
        in_colours: Red, green and blue instead of grey.

    Raises:
        UnreadableDocumentError: It is too large, damaged, or not there.
    """
    mode = "RGB" if in_colours else "L"
    try:
        with Image.open(file, formats=_DECODERS) as image:
            image.seek(frame)
            if image.width * image.height > limits.picture_pixels:
                raise UnreadableDocumentError(
                    f"The picture has {image.width} by {image.height} pixels, which exceeds the"
                    f" limit of {limits.picture_pixels} pixels."
                )
            size = _fit(image.size, limits)
            width, height = image.size
            image.draft(mode, size)  # a JPEG is decoded at a fraction of its size
            shown = ImageOps.exif_transpose(_flatten(image, mode, size))
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise UnreadableDocumentError("The picture is damaged: it cannot be decoded.") from error
    is_turned = shown.size != size
    return Decoded(np.array(shown, np.uint8), height if is_turned else width)


def load_decoders() -> None:
    """Load what Pillow loads late, at the first picture of a rarer kind: then it is too late."""
    Image.init()


def _fit(size: tuple[int, int], limits: Limits) -> tuple[int, int]:
    width, height = size
    scale = min(
        1.0,
        limits.side_pixels / max(width, height),
        (limits.area_pixels / (width * height)) ** 0.5,
    )
    return max(1, int(width * scale)), max(1, int(height * scale))


def _flatten(image: Image.Image, mode: str, size: tuple[int, int]) -> Image.Image:
    """Convert a picture and make it smaller; where it is transparent, it lies on white.

    That of a transparent one comes last: white of its first size would take half a gigabyte.
    """
    box = Image.Resampling.BOX
    if not image.has_transparency_data:
        return image.convert(mode).resize(size, box)
    seen = (image if image.mode == "RGBA" else image.convert("RGBA")).resize(size, box)
    white = Image.new("RGBA", size, (255, 255, 255, 255))
    return Image.alpha_composite(white, seen).convert(mode)


def measure_frames(file: BinaryIO, most: int) -> list[PictureSize]:
    """Tell the sizes of the pages of a picture; only a TIFF has more than one.

    Raises:
        UnreadableDocumentError: It is no picture, or has more than `most` pages.
    """
    first = measure_picture(file)
    file.seek(0)
    head = file.read(_TIFF_HEAD)
    if head[:4] not in _TIFF_STARTS:
        return [first]
    frames = list(islice(_iter_frames(file, head), most + 1))
    if len(frames) > most:
        raise UnreadableDocumentError(f"The picture has more than the {most} pages supported.")
    return frames or [first]


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
    """Read the first directory, which may stand anywhere."""
    return next(_iter_frames(file, data[:_TIFF_HEAD]), PictureSize(0, 0))


def _iter_frames(file: BinaryIO, head: bytes) -> Iterator[PictureSize]:
    """Go through the directories of a TIFF, each of which tells where the next one is.

    Source:
        TIFF 6.0, section 2. A chain that comes back to where it was ends there.
    """
    order = "<" if head[:2] == b"II" else ">"
    seen = {0}
    at = int.from_bytes(head[4:8], _ORDERS[order])
    while at not in seen:
        seen.add(at)
        file.seek(at)
        directory = file.read(2 + 12 * _TIFF_ENTRIES + 4)
        try:
            yield _read_directory(directory, order)
        except struct.error:
            return
        end = 2 + 12 * int.from_bytes(directory[:2], _ORDERS[order])
        at = int.from_bytes(directory[end : end + 4], _ORDERS[order])


def _read_directory(directory: bytes, order: str) -> PictureSize:
    """Read the sides of one page of a TIFF.

    Raises:
        struct.error: The file ends within it.
    """
    (entries,) = struct.unpack_from(f"{order}H", directory)
    sides = dict.fromkeys(_TIFF_SIDES, 0)
    for entry in range(min(_TIFF_ENTRIES, entries)):
        tag, kind = struct.unpack_from(f"{order}HH", directory, 2 + 12 * entry)
        if tag in sides:
            form = "H" if kind == 3 else "I"
            (sides[tag],) = struct.unpack_from(f"{order}{form}", directory, 10 + 12 * entry)
    return PictureSize(sides[256], sides[257])


_FORMATS = (
    (b"\x89PNG\r\n\x1a\n", _measure_png),
    (b"\xff\xd8\xff", _measure_jpeg),
    (b"GIF8", _measure_gif),
    (b"RIFF", _measure_webp),
    (b"BM", _measure_bmp),
)

import contextlib
import struct
from dataclasses import replace
from functools import partial
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.make import scan
from tests.unit.documents.formats.reading import read
from wasat.documents.document import Origin, Page, Summary
from wasat.documents.formats.image import (
    UNREAD,
    PictureSize,
    decode_picture,
    measure_frames,
    measure_picture,
    read_image,
)
from wasat.documents.limits import STANDARD
from wasat.documents.scan import Scan, ScanWord
from wasat.status import UnreadableDocumentError

read_png = partial(read_image, mime_type="image/png")

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 640, 480)
JPEG_APPLICATION = b"\xff\xe0" + struct.pack(">H", 16) + bytes(14)
JPEG_FRAME = b"\xff\xc2" + struct.pack(">HBHH", 17, 8, 480, 640)


def _tiff(order: str, directory_at: int = 8) -> bytes:
    start = b"II*\x00" if order == "<" else b"MM\x00*"
    sides = struct.pack(f"{order}HHIHxx", 256, 3, 1, 640)
    sides += struct.pack(f"{order}HHII", 257, 4, 1, 480)
    head = start + struct.pack(f"{order}I", directory_at)
    return head.ljust(directory_at, b"\x00") + struct.pack(f"{order}H", 2) + sides


@pytest.mark.parametrize(
    "data",
    [
        PNG,
        b"GIF89a" + struct.pack("<HH", 640, 480),
        b"\xff\xd8" + JPEG_APPLICATION + b"\xff" + JPEG_FRAME,
        b"BM" + bytes(12) + struct.pack("<Iii", 40, 640, -480),
        b"BM" + bytes(12) + struct.pack("<IHH", 12, 640, 480),
        b"RIFF\x00\x00\x00\x00WEBPVP8X" + bytes(8) + b"\x7f\x02\x00\xdf\x01\x00",
        b"RIFF\x00\x00\x00\x00WEBPVP8L" + bytes(5) + struct.pack("<I", 639 | 479 << 14),
        b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(10) + struct.pack("<HH", 640, 480),
        _tiff("<"),
        _tiff(">"),
        _tiff("<", directory_at=3_000_000),
    ],
)
def test_the_header_tells_the_size(data: bytes) -> None:
    assert measure_picture(BytesIO(data)) == PictureSize(640, 480)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"words",
        PNG[:20],
        PNG[:16] + bytes(8),
        b"\xff\xd8\xff\xd9",
        b"\xff\xd8\xff" + bytes(40),
        b"RIFF\x00\x00\x00\x00WEBPABCD",
        b"II*\x00\xff\xff\xff\xff",
    ],
)
def test_a_header_without_a_size_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"^Unable to process input image\."):
        measure_picture(BytesIO(data))


def test_a_picture_is_one_page_that_waits_to_be_read() -> None:
    document = read(read_png, PNG)
    assert list(document.pages) == [Page(number=1, width=640.0, height=480.0, unread=UNREAD)]
    assert document.summary == Summary(
        mime_type="image/png", is_paged=True, page_count=1, unread=(1,), scans=(1,)
    )


def test_what_was_read_on_a_picture_is_its_text() -> None:
    words = (ScanWord("Hello", 10, 20, 60, 34, 32, 12, 99),)
    seen = Scan(number=1, width=640, height=480, words=words, engine="rapidocr")
    parts = list(read_png(BytesIO(PNG), STANDARD, scans={1: seen}))
    (page,) = (part for part in parts if isinstance(part, Page))
    assert [(block.text, block.origin) for block in page.blocks] == [("Hello", Origin.OCR)]
    assert isinstance(parts[-1], Summary)
    assert parts[-1].scans == parts[-1].unread == ()


def test_a_tiff_has_as_many_pages_as_directories() -> None:
    data = scan.encoded(scan.written(["a"]), scan.written(["b", "c"]), kind="TIFF")
    sizes = measure_frames(BytesIO(data), 10)
    assert [size.height for size in sizes] == [240, 320]


def test_more_pages_than_supported_are_refused() -> None:
    data = scan.encoded(*[scan.written(["a"])] * 3, kind="TIFF")
    with pytest.raises(UnreadableDocumentError, match="more than the 2 pages"):
        measure_frames(BytesIO(data), 2)


def test_directories_that_go_in_circles_end() -> None:
    data = _tiff("<") + struct.pack("<I", 8)  # the next directory is the first one
    assert len(measure_frames(BytesIO(data), 10)) == 1


def test_a_picture_too_large_to_decode_is_refused_by_its_header() -> None:
    with pytest.raises(UnreadableDocumentError, match="1000 by 240 pixels, which exceeds"):
        decode_picture(
            BytesIO(scan.encoded(scan.written(["a"]))), 0, replace(STANDARD, picture_pixels=1_000)
        )


def test_a_large_picture_is_made_smaller() -> None:
    data = scan.encoded(scan.written())
    decoded = decode_picture(BytesIO(data), 0, replace(STANDARD, side_pixels=300))
    assert max(decoded.pixels.shape) == 300
    assert decoded.width == 1_000


def test_a_photo_is_turned_as_its_camera_says() -> None:
    data = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # EXIF 2.3, 4.6.4: orientation, the right side is the top
    Image.new("L", (60, 40), 255).save(data, "JPEG", exif=exif)
    decoded = decode_picture(data, 0, STANDARD)
    assert decoded.pixels.shape == (60, 40)
    assert decoded.width == 40


def test_what_is_transparent_is_white() -> None:
    data = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(data, "PNG")
    assert decode_picture(data, 0, STANDARD).pixels.min() == 255


@pytest.mark.parametrize("frame", [1, 5])
def test_a_page_that_is_not_there_is_refused(frame: int) -> None:
    with pytest.raises(UnreadableDocumentError, match="cannot be decoded"):
        decode_picture(BytesIO(scan.encoded(scan.written(["a"]))), frame, STANDARD)


STARTS = st.sampled_from(
    [PNG[:8], b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\x00", b"MM\x00*"]
)


@given(STARTS, st.binary())
def test_any_bytes_are_measured_or_refused(start: bytes, data: bytes) -> None:
    with contextlib.suppress(UnreadableDocumentError):
        size = measure_picture(BytesIO(start + data))
        assert size.width > 0
        assert size.height > 0

import contextlib
import struct
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.documents.document import Page, Summary
from wasat.documents.formats.image import UNREAD, PictureSize, measure_picture, read_image
from wasat.documents.limits import STANDARD
from wasat.status import UnreadableDocumentError

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


def test_a_picture_is_one_page_that_could_not_be_read() -> None:
    page, summary = read_image(BytesIO(PNG), STANDARD, mime_type="image/png")
    assert page == Page(number=1, width=640.0, height=480.0, unread=UNREAD)
    assert summary == Summary(mime_type="image/png", is_paged=True, page_count=1, unread=(1,))


STARTS = st.sampled_from(
    [PNG[:8], b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM", b"II*\x00", b"MM\x00*"]
)


@given(STARTS, st.binary())
def test_any_bytes_are_measured_or_refused(start: bytes, data: bytes) -> None:
    with contextlib.suppress(UnreadableDocumentError):
        size = measure_picture(BytesIO(start + data))
        assert size.width > 0
        assert size.height > 0

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from tests.documents.make import make_pdf, write
from tests.make import scan
from wasat.box import Box
from wasat.documents.render import (
    decode_png,
    draw_page,
    draw_sheets,
    encode_png,
    fit_scale,
    mark_box,
)
from wasat.status import UnreadableDocumentError

PLAIN = make_pdf(lambda canvas: write(canvas, 72, 100, "word"))


def _pixels(png: bytes) -> npt.NDArray[np.uint8]:
    """Read back a PNG of the one kind we write."""
    width, height = struct.unpack(">II", png[16:24])
    at, packed = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += 12 + length
    rows = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, 1 + 3 * width)
    return rows[:, 1:].reshape(height, width, 3)


def _draw(boxes: list[list[float]], **limits: int) -> npt.NDArray[np.uint8]:
    return _pixels(b"".join(draw_page(io.BytesIO(PLAIN), page=1, boxes=boxes, **limits)))


def test_a_page_is_drawn_at_two_hundred_dots_an_inch() -> None:
    assert _draw([]).shape[:2] == (2339, 1653)


def test_words_are_black_on_white() -> None:
    pixels = _draw([])

    assert pixels[0, 0].tolist() == [255, 255, 255]
    assert pixels.min() < 60


def test_a_marked_box_is_tinted_and_framed() -> None:
    pixels = _draw([[72, 300, 172, 320]])

    assert pixels[round(310 * 200 / 72), round(100 * 200 / 72)].tolist() == [255, 226, 89]
    assert pixels[round(310 * 200 / 72), round(72 * 200 / 72) - 4].tolist() == [214, 96, 0]
    assert pixels[round(280 * 200 / 72), round(100 * 200 / 72)].tolist() == [255, 255, 255]


def test_the_long_side_is_bounded() -> None:
    assert max(_draw([], side_pixels=800).shape) == 800


def test_the_area_is_bounded() -> None:
    height, width, _ = _draw([], area_pixels=100_000).shape

    assert height * width <= 101_000


@pytest.mark.parametrize(
    ("size", "long_side"),
    [((595.0, 842.0), 2339), ((100.0, 144.0), 768), ((3000.0, 4000.0), 3072), ((0.0, 0.0), 768)],
)
def test_the_scale_fits_the_long_side(size: tuple[float, float], long_side: int) -> None:
    scale = fit_scale(size, 3072, 12_000_000)

    assert round(scale * max(*size, 1.0)) == long_side


def test_a_box_off_the_page_marks_nothing() -> None:
    pixels = np.full((10, 10, 3), 255, np.uint8)

    mark_box(pixels, Box(50, 50, 60, 60), 1.0)

    assert (pixels == 255).all()


def test_a_box_over_the_edge_is_cut() -> None:
    pixels = np.full((10, 10, 3), 255, np.uint8)

    mark_box(pixels, Box(-5, -5, 5, 5), 1.0)

    assert pixels[0, 0].tolist() == [255, 226, 89]
    assert pixels[9, 9].tolist() == [255, 255, 255]


def test_words_under_a_box_stay_black() -> None:
    pixels = np.zeros((10, 10, 3), np.uint8)

    mark_box(pixels, Box(3, 3, 6, 6), 1.0)

    assert pixels[4, 4].tolist() == [0, 0, 0]


def test_a_picture_survives_its_encoding() -> None:
    pixels = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)

    assert (_pixels(encode_png(pixels)) == pixels).all()


def test_a_page_beyond_the_last_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="pages 1 to 1, not 2"):
        next(draw_page(io.BytesIO(PLAIN), page=2, boxes=[]))


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="no pages"):
        next(draw_page(io.BytesIO(b"%!PS"), page=1, boxes=[]))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_a_picture_is_shown_as_it_is(kind: str) -> None:
    data = scan.encoded(scan.written(width=900), kind=kind)

    (png,) = draw_page(io.BytesIO(data), page=1, boxes=[[80, 80, 180, 120]], side_pixels=450)

    pixels = _pixels(png)
    assert pixels.shape[1] == round(900 * 450 / max(900, 160 + 80 * 6))
    scale = pixels.shape[1] / 900
    assert pixels[round(82 * scale), round(90 * scale)].tolist() != [255, 255, 255]
    assert pixels[5, 5].min() > 240


def test_pages_of_a_picture_are_counted() -> None:
    data = scan.encoded(scan.written(), scan.written(["Second"]), kind="TIFF")

    first, second = (
        _pixels(next(draw_page(io.BytesIO(data), page=page, boxes=[]))) for page in (1, 2)
    )

    assert first.shape[0] > second.shape[0]
    with pytest.raises(UnreadableDocumentError, match="pages 1 to 2, not 3"):
        next(draw_page(io.BytesIO(data), page=3, boxes=[]))


def test_a_damaged_picture_is_refused() -> None:
    data = scan.encoded(scan.written())[:200]
    with pytest.raises(UnreadableDocumentError, match="cannot be decoded"):
        next(draw_page(io.BytesIO(data), page=1, boxes=[]))


LATE = """
import sys
from io import BytesIO
from pathlib import Path
from wasat.documents.render import draw_page, draw_sheets, warm

warm()
before = set(sys.modules)
for name in sys.argv[1:]:
    data = Path(name).read_bytes()
    list(draw_page(BytesIO(data), page=1, boxes=[[72.0, 72.0, 200.0, 90.0]]))
    list(draw_sheets(BytesIO(data), sheets=[[1, 280, 280]]))
print(sorted(set(sys.modules) - before))
"""


def test_a_warm_process_imports_nothing_more_to_draw(tmp_path: Path) -> None:
    names = [str(tmp_path / kind) for kind in ("PDF", "PNG", "JPEG", "TIFF", "WEBP")]
    Path(names[0]).write_bytes(PLAIN)
    for name in names[1:]:
        Path(name).write_bytes(scan.encoded(scan.written(width=300), kind=Path(name).name))

    run = subprocess.run(
        [sys.executable, "-c", LATE, *names], capture_output=True, check=True, text=True, timeout=60
    )

    assert run.stdout == "[]\n"


def test_a_picture_is_read_as_it_was_written() -> None:
    pixels = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
    assert (decode_png(encode_png(pixels)) == pixels).all()


def test_a_picture_of_somebody_else_is_refused() -> None:
    data = bytearray(encode_png(np.zeros((2, 3, 3), np.uint8)))
    data[19] = 9
    with pytest.raises(ValueError, match="a picture of 9 by 2"):
        decode_png(bytes(data))


def test_a_sheet_is_as_large_as_a_model_wants_it_and_the_same_every_time() -> None:
    sheets = [[1, 392, 560], [1, 560, 784]]

    once = list(draw_sheets(io.BytesIO(PLAIN), sheets=sheets))

    assert [_pixels(png).shape[:2] for png in once] == [(560, 392), (784, 560)]
    assert once == list(draw_sheets(io.BytesIO(PLAIN), sheets=sheets))


def test_what_a_page_leaves_over_of_its_sheet_is_white() -> None:
    (png,) = draw_sheets(io.BytesIO(PLAIN), sheets=[[1, 600, 600]])

    assert (_pixels(png)[:, -20:] == 255).all()


def test_a_page_that_is_not_there_ends_the_sheets_before_it() -> None:
    sheets = draw_sheets(io.BytesIO(PLAIN), sheets=[[1, 28, 28], [2, 28, 28]])

    assert next(sheets)
    with pytest.raises(UnreadableDocumentError):
        next(sheets)


def test_pages_of_a_picture_are_made_smaller_and_never_larger() -> None:
    frames = [Image.new("RGB", size, "red") for size in ((400, 200), (40, 20))]
    tiff = io.BytesIO()
    frames[0].save(tiff, "TIFF", save_all=True, append_images=frames[1:])

    tiff.seek(0)
    large, small = draw_sheets(tiff, sheets=[[1, 112, 56], [2, 112, 56]])

    assert _pixels(large).shape in ((56, 112, 3), (55, 111, 3)), "as large as it may be"
    assert _pixels(small).shape == (20, 40, 3)
    assert (_pixels(small) == (255, 0, 0)).all()

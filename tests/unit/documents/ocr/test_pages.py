from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest

from tests.make import pdf, scan
from wasat.documents.limits import STANDARD
from wasat.documents.ocr.pages import open_page
from wasat.status import UnreadableDocumentError


def test_a_page_of_a_pdf_is_drawn_to_scale() -> None:
    page = open_page(BytesIO(pdf.pages(["one"], ["two"])), "application/pdf", 2, STANDARD)
    assert page.is_to_scale
    assert page.width == pytest.approx(595, abs=1)
    assert page.picture.shape[1] == pytest.approx(page.width * page.scale, abs=1)
    assert page.picture.min() < 100 < page.picture.max()


def test_a_drawn_page_is_no_larger_than_the_limits() -> None:
    limits = replace(STANDARD, side_pixels=500, area_pixels=100_000)
    page = open_page(BytesIO(pdf.pages(["one"])), "application/pdf", 1, limits)
    assert max(page.picture.shape) <= 500
    assert page.picture.size <= 101_000


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError, match="Page 2"):
        open_page(BytesIO(pdf.pages(["one"])), "application/pdf", 2, STANDARD)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF"])
def test_a_picture_is_a_point_a_pixel(kind: str) -> None:
    pixels = scan.written()
    data = scan.encoded(pixels, kind=kind)
    page = open_page(BytesIO(data), f"image/{kind.lower()}", 1, STANDARD)
    assert (page.height, page.width) == pixels.shape
    assert not page.is_to_scale
    assert np.abs(page.picture.astype(int) - pixels).mean() < 5


def test_the_second_page_of_a_tiff_is_its_own() -> None:
    data = scan.encoded(scan.written(["one"]), scan.written(["two", "three"]), kind="TIFF")
    page = open_page(BytesIO(data), "image/tiff", 2, STANDARD)
    assert page.picture.shape == scan.written(["two", "three"]).shape

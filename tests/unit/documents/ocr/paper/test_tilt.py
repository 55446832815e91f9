import numpy as np
import pytest

from tests.make import scan
from wasat.documents.ocr.paper.tilt import is_sideways, measure_tilt


@pytest.mark.parametrize("degrees", [-6.0, -1.5, 0.4, 3.0])
def test_the_tilt_of_text_is_measured(degrees: float) -> None:
    assert measure_tilt(scan.tilted(scan.written(), degrees)) == pytest.approx(degrees, abs=0.3)


def test_level_text_has_no_tilt() -> None:
    assert measure_tilt(scan.written()) == 0


def test_nothing_can_be_told_of_blank_paper_or_a_dark_picture() -> None:
    for shade in (255, 0):
        picture = np.full((500, 400), shade, np.uint8)
        assert measure_tilt(picture) == 0
        assert not is_sideways(picture)


@pytest.mark.parametrize("quarters", [1, 3])
def test_a_page_on_its_side_is_told(quarters: int) -> None:
    assert is_sideways(scan.turned(scan.written(), quarters))


@pytest.mark.parametrize("quarters", [0, 2])
def test_a_page_that_stands_is_told(quarters: int) -> None:
    assert not is_sideways(scan.turned(scan.written(), quarters))

import pytest

from tests.make import scan
from tests.unit.documents.ocr.made import PrintedEngine
from wasat.documents.ocr.pages import PagePicture
from wasat.documents.ocr.scanning import scan_page
from wasat.documents.scan import Scan


def scanned(pixels: scan.Pixels, scale: float = 2.0) -> Scan:
    height, width = (side / scale for side in pixels.shape)
    page = PagePicture(pixels, width, height, scale, is_to_scale=True)
    return scan_page(page, [PrintedEngine(scan.LETTER)], 7)


def test_words_are_placed_in_points_of_the_page_as_shown() -> None:
    page = scanned(scan.written())
    first, last = page.words[0], page.words[-1]
    assert (page.number, page.turn, page.tilt, page.engine) == (7, 0, 0, "printed")
    assert first.text == "The"
    assert first.x0 == pytest.approx(40, abs=3)
    assert first.top == pytest.approx(45, abs=5)
    assert last.text == "Thursday."
    assert last.bottom > 240
    assert first.size == pytest.approx(21, rel=0.15)
    assert first.percent == 99


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_words_of_a_turned_page_stand_where_they_are_shown(quarters: int) -> None:
    upright = scanned(scan.written())
    page = scanned(scan.turned(scan.written(), quarters))
    assert page.turn == quarters
    shown = page.words[0]
    straight = upright.words[0]
    corner = {
        1: (page.width - straight.bottom, straight.x0),
        2: (page.width - straight.x1, page.height - straight.bottom),
        3: (straight.top, page.height - straight.x1),
    }[quarters]
    assert (shown.x0, shown.top) == pytest.approx(corner, abs=2)


def test_a_picture_that_is_not_to_scale_is_read_all_the_same() -> None:
    pixels = scan.written()
    height, width = pixels.shape
    page = PagePicture(pixels, float(width), float(height), 1.0, is_to_scale=False)
    words = scan_page(page, [PrintedEngine(scan.LETTER)], 1).words
    assert words[0].x0 == pytest.approx(80, abs=4)


def test_rules_stand_where_they_are_shown_and_letters_are_none() -> None:
    drawn = scan.written().copy()
    drawn[160:163, 60:900] = 0  # between two lines
    page = scanned(drawn)
    (rule,) = page.rules
    assert rule == pytest.approx((30, 80, 450, 81.5), abs=2)
    turned = scanned(scan.turned(drawn, 1))
    assert turned.rules[0] == pytest.approx((page.height - 81.5, 30, page.height - 80, 450), abs=2)


def test_a_stroke_through_letters_is_no_rule() -> None:
    drawn = scan.written().copy()
    drawn[104:107, 90:500] = 0  # through the middle of the first line
    assert scanned(drawn).rules == ()

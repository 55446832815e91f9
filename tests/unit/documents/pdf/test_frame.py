import numpy as np
import pikepdf
import pytest

from tests.documents.make import edit, make_pdf, write
from tests.unit.documents.pdf.made import opened, sheet_of
from wasat.documents.pdf.frame import read_frame

PLAIN = make_pdf(lambda canvas: write(canvas, 72, 100, "word"), size=(595, 842))


def _rotated(degrees: int) -> bytes:
    def rotate(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = degrees

    return edit(PLAIN, rotate)


def test_the_origin_of_a_page_is_at_its_top_left() -> None:
    with opened(PLAIN) as document:
        frame = read_frame(document[0])

    assert (frame.width, frame.height) == (595, 842)
    assert frame.show_box(72, 742, 100, 752) == (72, 90, 100, 100)


@pytest.mark.parametrize(
    ("degrees", "box"),
    [
        (90, (742, 72, 752, 100)),
        (180, (495, 742, 523, 752)),
        (270, (90, 495, 100, 523)),
    ],
)
def test_a_rotated_page_is_measured_as_shown(degrees: int, box: tuple[float, ...]) -> None:
    with opened(_rotated(degrees)) as document:
        frame = read_frame(document[0])

    assert frame.show_box(72, 742, 100, 752) == pytest.approx(box, abs=0.1)
    assert frame.quarter_turns == degrees // 90


def test_what_is_a_kilometre_away_is_moved_near() -> None:
    with opened(PLAIN) as document:
        frame = read_frame(document[0])
    far = np.array([[72, 742, 3e6, 752], [-np.inf, 742, np.inf, 752], [np.nan] * 4], np.float32)

    shown = frame.show(far)

    assert np.abs(shown).max() <= 14_400
    assert shown[0].tolist() == pytest.approx([72, 90, 14_400, 100], abs=0.1)


def test_a_crop_box_moves_the_origin() -> None:
    def crop(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].CropBox = [50, 100, 500, 800]

    with opened(edit(PLAIN, crop)) as document:
        frame = read_frame(document[0])

    assert (frame.width, frame.height) == (450, 700)
    assert frame.show_box(72, 742, 100, 752) == pytest.approx((22, 48, 50, 58), abs=0.1)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_words_know_their_direction_as_shown(degrees: int) -> None:
    sheet, _ = sheet_of(_rotated(degrees))

    assert sheet.words.turns.tolist() == [degrees // 90]

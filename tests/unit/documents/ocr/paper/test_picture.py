import numpy as np

from tests.make import scan
from wasat.documents.ocr.paper.picture import calm, make_even, measure_noise, rotate, turn


def test_clean_paper_is_left_as_it_is() -> None:
    picture = scan.written()
    assert make_even(picture) is picture
    assert calm(picture) is picture


def test_shaded_paper_becomes_white_and_ink_stays_dark() -> None:
    even = make_even(scan.shaded(scan.written()))
    assert np.percentile(even[:, -100:], 50) > 240
    ink = scan.written() < 50
    assert np.median(even[ink]) < 100


def test_grey_paper_becomes_white() -> None:
    grey = (scan.written() * 0.6).astype(np.uint8)
    assert np.median(make_even(grey)) > 240


def test_noise_is_measured_and_calmed() -> None:
    noisy = scan.noisy(np.minimum(scan.written(), 200), 20)
    assert measure_noise(noisy) > measure_noise(calm(noisy)) > 0


def test_a_picture_smaller_than_a_patch_is_left_as_it_is() -> None:
    tiny = np.full((10, 10), 90, np.uint8)
    assert make_even(tiny) is tiny


def test_turning_goes_clockwise() -> None:
    picture = np.array([[1, 2], [3, 4]], np.uint8)
    assert turn(picture, 1).tolist() == [[3, 1], [4, 2]]
    assert turn(picture, 4).tolist() == picture.tolist()


def test_rotating_keeps_the_size_and_fills_with_white() -> None:
    turned = rotate(np.zeros((100, 200), np.uint8), 10)
    assert turned.shape == (100, 200)
    assert turned[0, 0] == 255

import numpy as np
import pytest

from tests.make import scan
from wasat.box import Box
from wasat.documents.ocr.engine import SeenLine, SeenWord
from wasat.documents.ocr.paper.measure import measure_line, tighten


def line_of(text: str, size: int) -> SeenLine:
    width = 90.0 + size * len(text)
    return SeenLine((SeenWord(text, Box(70.0, 60.0, width, 80.0 + 1.6 * size), 0.9),))


@pytest.mark.parametrize("text", ["Harbour", "CRANE", "moon", "pages", "4711"])
def test_the_size_is_the_same_whatever_the_letters(text: str) -> None:
    measured = measure_line(line_of(text, 40), scan.written([text]))
    assert measured.size == pytest.approx(42, rel=0.12)


def test_letters_below_the_line_do_not_move_the_baseline() -> None:
    plain, deep = (
        measure_line(line_of(text, 40), scan.written([text])).baseline for text in ("Ham", "Happy")
    )
    assert plain == pytest.approx(deep, abs=3)


def test_a_box_is_drawn_in_to_its_ink() -> None:
    picture = np.full((50, 50), 255, np.uint8)
    picture[20:30, 10:15] = 0
    assert tighten(Box(0, 0, 50, 50), picture) == Box(10, 20, 15, 30)


def test_a_box_without_ink_stays_as_it_is() -> None:
    box = Box(3, 3, 9, 9)
    assert tighten(box, np.full((50, 50), 255, np.uint8)) == box


@pytest.mark.parametrize(("text", "height"), [("Hi", 15), ("in", 48)])
def test_ink_of_the_lines_beyond_is_not_of_one_with_tall_letters(text: str, height: int) -> None:
    picture = np.full((50, 50), 255, np.uint8)
    picture[:4, 5:45] = picture[46:48, 5:45] = 0
    picture[15:17, 10:15] = picture[18:30, 10:15] = 0  # a dot apart from its letter

    (word,) = measure_line(SeenLine((SeenWord(text, Box(0, 0, 48, 47), 0.9),)), picture).words

    assert word.box.height == height


def test_ideographs_beside_deep_letters_are_no_larger() -> None:
    words = (
        SeenWord("\u6587\u6863", Box(0, 0, 60, 23), 0.9),
        SeenWord("\u6587p", Box(0, 0, 60, 26), 0.9),
    )
    blank = np.full((50, 80), 255, np.uint8)
    plain, deep = (measure_line(SeenLine((word,)), blank).size for word in words)
    assert plain == pytest.approx(deep, rel=0.02)


def test_a_box_may_reach_beyond_the_picture() -> None:
    picture = np.zeros((10, 10), np.uint8)
    assert tighten(Box(-5, -5, 40, 40), picture) == Box(0, 0, 10, 10)

import numpy as np
import pytest

from tests.make import scan
from wasat.box import Box
from wasat.documents.ocr.paper import rules
from wasat.documents.ocr.paper.rules import find_rules, wipe

RESOLUTION = 200


def ruled(*places: tuple[int, int, int, int], grey: int = 0) -> scan.Pixels:
    """A page of text with rules at x0, top, x1, bottom."""
    picture = scan.written().copy()
    for x0, top, x1, bottom in places:
        picture[top:bottom, x0:x1] = grey
    return picture


def assert_found(picture: scan.Pixels, *boxes: tuple[int, int, int, int], within: int = 4) -> None:
    found = find_rules(picture, RESOLUTION)
    assert len(found) == len(boxes), found
    for box, wanted in zip(found, boxes, strict=True):
        assert box == pytest.approx(wanted, abs=within)


def test_letters_are_no_rules() -> None:
    assert find_rules(scan.written(), RESOLUTION) == []


def test_rules_across_and_down_are_found_where_they_are() -> None:
    assert_found(
        ruled((60, 140, 900, 142), (930, 40, 933, 600)), (60, 140, 900, 142), (930, 40, 933, 600)
    )


def test_a_pale_hairline_under_noise_is_found() -> None:
    drawn = scan.noisy(ruled((60, 140, 900, 142), grey=215), 6)
    assert_found(drawn, (60, 140, 900, 142), within=12)


def test_a_rule_that_is_a_little_off_level_is_one() -> None:
    drawn = scan.tilted(ruled((200, 140, 900, 143)), 0.2)
    (rule,) = find_rules(drawn, RESOLUTION)
    assert rule.width == pytest.approx(700, abs=10)
    assert rule.height < 10


def test_a_thick_bar_is_an_area() -> None:
    assert find_rules(ruled((60, 20, 900, 50)), RESOLUTION) == []


def test_dashes_and_short_strokes_are_no_rules() -> None:
    dashes = [(x, 140, x + 12, 142) for x in range(60, 900, 24)]
    assert find_rules(ruled(*dashes, (950, 140, 990, 142)), RESOLUTION) == []


def test_grain_is_no_rule() -> None:
    assert find_rules(scan.noisy(np.full((900, 900), 128, np.uint8), 30), RESOLUTION) == []


def test_stripes_without_end_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    stripes = ruled(*((60, top, 900, top + 2) for top in range(30, 600, 14)))
    assert len(find_rules(stripes, RESOLUTION)) > 30

    monkeypatch.setattr(rules, "_MOST_RUNS", 30)

    assert find_rules(stripes, RESOLUTION) == []


def test_a_picture_smaller_than_a_rule_has_none() -> None:
    assert find_rules(np.zeros((10, 900), np.uint8), RESOLUTION) == []


def test_rules_are_wiped_and_nothing_else() -> None:
    picture = ruled((60, 140, 900, 142))
    assert (wipe(picture, [Box(60, 140, 900, 142)]) == scan.written()).all()

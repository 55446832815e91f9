import pytest

from tests.unit.documents.making import item
from wasat.documents.document import Block
from wasat.documents.export.listing import DEEPEST, nest_items


def _depths(*levels: int) -> list[int]:
    return [found.depth for found in nest_items([item("a", level) for level in levels])]


def test_levels_become_depths() -> None:
    assert _depths(1, 2, 2, 3, 1) == [1, 2, 2, 3, 1]


def test_a_list_may_begin_at_any_level_and_jump() -> None:
    assert _depths(3, 7, 3) == [1, 2, 1]


def test_an_item_further_out_than_the_first_begins_anew() -> None:
    assert _depths(3, 1, 2) == [1, 1, 2]


def test_depth_is_bounded() -> None:
    assert max(_depths(*range(1, 100))) == DEEPEST


@pytest.mark.parametrize(("marker", "number"), [("1.", 1), ("(12)", 12), ("3)", 3), ("7", 7)])
def test_numbers_are_numbers(marker: str, number: int) -> None:
    found = nest_items([item("a", 1, marker)])[0]
    assert (found.number, found.sign) == (number, "")


@pytest.mark.parametrize("marker", ["[3]", "1.2", "a)", "iv.", "§ 4"])
def test_a_marker_that_markup_cannot_make_is_a_sign(marker: str) -> None:
    found = nest_items([item("a", 1, marker)])[0]
    assert (found.number, found.sign) == (None, marker)


@pytest.mark.parametrize("marker", ["•", "-", "◦", "–"])
def test_a_bullet_is_neither(marker: str) -> None:
    found = nest_items([item("a", 1, marker)])[0]
    assert (found.number, found.sign) == (None, "")


def test_an_item_without_marker_has_no_sign() -> None:
    nameless: Block = item("a", 1, "")
    assert nest_items([nameless])[0].sign == ""

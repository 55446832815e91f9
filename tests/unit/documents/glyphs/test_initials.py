from dataclasses import replace

import numpy as np
import pytest

from tests.unit.documents.layout.made import words
from wasat.documents.glyphs.initials import join_initials
from wasat.documents.layout.sheet import Words


def _page(first: str = "T", gap: float = 1.0, second: float = 112.0) -> tuple[Words, list[str]]:
    """An initial of two lines that ends at 90, and the lines beside it."""
    page = words((first, 72, 112), ("his", 90 + gap, 100), ("is", 112, 100), ("it", 92, second))
    boxes = page.boxes.copy()
    boxes[0] = (72, 92, 90, 112)
    return replace(page, boxes=boxes, styles=np.array([1, 0, 0, 0])), page.text.split(" ")


SIZES = np.array([24, 10, 10, 10], np.float32)


def test_an_initial_is_the_first_letter_of_its_word() -> None:
    joined = join_initials(*_page(), SIZES)

    assert joined.glued is not None
    assert joined.glued.tolist() == [False, True, False, False]
    assert joined.boxes[0].tolist() == [83, 92, 90, 102]
    assert (joined.baselines[0], joined.styles[0]) == (100, 0)


@pytest.mark.parametrize(
    ("first", "gap", "is_glued"), [("A", 1, True), ("A", 4, False), ("T", 4, True)]
)
def test_a_letter_that_may_be_a_word_is_one_with_space_behind_it(
    first: str, gap: float, *, is_glued: bool
) -> None:
    joined = join_initials(*_page(first, gap), SIZES)

    assert joined.glued is not None
    assert bool(joined.glued[1]) is is_glued


@pytest.mark.parametrize(
    "page",
    [_page("t"), _page("Th"), _page(gap=9), _page(second=130), _page(second=102)],
    ids=["small letter", "two letters", "far off", "no second line", "on the first line"],
)
def test_other_large_letters_stay_as_they_are(page: tuple[Words, list[str]]) -> None:
    assert join_initials(*page, SIZES) is page[0]


def test_a_large_letter_above_the_text_is_no_initial() -> None:
    page, texts = _page()
    raised = page.boxes.copy()
    raised[0, 1] = 72

    assert join_initials(replace(page, boxes=raised), texts, SIZES).glued is None


def test_what_was_glued_stays_so() -> None:
    page, texts = _page()
    glued = np.array([False, False, True, False])
    joined = join_initials(replace(page, glued=glued), texts, SIZES)

    assert joined.glued is not None
    assert joined.glued.tolist() == [False, True, True, False]

from dataclasses import replace

import numpy as np

from tests.unit.documents.layout.made import BODY, BOLD, CODE, strip, words
from wasat.documents.document import Word
from wasat.documents.layout.sheet import NO_WORDS, Style, Words
from wasat.documents.layout.strips import join_strips, make_strips, strip_of


def _texts(found: list) -> list[str]:  # type: ignore[type-arg]
    return sorted(it.text for it in found)


def test_words_with_word_spaces_between_are_one_strip() -> None:
    assert _texts(make_strips(words(("the", 10, 50), ("river", 30, 50)), [BODY])) == ["the river"]


def test_a_gap_wider_than_a_space_parts_strips() -> None:
    found = make_strips(words(("left", 10, 50), ("right", 60, 50)), [BODY])

    assert _texts(found) == ["left", "right"]


def test_a_title_in_the_next_column_is_no_part_of_a_line() -> None:
    title = Style(14.0, "Body-Bold", is_bold=True)
    found = make_strips(words(("Method", 45, 50), ("left", 15, 50), styles=[1, 0]), [BODY, title])

    assert _texts(found) == ["Method", "left"]


def test_words_on_other_lines_are_other_strips() -> None:
    found = make_strips(words(("above", 10, 50), ("below", 10, 62)), [BODY])

    assert _texts(found) == ["above", "below"]


def test_stored_order_does_not_matter() -> None:
    found = make_strips(words(("river", 30, 50), ("far", 10, 80), ("the", 10, 50)), [BODY])

    assert _texts(found) == ["far", "the river"]


def test_parts_of_one_word_stored_apart_are_glued() -> None:
    found = make_strips(words(("s", 30, 50), ("far", 10, 80), ("dict", 10, 50)), [BODY, CODE])

    assert _texts(found) == ["dicts", "far"]


def test_a_lowered_figure_stored_after_its_line_goes_to_the_gap_left_for_it() -> None:
    line = words(("When", 10, 50), ("BAF", 33, 50), ("appears", 55, 50), ("3", 48, 52))
    small = np.array([48, 47, 52, 53], np.float32)
    boxes = np.vstack([line.boxes[:3], small])
    styles = np.array([0, 0, 0, 1], np.int32)

    found = make_strips(replace(line, boxes=boxes, styles=styles), [BODY, BODY._replace(size=6.0)])

    assert _texts(found) == ["When BAF3 appears"]


def test_words_stored_side_by_side_are_never_glued() -> None:
    found = make_strips(words(("If", 10, 50), ("you", 20.2, 50)), [BODY])

    assert _texts(found) == ["If you"]


def test_a_bold_word_does_not_make_the_strip_bold() -> None:
    found = make_strips(words(("the", 10, 50), ("remarkable", 30, 50), styles=[0, 1]), [BODY, BOLD])

    assert not found[0].style.is_bold


def test_a_strip_of_bold_words_is_bold() -> None:
    found = make_strips(words(("All", 10, 50), ("bold", 30, 50), styles=[1, 1]), [BODY, BOLD])

    assert found[0].style.is_bold


def test_sideways_words_are_left_out() -> None:
    made = words(("up", 10, 50))
    turned = Words(
        text=made.text,
        boxes=made.boxes,
        baselines=made.baselines,
        styles=made.styles,
        turns=np.array([3], np.int32),
    )

    assert make_strips(turned, [BODY]) == []


def test_a_page_without_words_has_no_strips() -> None:
    assert make_strips(NO_WORDS, [BODY]) == []


def test_a_height_beyond_reason_is_replaced_by_the_usual_one() -> None:
    made = words(("tall", 10, 50))
    made.boxes[0, 1] = -200.0

    assert make_strips(made, [BODY])[0].box.top == 41.0


def test_strips_of_a_line_are_joined_left_to_right() -> None:
    joined = join_strips([strip("right", 100, 50), strip("far left", 10, 50)])

    assert joined.text == "far left right"
    assert (joined.box.x0, joined.box.x1) == (10.0, 125.0)


def test_a_part_of_a_strip_keeps_its_style_and_baseline() -> None:
    whole = strip("one two", 10, 50, BOLD)

    part = strip_of(whole.words[1:], whole)

    assert part.text == "two"
    assert (part.baseline, part.style) == (50, BOLD)
    assert part.words == (Word("two", part.box),)


def test_a_line_of_hebrew_is_read_from_the_right() -> None:
    joined = join_strips([strip("עולם", 10, 50), strip("שלום", 40, 50)])

    assert [word.text for word in joined.words] == ["שלום", "עולם"]


def test_other_words_in_such_a_line_keep_their_order() -> None:
    line = [strip("אב", 100, 50), strip("New York", 40, 50), strip("גד", 10, 50), strip("ה", 0, 50)]

    assert [word.text for word in join_strips(line).words] == ["אב", "New", "York", "גד", "ה"]


def test_a_name_in_latin_letters_that_touches_arabic_is_a_word_of_its_own() -> None:
    page = words(("لغة", 100, 100), ("Python", 70.2, 100), ("من", 60, 100))

    (strip,) = make_strips(page, [BODY], BODY)

    assert [word.text for word in strip.words] == ["لغة", "Python", "من"]

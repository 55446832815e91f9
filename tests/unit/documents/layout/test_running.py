import pytest

from tests.unit.documents.layout.made import strip, words
from wasat.documents.document import BlockKind
from wasat.documents.layout.running import (
    find_mark,
    margin_words,
    running_kind,
    running_marks,
)

HEIGHT = 800.0


def _marks(*texts: str, baseline: float = 30.0) -> list:  # type: ignore[type-arg]
    return [[find_mark(strip(text, 72, baseline), HEIGHT)] for text in texts]


def test_what_stands_in_the_body_has_no_mark() -> None:
    assert find_mark(strip("body", 72, 400), HEIGHT) is None


def test_page_numbers_are_alike_on_all_pages() -> None:
    assert len(running_marks(_marks("Page 1 of 3", "Page 2 of 3"), 2)) == 1


@pytest.mark.parametrize("pair", [("iv", "v"), ("3", "4")])
def test_roman_and_arabic_numbers_are_numbers(pair: tuple[str, str]) -> None:
    assert len(running_marks(_marks(*pair, baseline=780), 2)) == 1


def test_a_line_of_many_numbers_is_data() -> None:
    rows = ("1 line 474354 907796 586963 898485 969105 819166 488269 71", "2 line" + " 538" * 9)

    assert running_marks(_marks(*rows), 2) == set()


def test_a_line_of_many_numbers_that_comes_again_as_it_is_is_running() -> None:
    assert len(running_marks(_marks(*["Call 1 2 3 4 5 6 7 8 9 0"] * 2), 2)) == 1


def test_what_comes_once_is_not_running() -> None:
    assert running_marks(_marks("A title", "Other words"), 2) == set()


def test_a_long_document_wants_it_three_times() -> None:
    assert running_marks(_marks("Annual report", "Annual report"), 40) == set()


def test_headers_and_footers_are_told_apart() -> None:
    running = running_marks([*_marks("Report", "Report"), *_marks("7", "8", baseline=780)], 4)

    assert running_kind(strip("Report", 72, 30), HEIGHT, running) is BlockKind.HEADER
    assert running_kind(strip("9", 72, 780), HEIGHT, running) is BlockKind.FOOTER
    assert running_kind(strip("Report", 72, 400), HEIGHT, running) is None
    assert running_kind(strip("Unlike", 72, 30), HEIGHT, running) is None


def test_a_header_a_little_higher_is_the_same() -> None:
    running = running_marks(_marks("Report", "Report"), 2)

    assert running_kind(strip("Report", 72, 34), HEIGHT, running) is BlockKind.HEADER


def test_only_words_of_the_margins_are_looked_at() -> None:
    found = margin_words(words(("head", 10, 30), ("body", 10, 400), ("foot", 10, 780)), HEIGHT)

    assert found.text == "head foot"
    assert len(found.boxes) == 2


@pytest.mark.parametrize("text", ["7", "- 7 -", "Page 7 of 9", "xii", "7/9", "Seite 7"])
def test_a_number_at_the_edge_of_a_page_need_not_come_again(text: str) -> None:
    assert running_kind(strip(text, 290, 790), HEIGHT, set()) is BlockKind.FOOTER
    assert running_kind(strip(text, 290, 20), HEIGHT, set()) is BlockKind.HEADER


@pytest.mark.parametrize(("text", "baseline"), [("7", 720), ("Total 7", 790), ("7,400", 790)])
def test_other_numbers_are_no_page_numbers(text: str, baseline: float) -> None:
    assert running_kind(strip(text, 290, baseline), HEIGHT, set()) is None

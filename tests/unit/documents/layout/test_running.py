import pytest

from tests.unit.documents.layout.made import BODY, strip, words
from wasat.documents.document import BlockKind
from wasat.documents.layout.running import (
    find_line_numbers,
    find_mark,
    margin_words,
    running_kind,
    running_marks,
)
from wasat.documents.layout.sheet import Strip, Style

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


SMALL = BODY._replace(size=6.0)
PROSE = "words of a line of running text that fills"


def _numbered(
    texts: list[str], *, style: Style = SMALL, x: float = 50, prose: str = PROSE
) -> list[list[Strip]]:
    """Lines of prose twelve points apart, each with a text beside it, if that is not empty."""
    rows: list[list[Strip]] = []
    for index, text in enumerate(texts):
        beside = [strip(text, x, 100 + 12 * index, style)] if text else []
        row = [*beside, strip(prose, 72, 100 + 12 * index)]
        rows.append(sorted(row, key=lambda it: it.box.x0))
    return rows


def _found(rows: list[list[Strip]]) -> list[str]:
    return [it.text for it in find_line_numbers(rows)]


@pytest.mark.parametrize("x", [50, 400])
def test_small_numbers_beside_all_lines_count_them(x: float) -> None:
    assert _found(_numbered(["7", "8", "", "9", "10", "11"], x=x)) == ["7", "8", "9", "10", "11"]


def test_numbers_beside_every_fifth_line_count_them_however_large() -> None:
    texts = [str(line) if line % 5 == 0 else "" for line in range(1, 17)]

    assert _found(_numbered(texts, style=BODY)) == ["5", "10", "15"]


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["1", "2", "3", "4", "5", "6"], BODY),
        (["5", "10", "15", "20"], SMALL),
        (["2", "4", "6", "8", "10", "12"], SMALL),
        (["12", "7", "31", "4", "5", "6"], SMALL),
        (["1", "2", "3", "4"], SMALL),
        (["1", "", "2", "", "3", "", "4", "", "5", "", "6"], SMALL),
        (["1", "2"], SMALL),
    ],
    ids=["as large", "fives", "twos", "uneven", "few", "sparse", "two"],
)
def test_figures_of_rows_count_no_lines(texts: list[str], style: Style) -> None:
    assert _found(_numbered(texts, style=style)) == []


def test_numbers_count_no_lines_where_words_stand_between_them() -> None:
    rows = _numbered(["1", "2", "3", "4", "5", "6", "7"])
    between = [strip("a longer line that begins there", 50, 136)]

    assert _found([*rows[:3], between, *rows[4:]]) == []


def test_a_number_that_touches_its_line_is_left_there() -> None:
    rows = _numbered(["1", "2", "3", "4", "5", "6", "7"])
    glued = [strip("4 Results", 50, 136)]

    assert _found([*rows[:3], glued, *rows[4:]]) == ["1", "2", "3", "5", "6", "7"]

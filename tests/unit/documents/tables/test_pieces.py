import pytest

from tests.unit.documents.layout.made import spread, strip
from wasat.documents.tables.pieces import Piece, cut_line
from wasat.documents.tables.separators import Separator

SEPARATORS = [Separator(150, 160), Separator(220, 230)]


def _cut(*strips: object) -> list[tuple[int, int, str]]:
    pieces = cut_line(list(strips), SEPARATORS)  # type: ignore[arg-type]
    return [(piece.column, piece.column_end, piece.strip.text) for piece in pieces]


def test_each_strip_falls_into_its_column() -> None:
    found = _cut(strip("Rain", 72, 100), strip("12", 170, 100), strip("14", 240, 100))

    assert found == [(0, 1, "Rain"), (1, 2, "12"), (2, 3, "14")]


def test_a_strip_is_cut_where_a_separator_finds_room() -> None:
    assert _cut(spread(["Odense", "5"], [115, 163], 100)) == [(0, 1, "Odense"), (1, 2, "5")]


def test_words_that_run_across_span_columns() -> None:
    assert _cut(strip("In millimetres a year in all", 120, 100)) == [
        (0, 3, "In millimetres a year in all")
    ]


def test_a_hair_over_the_separator_does_not_span() -> None:
    assert _cut(strip("word", 137, 100)) == [(0, 1, "word")]


def test_a_word_in_the_gap_belongs_to_one_column() -> None:
    assert _cut(strip("x", 153, 100))[0][1] - _cut(strip("x", 153, 100))[0][0] == 1


@pytest.mark.parametrize(
    "text", ["12", "(9,104)", "99.7%", "–", "$49,497", "n/a", "1 234", "12a", "-0.5", "3.1†"]
)
def test_figures_are_numbers(text: str) -> None:
    assert Piece(1, 2, strip(text, 0, 0)).is_number


@pytest.mark.parametrize("text", ["Rain", "Claims 2018", "in 2018 and after it all went on"])
def test_words_are_no_numbers(text: str) -> None:
    assert not Piece(1, 2, strip(text, 0, 0)).is_number


def test_two_texts_that_come_close_are_cut_where_their_columns_begin() -> None:
    separators = [Separator(120, 130), Separator(225, 232)]
    long = spread(["Rain", "words", "so", "long", "Cork"], [72, 130, 170, 205, 232], 100)

    pieces = cut_line([long], separators)

    assert [(it.column, it.column_end, it.strip.text) for it in pieces] == [
        (0, 1, "Rain"),
        (1, 2, "words so long"),
        (2, 3, "Cork"),
    ]


def test_a_title_over_two_columns_is_not_cut() -> None:
    separators = [Separator(120, 130), Separator(165, 172)]
    title = spread(["Fused", "oxide"], [145, 173], 100)

    pieces = cut_line([title], separators)

    assert [it.strip.text for it in pieces] == ["Fused oxide"]

import pytest

from tests.unit.documents.layout.made import strip
from tests.unit.documents.tables.made import table_lines
from wasat.documents.tables.separators import find_separators, is_figure

BODY = [("Rain", "12", "14"), ("Snow", "2", "9"), ("Wind speed", "31", "27")]


def test_columns_are_divided_where_no_line_has_words() -> None:
    separators = find_separators(table_lines(*BODY))

    assert len(separators) == 2
    assert 122 <= separators[0].middle <= 172
    assert separators[0].x0 < separators[0].x1


def test_a_spanning_head_does_not_hide_the_columns() -> None:
    lines = [*table_lines(*BODY, *BODY, top=112)]
    head = [strip("Place", 72, 100), strip("In millimetres a year", 172, 100)]

    assert len(find_separators([head, *lines])) == 2


def test_word_spaces_that_lie_in_line_are_no_separators() -> None:
    lines = [[strip("the same words", 72, y), strip("x", 300, y)] for y in (100, 112, 124)]

    assert len(find_separators(lines)) == 1


def test_lines_of_one_strip_say_nothing() -> None:
    assert find_separators([[strip("one two", 72, 100)], [strip("six", 72, 112)]]) == []


def test_one_line_is_not_enough() -> None:
    assert find_separators(table_lines(("a", "b", "c"))) == []


@pytest.mark.parametrize("text", ["12", "4,648", "(4,648)", "4.1%", "-3", "\u2013"])
def test_figures_are_told(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["May", "3rd", "x", "12a", ""])
def test_other_words_are_no_figures(text: str) -> None:
    assert not is_figure(text)


def test_a_narrow_gap_between_figures_divides_columns() -> None:
    figures = [
        [
            strip("Rain", 72, 100 + 12 * i),
            strip("(4,648)", 150, 100 + 12 * i),
            strip("64", 189, 100 + 12 * i),
        ]
        for i in range(3)
    ]
    words = [
        [
            strip("Rain", 72, 100 + 12 * i),
            strip("several", 150, 100 + 12 * i),
            strip("of", 189, 100 + 12 * i),
        ]
        for i in range(3)
    ]

    assert len(find_separators(figures)) == 2
    assert len(find_separators(words)) == 1

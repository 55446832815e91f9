import pytest

from tests.unit.documents.layout.made import row, spread, strip
from wasat.documents.layout.lines import (
    group_rows,
    join_stretched,
    make_lines,
    part_side_notes,
    usual_edge,
)


def test_strips_at_one_height_are_one_row_left_to_right() -> None:
    rows = group_rows([strip("b", 100, 50), strip("c", 10, 70), strip("a", 10, 50)])

    assert [[it.text for it in found] for found in rows] == [["a", "b"], ["c"]]


def test_strips_that_lie_over_one_another_are_two_rows() -> None:
    rows = group_rows([strip("first words", 10, 50), strip("second words", 12, 53)])

    assert len(rows) == 2


def test_a_raised_mark_stays_on_its_line() -> None:
    rows = group_rows([strip("word", 10, 50), strip("1", 30, 47)])

    assert [it.text for it in rows[0]] == ["word", "1"]


def test_lines_are_joined_however_wide_their_gaps() -> None:
    assert [it.text for it in make_lines(row(["far", "apart"], [10, 300], 50))] == ["far apart"]


def test_a_stretched_line_is_joined() -> None:
    stretched = [strip("will", 10, 62), strip("raise", 55, 62), strip("it", 105, 62)]
    rows = [[strip("a full line of text h", 10, 50)], stretched]

    joined = join_stretched(rows)

    assert [it.text for it in joined[1]] == ["will raise it"]


def test_a_stretched_line_of_two_words_is_joined_beside_full_lines() -> None:
    rows = [
        [strip("a full line of text here", 10, 50)],
        row(["elevens", "words"], [10, 95], 62),
        [strip("a full line of text here", 10, 74)],
    ]

    assert [len(found) for found in join_stretched(rows)] == [1, 1, 1]


def test_cells_are_not_joined_since_their_gaps_differ() -> None:
    cells = [strip("Net income", 10, 62), strip("12", 80, 62), strip("14", 115, 62)]

    assert [len(it) for it in join_stretched([[strip("x" * 23, 10, 50)], cells])] == [1, 3]


@pytest.mark.parametrize(("behind_stop", "count"), [(5.5, 1), (8.0, 2)])
def test_spaces_behind_stops_may_be_stretched_further(behind_stop: float, count: int) -> None:
    sentence = strip("so it is.", 10, 62)
    rest = strip("And on", sentence.box.x1 + behind_stop, 62)
    above = strip("x" * round((rest.box.x1 - 10) / 5), 10, 50)

    assert len(join_stretched([[above], [sentence, rest]])[1]) == count


LINE = "all words of this line of running text reach its end"


def _beside(text: str, x: float = 400, count: int = 2, lines: int = 8) -> list[str]:
    """The notes found beside so many lines, with a text at `x` beside some of them."""
    prose = [strip(LINE, 72, 100 + 12 * index) for index in range(lines)]
    notes = [strip(text, x, 100 + 24 * index) for index in range(count)]
    body, found = part_side_notes([*prose, *notes])
    assert len(body) + len(found) == lines + count
    return [it.text for it in found]


def test_a_few_words_right_of_all_lines_are_notes() -> None:
    assert _beside("a note") == ["a note", "a note"]


@pytest.mark.parametrize(
    ("text", "x", "count", "lines"),
    [
        ("(12)", 400, 2, 8),
        ("a note", 314, 2, 8),
        ("a note", 400, 2, 4),
        ("a note", 400, 4, 8),
        ("a note as wide as half a column", 400, 2, 8),
    ],
    ids=["a number", "within", "few lines", "many notes", "wide"],
)
def test_other_ends_of_lines_are_no_notes(text: str, x: float, count: int, lines: int) -> None:
    assert _beside(text, x, count, lines) == []


def test_words_beside_short_lines_alone_are_no_notes() -> None:
    prose = [strip(LINE, 72, 100 + 12 * index) for index in range(8)]
    cells = [strip("a label", 72, 220), strip("a cell", 400, 220)]

    assert part_side_notes([*prose, *cells])[1] == []


def test_no_rows_stay_none() -> None:
    assert join_stretched([]) == []


def test_a_marker_does_not_count_as_a_stretched_space() -> None:
    item = spread(["1.", "one", "two", "six"], [10, 25, 60, 95], 62)
    rows = [[strip("a full line of text", 25, 50)], [item]]

    assert [len(it) for it in join_stretched(rows)] == [1, 1]


def test_a_word_too_long_for_its_column_does_not_move_its_edge() -> None:
    assert usual_edge([200.0, 200.2, 199.9, 260.0], outermost=max) == 200.0


def test_few_lines_end_where_the_outermost_ends() -> None:
    assert usual_edge([120.0, 90.0], outermost=max) == 120.0

import pytest

from tests.unit.documents.layout.made import spread, strip
from wasat.documents.tables.edges import Edge
from wasat.documents.tables.header import (
    Ruling,
    count_header_lines,
    make_header_rows,
    make_ruling,
    part_titles,
)
from wasat.documents.tables.pieces import Piece, Pieces
from wasat.documents.tables.separators import Separator

NO_RULES = Ruling(full=(), partial=())
SEPARATORS = [Separator(150, 160), Separator(220, 230), Separator(290, 300)]


def _line(baseline: float, *texts: str) -> Pieces:
    return [
        Piece(column, column + 1, strip(text, (72.0, 170.0, 240.0, 310.0)[column], baseline))
        for column, text in enumerate(texts)
        if text
    ]


BODY = [_line(136, "Rain", "12", "14", "9"), _line(148, "Snow", "2", "4", "1")]


def test_rules_as_wide_as_the_table_are_full() -> None:
    ruling = make_ruling([Edge(100, 0, 300), Edge(110, 50, 120)], 300)

    assert (ruling.full, ruling.partial) == ((100,), (Edge(110, 50, 120),))


def test_the_head_ends_at_the_first_rule() -> None:
    lines = [_line(100, "Place", "First", "Second", ""), _line(112, "", "year", "year", ""), *BODY]

    assert count_header_lines(lines, Ruling(full=(90.0, 118.0), partial=())) == 2


def test_without_rules_the_head_ends_at_the_first_figures() -> None:
    assert count_header_lines([_line(100, "Place", "First", "Second", "All"), *BODY], NO_RULES) == 1


def test_a_section_before_the_figures_is_no_head() -> None:
    lines = [_line(100, "Place", "First", "Second", "All"), _line(112, "Actual"), *BODY]

    assert count_header_lines(lines, NO_RULES) == 1


def test_a_table_of_words_has_one_line_of_head() -> None:
    lines = [_line(100 + 12 * i, "Term", "Meaning", "Owner", "Town") for i in range(12)]

    assert count_header_lines(lines, NO_RULES) == 1


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Date:", "25 May at noon"),
        ("Cashier", ": Mary"),
        ("Flour", "EUR 10.14"),
        ("Due", "07-02-18"),
    ],
)
def test_a_label_with_its_value_is_no_head(label: str, value: str) -> None:
    assert count_header_lines([_line(100, label, value), *BODY], NO_RULES) == 0


def test_lines_of_a_plain_head_are_one_row() -> None:
    head = [_line(100, "", "First", "Second", ""), _line(112, "Place", "year", "year", "All")]

    assert len(make_header_rows(head, SEPARATORS, NO_RULES)) == 1


def test_what_spans_columns_has_a_row_of_its_own() -> None:
    head = [
        [Piece(1, 3, strip("In both years together", 170, 100))],
        _line(112, "Place", "First", "Second", "All"),
    ]

    assert len(make_header_rows(head, SEPARATORS, NO_RULES)) == 2


def test_a_rule_under_a_short_title_shows_what_it_spans() -> None:
    head = [_line(100, "", "", "Total", ""), _line(116, "Place", "First", "Second", "All")]

    rows = make_header_rows(head, SEPARATORS, Ruling(full=(), partial=(Edge(104, 168, 350),)))

    assert [(piece.column, piece.column_end) for piece in rows[0][0]] == [(1, 4)]
    assert len(rows) == 2


def test_a_rule_elsewhere_spans_nothing() -> None:
    head = [_line(100, "", "", "Total", "")]

    rows = make_header_rows(head, SEPARATORS, Ruling(full=(), partial=(Edge(140, 168, 350),)))

    assert rows[0][0][0].column_end == 3


def test_a_spanning_title_may_have_two_lines() -> None:
    head = [
        [Piece(1, 3, strip("In both years", 170, 100))],
        [Piece(1, 3, strip("together", 190, 112))],
        _line(124, "Place", "First", "Second", "All"),
    ]

    assert [len(row) for row in make_header_rows(head, SEPARATORS, NO_RULES)] == [2, 1]


def test_a_rule_below_figures_ends_no_head() -> None:
    lines = [_line(100, "In thousands", "Note", "2023", "2022"), _line(112, "Equity"), *BODY]

    assert count_header_lines([*lines, *BODY], Ruling(full=(154.0,), partial=())) == 1


def test_titles_over_the_same_titles_once_more_span_them_without_a_rule() -> None:
    four = [Separator(130, 140), Separator(190, 200), Separator(250, 260), Separator(310, 320)]
    xs = (72.0, 145.0, 205.0, 265.0, 325.0)

    def line(baseline: float, *texts: str) -> Pieces:
        return [
            Piece(column, column + 1, strip(text, xs[column], baseline))
            for column, text in enumerate(texts)
            if text
        ]

    years = line(100, "", "2018", "", "2019", "")
    titles = line(112, "Place", "In", "Out", "In", "Out")

    first, second = make_header_rows([years, titles], four, NO_RULES)

    assert [(it.column, it.column_end) for it in first[0]] == [(1, 3), (3, 5)]
    assert second == [titles]
    others = line(112, "Place", "In", "Out", "Rain", "Snow")
    assert make_header_rows([years, others], four, NO_RULES) == [[years, others]]
    shifted = line(100, "", "2018", "2019", "", "")
    assert make_header_rows([shifted, titles], four, NO_RULES) == [[shifted, titles]]


def test_titles_of_several_words_are_parted_where_each_is_set_over_its_column() -> None:
    titles = [Piece(0, 2, strip("Rain or snow", 72, 100))]
    below = [
        [Piece(0, 1, strip("Wet", 72, 112)), Piece(1, 2, strip("ab", 113, 112))],
        [Piece(0, 2, strip("All of the year round", 72, 124))],
    ]

    parted = part_titles(titles, below)

    assert [(it.column, it.column_end, it.strip.text) for it in parted] == [
        (0, 1, "Rain or"),
        (1, 2, "snow"),
    ]


def test_titles_that_lie_over_one_another_stay_one_however_they_might_be_parted() -> None:
    titles = [Piece(0, 16, spread(["x"] * 24, [72.0] * 24, 100))]
    below = [[Piece(at, at + 1, strip("12", 72, 112)) for at in range(15)]]
    far = [[Piece(15, 16, strip("12", 400, 112))]]

    assert part_titles(titles, below + far) == titles

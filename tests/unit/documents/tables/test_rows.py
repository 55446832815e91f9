from collections.abc import Sequence

from tests.unit.documents.layout.made import strip
from wasat.documents.tables.pieces import Piece, Pieces
from wasat.documents.tables.rows import group_lines

RIGHTS = [150.0, 260.0, 320.0]
XS = [72.0, 160.0, 270.0]


def _line(baseline: float, *texts: str) -> Pieces:
    return [
        Piece(column, column + 1, strip(text, XS[column], baseline))
        for column, text in enumerate(texts)
        if text
    ]


def _counts(lines: Sequence[Pieces], bounds: Sequence[float] = ()) -> list[int]:
    return [len(row) for row in group_lines(lines, bounds, RIGHTS)]


def test_each_line_with_a_figure_is_a_row() -> None:
    assert _counts([_line(100, "Rain", "12"), _line(112, "Snow", "4")]) == [1, 1]


def test_the_rest_of_a_wrapped_cell_belongs_to_its_row() -> None:
    lines = [_line(100, "Beds", "the beds as reported"), _line(112, "", "by the town")]

    assert _counts(lines) == [2]


def test_a_label_that_goes_on_in_lower_case_is_one() -> None:
    assert _counts([_line(100, "Chlorine and", "10"), _line(112, "inorganic")]) == [2]


def test_a_label_that_fills_its_column_goes_on() -> None:
    assert _counts([_line(100, "Nitrogen oxides", "10"), _line(112, "NOx")]) == [2]


def test_a_short_label_is_a_row_of_its_own() -> None:
    assert _counts([_line(100, "Rain", "10"), _line(112, "Projected")]) == [1, 1]


def test_figures_may_stand_beside_the_last_line_of_their_label() -> None:
    assert _counts([_line(100, "Household income"), _line(112, "inequality", "0.45")]) == [2]


def test_figures_may_stand_between_two_lines_of_their_label() -> None:
    lines = [_line(100, "Household income"), _line(106, "", "0.45"), _line(112, "inequality")]

    assert _counts(lines) == [3]


def test_rows_in_lower_case_are_rows_where_their_words_had_room() -> None:
    lines = [
        _line(100, "rain", "of water, by gauge"),
        _line(112, "melted snow", "of ice"),
        _line(124, "soft hail", "of grains"),
    ]

    assert _counts(lines) == [1, 1, 1]


def test_two_cells_are_wrapped_together_where_their_words_had_no_room() -> None:
    lines = [_line(100, "Beds in towns", "the beds as reported"), _line(112, "nearby", "this year")]

    assert _counts(lines) == [2]


def test_centred_lines_of_cells_tell_no_room() -> None:
    above = _line(100, "Number of beds", "the number of them")
    below = [
        piece._replace(strip=strip(text, XS[piece.column] + 12, 112))
        for piece, text in zip(above, ("in use", "in the town"), strict=True)
    ]

    assert _counts([above, below]) == [2]


def test_names_of_single_words_are_rows_however_full_their_lines() -> None:
    names = ("gauge", "forecast.sty", "thermometer.sty", "barometer.sty")
    lines = [_line(100 + 12 * i, it, "what fills the lines") for i, it in enumerate(names)]

    assert _counts(lines) == [1, 1, 1, 1]


def test_a_rule_parts_rows() -> None:
    lines = [_line(100, "Beds", "the beds as reported"), _line(112, "", "by the town")]

    assert _counts(lines, bounds=[103.0]) == [1, 1]


def test_lines_far_apart_are_rows() -> None:
    lines = [_line(100, "Beds", "the beds as reported"), _line(124, "", "by the town")]

    assert _counts(lines) == [1, 1]


def test_a_line_further_out_begins_a_row() -> None:
    indented = [Piece(0, 1, strip("of which rain", 90, 100))]

    assert _counts([indented, _line(112, "in all")]) == [1, 1]


def test_every_cell_must_go_on() -> None:
    lines = [_line(100, "Beds and more or", "Porto"), _line(112, "less", "Wels")]

    assert _counts(lines) == [1, 1]


def test_a_line_of_many_cells_that_each_begin_anew_is_a_row() -> None:
    lines = [
        [
            Piece(i, i + 1, strip(text, 72.0 + 80 * i, 100 + 12 * row))
            for i, text in enumerate(texts)
        ]
        for row, texts in enumerate([("Rain", "Much", "Cork"), ("Snow", "Most", "Faro")])
    ]

    assert len(group_lines(lines, (), [92.0, 172.0, 252.0])) == 2

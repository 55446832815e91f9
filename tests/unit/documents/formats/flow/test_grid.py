from hypothesis import given
from hypothesis import strategies as st

from wasat.documents.document import Table
from wasat.documents.formats.flow import grid
from wasat.documents.formats.flow.grid import Field, make_table, make_tables
from wasat.documents.formats.flow.words import running


def _field(text: str, *, rows: int = 1, columns: int = 1, is_header: bool = False) -> Field:
    return Field(lines=running(text), row_span=rows, column_span=columns, is_header=is_header)


def _places(table: Table) -> list[tuple[str, int, int]]:
    return [(cell.text, cell.row, cell.column) for cell in table.cells]


def test_fields_go_past_spans_from_above() -> None:
    made = make_table([[_field("a", rows=2), _field("b")], [_field("c")]])
    assert _places(made) == [("a", 0, 0), ("b", 0, 1), ("c", 1, 1)]


def test_fields_go_past_spans_beside_them() -> None:
    made = make_table([[_field("a", columns=3), _field("b")]])
    assert _places(made) == [("a", 0, 0), ("b", 0, 3)]
    assert made.column_count == 4


def test_spans_end_with_the_table() -> None:
    made = make_table([[_field("a", rows=65_534)], []])
    assert made.cells[0].row_span == 2


def test_a_span_ends_where_one_from_above_stands() -> None:
    made = make_table([[_field("a"), _field("b", rows=2)], [_field("c", columns=5)]])
    assert _places(made)[-1] == ("c", 1, 0)
    assert made.cells[-1].column_span in (1, 5)


def test_a_billion_columns_are_a_thousand() -> None:
    made = make_table([[_field("a", columns=10**9)]])
    assert made.cells[0].column_span == grid.MOST_COLUMN_SPAN


def test_what_lies_beyond_the_widest_table_is_left_out() -> None:
    made = make_table([[_field("a")] * (grid.MOST_COLUMNS + 5)])
    assert len(made.cells) == grid.MOST_COLUMNS


def test_spans_over_too_many_places_count_as_one() -> None:
    rows = [[_field("a", rows=1_500, columns=1_000)]] + [[]] * 1_499
    assert (make_table(rows).cells[0].row_span, make_table(rows).cells[0].column_span) == (1, 1)


def test_a_short_table_stays_whole() -> None:
    (made,) = make_tables([[_field("a", is_header=True)], [_field("b")]])
    assert (made.row_count, made.is_continued) == (2, False)


def test_no_rows_make_no_table() -> None:
    assert list(make_tables([])) == []


def test_a_table_may_be_all_header() -> None:
    (made,) = make_tables([[_field("a", is_header=True)]])
    assert made.row_count == 1


def test_a_long_table_goes_on_in_others_under_the_same_header() -> None:
    head = [_field("name", is_header=True), _field("value", is_header=True)]
    rows = [[_field(f"row {number}"), _field("x" * 50)] for number in range(100)]
    made = list(make_tables([head, *rows]))
    assert [table.is_continued for table in made] == [False, True]
    assert [table.row_count for table in made] == [51, 51]
    assert _places(made[1])[:3] == [("name", 0, 0), ("value", 0, 1), ("row 50", 1, 0)]


def test_a_header_is_repeated_no_wider_than_its_rows() -> None:
    head = [_field(f"h{number}", is_header=True) for number in range(1_000)]
    made = list(make_tables([head, *[[_field("x" * 100)]] * 200]))
    assert [table.column_count for table in made[1:]] == [1] * (len(made) - 1)


def test_a_table_is_not_cut_through_a_span() -> None:
    tall = [_field("a", rows=80), _field("x" * 100)]
    made = list(make_tables([tall, *[[_field("x" * 100)]] * 99]))
    assert made[0].row_count == 80


def test_a_header_that_spans_into_the_body_is_not_repeated() -> None:
    head = [_field("h", rows=2, is_header=True), _field("i", is_header=True)]
    made = list(make_tables([head, *[[_field("x" * 100)]] * 120]))
    assert len(made) > 1
    assert not any(cell.is_header for cell in made[1].cells)


@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=4),
        min_size=1,
        max_size=8,
    )
)
def test_no_two_cells_begin_at_one_place_and_all_lie_inside(
    spans: list[list[tuple[int, int]]],
) -> None:
    rows = [[_field("a", rows=height, columns=width) for height, width in row] for row in spans]
    made = make_table(rows)
    places = [(cell.row, cell.column) for cell in made.cells]
    assert len(set(places)) == len(places) == sum(map(len, spans))
    assert places == sorted(places)
    assert all(cell.row + cell.row_span <= made.row_count for cell in made.cells)
    assert all(cell.column + cell.column_span <= made.column_count for cell in made.cells)

import pytest

from tests.unit.documents.layout.made import BODY as BODY_STYLE
from tests.unit.documents.layout.made import BOLD, CODE, row, strip
from tests.unit.documents.tables.made import table_lines, texts
from wasat.documents.layout.sheet import Style
from wasat.documents.tables.aligned import (
    find_aligned,
    find_dense,
    has_prose_side,
    is_regular,
    is_table,
)
from wasat.documents.tables.separators import find_separators

HEAD = ("Place", "First", "Second")
BODY = [("Rain", "12", "14"), ("Snow", "2", "9"), ("Wind", "3", "8")]
WIDE = [72.0, 150.0, 200.0, 250.0, 300.0]
YEARS = [("Rain", "12", "14", "9", "8"), ("Snow", "2", "9", "7", "6"), ("Wind", "3", "8", "5", "4")]


def test_lines_divided_at_the_same_places_are_a_table() -> None:
    text = [strip("a line of text above the table, which ends here", 72, 76)]

    runs = find_aligned([text, *table_lines(HEAD, *BODY)], (), frozenset())

    assert [(run.start, run.end) for run in runs] == [(1, 5)]
    assert texts(runs[0].table) == [list(HEAD), *map(list, BODY)]


def test_a_section_between_rows_belongs_to_the_table() -> None:
    lines = table_lines(HEAD, BODY[0], ("Projected", "", ""), *BODY[1:])

    runs = find_aligned(lines, (), frozenset())

    assert texts(runs[0].table)[2] == ["Projected", "", ""]


def test_two_tables_with_text_between_are_two() -> None:
    text = [[strip("words between the tables", 72, 160 + 12 * i)] for i in range(3)]
    lines = [*table_lines(HEAD, *BODY), *text, *table_lines(HEAD, *BODY, top=210)]

    assert len(find_aligned(lines, (), frozenset())) == 2


SHIPS = [("Ship", "Tons", "Crew"), ("Anna", "120", "14"), ("Bert", "20", "9"), ("Carl", "3", "8")]


@pytest.mark.parametrize("style", [BODY_STYLE, BODY_STYLE._replace(size=12.0)])
def test_a_title_parts_two_tables(style: Style) -> None:
    title = [strip("Ships of the town", 72, 148, style)]
    lines = [*table_lines(HEAD, *BODY), title, *table_lines(*SHIPS, top=162)]
    runs = find_aligned(lines, (), frozenset())

    assert [(run.start, run.end) for run in runs] == [(0, 4), (5, 9)]


def test_a_larger_title_parts_two_tables_without_heads() -> None:
    title = [strip("Ships of the town", 72, 150, BODY_STYLE._replace(size=12.0))]
    lines = [*table_lines(*BODY), title, *table_lines(*SHIPS[1:], top=166)]

    assert len(find_aligned(lines, (), frozenset())) == 2


def test_a_section_whose_rows_have_no_head_is_of_the_table() -> None:
    section = [strip("Projected", 72, 148)]
    lines = [*table_lines(HEAD, *BODY), section, *table_lines(*SHIPS[1:], top=160)]

    assert len(find_aligned(lines, (), frozenset())) == 1


def test_years_over_figures_are_a_head() -> None:
    title = [strip("Ships of the town", 72, 148)]
    years = [("Ship", "2023", "2024"), *SHIPS[1:]]
    lines = [*table_lines(HEAD, *BODY), title, *table_lines(*years, top=162)]

    assert len(find_aligned(lines, (), frozenset())) == 2


def test_formulas_that_line_up_are_no_table() -> None:
    lines = table_lines(("a", "= b + 2 c", "(1)"), ("d e", "= f − 3", "(2)"), ("g", "≤ h", "(3)"))

    assert not is_table(lines)


def test_a_list_is_no_table() -> None:
    lines = [row(["•", "an item of it"], [72, 95], 100 + 12 * i) for i in range(4)]

    assert not is_table(lines)


def test_columns_of_prose_are_no_table() -> None:
    text = "words of a line of prose that is longer than any cell"
    lines = [row([text, text], [72, 400], 100 + 12 * i) for i in range(5)]

    assert not is_table(lines)


def test_two_divided_lines_are_too_few_for_two_columns() -> None:
    assert not is_table(table_lines(("a", "1"), ("b", "2"), xs=[72, 172]))


def test_a_wide_table_is_told_by_its_rows() -> None:
    rows = [[strip("Title", 72, 60)], *table_lines(*YEARS, xs=WIDE)]

    assert find_dense(rows) == [(1, 4)]


def test_stretched_lines_are_not_dense() -> None:
    """Two wide gaps lie in line; the words between them do not."""
    lines = [
        [strip(word, x, 100 + 12 * i) for word, x in zip(words, xs, strict=True)]
        for i, (words, xs) in enumerate(
            [
                (("one", "two", "three", "four", "five"), (72, 100, 130, 200, 260)),
                (("and", "with", "all", "that", "there"), (72, 110, 140, 205, 260)),
                (("upon", "stretched", "to", "fill", "lines"), (72, 97, 149, 200, 262)),
            ]
        )
    ]

    assert not is_regular(lines, find_separators(lines))


def test_a_text_beside_a_table_does_not_belong_to_it() -> None:
    rows = [
        [*line, strip("some words of a text", 360, line[0].baseline)]
        for line in table_lines(*YEARS, xs=WIDE)
    ]

    assert find_dense(rows) == []


def test_lines_of_text_between_the_rows_are_seen() -> None:
    rows = table_lines(*YEARS, xs=WIDE)
    rows.insert(1, [strip("four words of text", 330, 106)])

    assert find_dense(rows) == []


def test_prose_on_one_side_of_a_gutter_ends_the_table() -> None:
    rows = [
        [strip("a whole line of running text", 72, 100 + 12 * i), strip("12", 300, 100 + 12 * i)]
        for i in range(4)
    ]

    assert has_prose_side(rows, 280)
    assert not has_prose_side(table_lines(*YEARS, xs=WIDE), 180)


def test_titles_set_closer_than_the_cells_belong_to_the_table() -> None:
    rows = table_lines(*YEARS, xs=WIDE)
    head = strip("Headcount of 2020 Patients of 2021 Beds and rooms 2022 2023", WIDE[1], 88)
    words = tuple(
        word._replace(box=word.box._replace(x0=x, x1=x + 30))
        for word, x in zip(head.words[:3], WIDE[1:], strict=False)
    )
    wide = head._replace(words=words)

    assert find_dense([[strip("Site", WIDE[0], 88), wide], *rows])[0][0] == 0


def test_the_rest_of_a_cell_wrapped_in_the_last_row_belongs_to_it() -> None:
    lines = table_lines(
        ("Term", "Meaning", "Owner"),
        ("Rain", "What falls", "Cork"),
        ("Snow", "What falls after", "Porto"),
        xs=[72, 132, 300],
    )
    rest = [strip("it has frozen", 132, 136)]
    after = [strip("Words of the text go on", 72, 148)]

    (run,) = find_aligned([*lines, rest, after], (), frozenset())

    assert run.end == 4
    assert texts(run.table)[-1] == ["Snow", "What falls after it has frozen", "Porto"]


def test_labels_with_a_colon_and_their_values_are_no_table() -> None:
    lines = table_lines(
        ("Number:", "INV-4"), ("Date:", "2023"), ("Terms:", "60 days"), xs=[72, 182]
    )

    assert not is_table(lines)


def test_a_list_whose_items_have_words_apart_is_no_table() -> None:
    items = [row(["•", "When it", "appears in it"], [72, 95, 160], 100 + 30 * i) for i in range(3)]
    rests = [row(["cause a", "less of it"], [95, 160], 112 + 30 * i) for i in range(3)]

    assert not is_table([line for pair in zip(items, rests, strict=True) for line in pair])


def test_two_lines_of_names_are_a_legend_and_two_of_figures_a_table() -> None:
    names = ("Austria", "Belgium", "Denmark", "Finland")
    xs = [72.0, 172.0, 232.0, 300.0]

    assert not is_table(table_lines(names, ("Estonia", "France", "Ireland", "Spain"), xs=xs))
    assert is_table(table_lines(names, ("12", "14", "9", "31"), xs=xs))


def test_a_head_and_one_row_are_a_table_though_the_rest_is_in_another_column() -> None:
    xs = [72.0, 172.0, 232.0]
    head = table_lines(("Term", "Meaning", "Owner"), xs=xs, style=BOLD)

    assert is_table([*head, *table_lines(("Grants", "Money", "Malmo"), xs=xs, top=112)])


def test_lined_up_code_is_no_table_where_the_body_is_no_code() -> None:
    code = table_lines(("SELECT", "name,", "tons"), *BODY)
    lines = [[it._replace(style=CODE) for it in line] for line in code]

    assert find_aligned(lines, (), frozenset(), is_mono=False) == []
    assert len(find_aligned(lines, (), frozenset())) == 1
    assert find_dense([[*line, *line] for line in lines], is_mono=False) == []


def test_cells_of_code_under_a_head_that_is_none_are_a_table() -> None:
    head, *rows = table_lines(HEAD, *BODY)
    lines = [head, *([it._replace(style=CODE) for it in line] for line in rows)]

    runs = find_aligned(lines, (), frozenset(), is_mono=False)

    assert texts(runs[0].table) == [list(HEAD), *map(list, BODY)]


def test_numbered_lines_of_code_are_no_rows() -> None:
    code = [("9", "if tide:"), ("10", "harbour = 2"), ("11", "quay = 3"), ("12", "done")]
    made = table_lines(*code, xs=[72.0, 100.0])
    lines = [[number, text._replace(style=CODE)] for number, text in made]

    assert find_aligned(lines, (), frozenset(), is_mono=False) == []
    assert len(find_aligned(made, (), frozenset(), is_mono=False)) == 1


def test_figures_that_do_not_count_on_begin_rows_of_names() -> None:
    rows = [("12", "tide.csv"), ("4", "wind.csv"), ("31", "rain.csv")]
    lines = [
        [number, text._replace(style=CODE)] for number, text in table_lines(*rows, xs=[72.0, 100.0])
    ]

    assert len(find_aligned(lines, (), frozenset(), is_mono=False)) == 1

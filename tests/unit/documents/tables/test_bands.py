from tests.unit.documents.layout.made import strip
from tests.unit.documents.tables.made import table_lines, texts
from wasat.documents.layout.sheet import Strip
from wasat.documents.tables.bands import find_banded, stack_edges
from wasat.documents.tables.edges import Edge
from wasat.documents.tables.ruled import Found

HEAD = ("Place", "First", "Second")
BODY = [("Rain", "12", "14"), ("Snow", "2", "9"), ("Wind", "3", "8")]


def _flat(lines: list[list[Strip]]) -> list[Strip]:
    return [it for line in lines for it in line]


def _find(strips: list[Strip], *heights: float) -> list[Found]:
    return find_banded(strips, [Edge(y, 70, 280) for y in heights], frozenset())


def test_rules_above_and_below_the_head_and_at_the_end_make_a_table() -> None:
    found = _find(_flat(table_lines(HEAD, *BODY)), 90, 103, 139)

    assert [texts(it.table) for it in found] == [[list(HEAD), *map(list, BODY)]]
    assert found[0].used == frozenset(range(12))


def test_a_rule_under_each_row_makes_a_table() -> None:
    found = _find(_flat(table_lines(HEAD, *BODY)), 103, 115, 127, 139)

    assert texts(found[0].table)[0] == list(HEAD)


def test_a_body_without_a_last_rule_goes_on() -> None:
    found = _find(_flat(table_lines(HEAD, *BODY)), 90, 103)

    assert found[0].table.row_count == 4


def test_wrapped_rows_between_rules_are_rows() -> None:
    lines = table_lines(
        ("Term", "Meaning", "Owner"),
        ("Beds", "the beds", "Porto"),
        ("", "as told", ""),
        ("", "in June", ""),
        ("Cost", "the cost", "Wels"),
        ("", "as told", ""),
        ("", "in May", ""),
    )

    found = _find(_flat(lines), 90, 103, 139, 175)

    assert texts(found[0].table)[1:] == [
        ["Beds", "the beds as told in June", "Porto"],
        ["Cost", "the cost as told in May", "Wels"],
    ]


def test_prose_between_rules_is_no_table() -> None:
    prose = [
        strip("words of a line that goes from side to side", 72, 100 + 12 * i) for i in range(6)
    ]

    assert _find(prose, 90, 180) == []


def test_columns_of_text_between_the_rules_of_a_page_are_no_table() -> None:
    text = "words of a column of text that is full"
    page = [strip(text, x, 100 + 12 * i) for i in range(20) for x in (72, 300)]

    assert find_banded(page, [Edge(80, 70, 500), Edge(360, 70, 500)], frozenset()) == []


def test_prose_ends_a_run_of_bands() -> None:
    prose = [
        strip("words of a line that goes from side to side", 72, 160 + 12 * i) for i in range(6)
    ]

    found = _find([*_flat(table_lines(HEAD, *BODY)), *prose], 90, 103, 139, 240)

    assert [it.table.row_count for it in found] == [4]


def test_edges_of_one_width_are_one_stack() -> None:
    edges = [Edge(10, 70, 280), Edge(20, 71, 281), Edge(30, 70, 500), Edge(40, 70, 90)]

    assert stack_edges(edges) == [edges[:2]]


def test_rules_of_groups_of_columns_are_one() -> None:
    """As in statements of accounts: stripes with small gaps, and short rules under the heads."""
    lines = table_lines(("Costs", "12", "14"), ("Sales", "2", "9"), ("Total", "14", "23"), top=136)
    years = table_lines(("", "2024", "2023"), top=122)
    strips = [*_flat(years), *_flat(lines), strip("Years ended", 180, 110)]
    stripes = [
        Edge(y, start, end)
        for y in (127.0, 139.0, 151.0, 163.0)
        for start, end in ((70, 165), (170, 215), (220, 280))
    ]
    short = [Edge(112.5, 170, 215), Edge(112.5, 220, 280)]

    found = find_banded(strips, sorted([*stripes, *short]), frozenset())

    assert texts(found[0].table) == [
        ["", "Years ended"],
        ["", "2024", "2023"],
        ["Costs", "12", "14"],
        ["Sales", "2", "9"],
        ["Total", "14", "23"],
    ]
    assert len(found) == 1


def test_a_title_over_the_first_rule_is_no_row() -> None:
    title = strip("A title that is rather long, and says what the table is about", 72, 86)

    found = _find([title, *_flat(table_lines(HEAD, *BODY))], 90, 103, 139)

    assert found[0].table.row_count == 4


def test_a_sentence_far_under_a_row_is_no_part_of_it() -> None:
    note = strip("not significant", 72, 160)

    found = _find([note, *_flat(table_lines(HEAD, *BODY))], 103, 115, 127, 175)

    assert all("not significant" not in row for it in found for row in texts(it.table))


def test_rules_without_words_between_or_beside_are_no_table() -> None:
    far = [strip("words far below", 72, 700)]

    assert _find(far, 90, 103, 139) == []

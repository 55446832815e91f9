from tests.make.pdf import many_pages
from tests.unit.documents.layout.made import BODY, row, strip
from tests.unit.documents.pdf.made import pages_of
from wasat.documents.layout.margins import Extent, Parted, part_margins
from wasat.documents.layout.running import Mark, find_mark
from wasat.documents.layout.sheet import Strip

PAGE = Extent(600, 800, 10)
LINE = "A line of the body that is as wide as all of the others are and no wider than they"


def _body(top: float = 120, rows: int = 20) -> list[Strip]:
    return [strip(LINE, 72, top + 12 * index) for index in range(rows)]


def _part(*strips: Strip, running: frozenset[Mark] = frozenset(), rows: int = 20) -> Parted:
    return part_margins([*strips, *_body(rows=rows)], PAGE, running)


def _texts(strips: list[Strip]) -> list[str]:
    return [strip.text for strip in strips]


def _marks(*strips: Strip) -> frozenset[Mark]:
    return frozenset(mark for it in strips if (mark := find_mark(it, PAGE.height)))


def test_what_comes_again_over_a_gap_is_running() -> None:
    head = strip("Report of the year", 72, 60)

    assert _part(head, running=_marks(head)).heads == [head]


def test_a_line_set_like_the_body_below_it_is_body_though_it_comes_again() -> None:
    first = strip("This is page number 7.", 72, 72)
    second = strip("A line that every page begins with.", 72, 84)
    body = _body(top=96)

    parted = part_margins([first, second, *body], PAGE, _marks(first, second))

    assert parted.heads == []
    assert parted.body == [first, second, *body]


def test_a_line_in_another_style_is_running_however_near() -> None:
    head = strip("Report of the year", 72, 84, BODY._replace(size=8.0))
    parted = part_margins([head, *_body(top=96)], PAGE, _marks(head))

    assert parted.heads == [head]


def test_what_comes_again_under_a_title_of_its_page_is_body() -> None:
    title = strip("Sheet 4: pumps in winter", 72, 30, BODY._replace(size=16.0))
    head = strip("Normal pressure, both valves open", 72, 60)

    parted = _part(title, head, running=_marks(head))

    assert parted.heads == []
    assert parted.body[:2] == [title, head]


def test_parts_at_both_edges_of_the_text_are_a_running_line() -> None:
    right = 72 + strip(LINE, 0, 0).box.width
    parts = row(["Revision: 2.4", "P/N 119", "June"], [72, 260, right - 20], 760)

    assert _part(*parts).feet == parts


def test_a_number_at_one_end_of_a_spread_line_needs_no_gap() -> None:
    right = 72 + strip(LINE, 0, 0).box.width
    parts = row(["400", "HUSBANDRY", "Ch. XIX"], [72, 240, right - 38], 74)

    assert part_margins([*parts, *_body(top=86)], PAGE, frozenset()).heads == parts


def test_the_title_beside_a_running_number_runs_though_it_comes_once() -> None:
    right = 72 + strip(LINE, 0, 0).box.width
    head = row(["4", "SPECIAL CASES", "18"], [72, 88, right - 12], 74)

    parted = part_margins([*head, *_body(top=106)], PAGE, _marks(head[-1]))

    assert parted.heads == head


def test_a_row_of_a_table_at_the_head_of_a_page_is_body() -> None:
    cells = [row(["400", "oats", "12"], [72, 260, 440], 60 + 14 * index) for index in range(4)]

    assert _part(*[it for line in cells for it in line]).heads == []


def test_a_line_over_two_columns_is_running_though_both_begin_below_it() -> None:
    small = BODY._replace(size=8.0)
    columns = [strip(LINE[:40], x, 120 + 12 * index) for index in range(20) for x in (72, 320)]
    head = row(["Harbours of the north", "A. Hansen"], [72, columns[1].box.x1 - 35], 60, small)

    assert part_margins([*head, *columns], PAGE, frozenset()).heads == head


def test_titles_over_two_columns_are_body() -> None:
    bold = BODY._replace(size=12.0, is_bold=True)
    columns = [strip(LINE[:40], x, 120 + 12 * index) for index in range(20) for x in (72, 320)]
    titles = row(["Tides", "Harbours"], [72, columns[1].box.x1 - 48], 100, bold)

    assert part_margins([*titles, *columns], PAGE, frozenset()).heads == []


def test_numbers_of_lines_are_feet() -> None:
    small = BODY._replace(size=6.0)
    numbers = [strip(str(index + 8), 50, 120 + 12 * index, small) for index in range(20)]
    parted = part_margins([*numbers, *_body()], PAGE, frozenset())

    assert parted.feet == numbers
    assert parted.body == _body()


def test_a_number_alone_below_the_text_is_that_of_the_page() -> None:
    right = 72 + strip(LINE, 0, 0).box.width
    number = strip("62", (72 + right) / 2 - 5, 400)

    assert _part(number).feet == [number]
    assert _part(strip("62", 120, 400)).feet == []


def test_small_print_alone_at_the_very_edge_is_running() -> None:
    note = strip("Download date: 15. Sep.", 72, 785, BODY._replace(size=7.0))

    assert _part(note).feet == [note]


def test_a_note_above_a_running_foot_is_body() -> None:
    note = strip("1 Measured at noon.", 72, 760, BODY._replace(size=7.0))
    foot = strip("Report of the year", 290, 780)

    assert _part(note, foot, running=_marks(foot)).feet == [foot]
    assert _part(note).feet == [note]


def test_a_title_alone_at_the_head_is_body() -> None:
    title = strip("What we saw", 72, 50, BODY._replace(size=20.0))

    assert _part(title).heads == []


def test_the_edges_of_a_nearly_empty_page_tell_nothing() -> None:
    assert _part(strip("Signed in June", 72, 780), rows=3).feet == []


def test_numbered_first_lines_of_many_pages_are_kept() -> None:
    pages, _ = pages_of(many_pages(4))

    assert [page.blocks[0].text[:22] for page in pages] == [
        f"This is page number {number}." for number in range(1, 5)
    ]


def test_the_number_of_a_heading_is_body_though_such_a_number_comes_again() -> None:
    title = BODY._replace(size=14.0, is_bold=True)
    number, heading = strip("2.3", 72, 80, title), strip("Rules of the house", 110, 80, title)
    other = strip("Rules of the house", 110, 80, BODY._replace(size=14.0))

    for pair in ([number, heading], [number, other]):
        parted = _part(*pair, running=_marks(number))

        assert parted.heads == []
        assert parted.body[:2] == pair


def test_a_cell_is_body_though_such_a_figure_comes_again() -> None:
    first = row(["Delft", "-8.0", "1,204"], [72, 300, 450], 80)
    second = row(["Emden", "14.5", "981"], [72, 300, 450], 96)

    parted = part_margins([*first, *second, *_body(top=200)], PAGE, _marks(first[1]))

    assert parted.heads == []


def test_a_line_of_three_parts_over_prose_is_running() -> None:
    head = [strip(text, x, 50) for text, x in (("Wasat", 72), ("2020", 300), ("page 3", 450))]

    parted = part_margins([*head, *_body(top=74)], PAGE, _marks(*head))

    assert _texts(parted.heads) == ["Wasat", "2020", "page 3"]


def test_a_repeated_head_over_cells_is_body_though_one_cell_stands_between_its_lines() -> None:
    head = row(["2018", "2019"], [200, 400], 60)
    middle = strip("Station", 72, 66)
    cells = row(["Delft", "12", "14", "9", "8"], [72, 200, 300, 400, 500], 72)

    parted = part_margins([*head, middle, *cells, *_body(top=200)], PAGE, _marks(*head, middle))

    assert parted.heads == []


def test_the_second_line_of_a_repeated_head_is_body_like_the_first() -> None:
    head = row(["Station", "Measured", "Deviation"], [72, 200, 400], 60)
    years = row(["2018", "2019", "2020"], [74, 260, 460], 72)
    cells = row(["Delft", "12", "14"], [120, 330, 520], 84)

    parted = part_margins([*head, *years, *cells, *_body(top=200)], PAGE, _marks(*years))

    assert parted.heads == []

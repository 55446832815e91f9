from tests.unit.evidence.pages import make_block, make_line, make_page, make_table
from wasat.box import Box
from wasat.documents.document import Block, BlockKind, Line, Page, Word
from wasat.evidence.quote import Located
from wasat.reader.leaves.layout import Run, iter_units, join_near, lay_out


def texts(page: Page) -> list[list[str]]:
    return [[run.text for run in row] for row in lay_out(page)]


def place(text: str, left: float, top: float) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, lines=(make_line(text, left=left, top=top),))


def test_words_on_one_height_are_one_line_whatever_block_they_belong_to() -> None:
    page = make_page(place("Total", 0, 100), place("12.00", 200, 101), place("Next", 0, 120))

    assert texts(page) == [["Total", "12.00"], ["Next"]]


def test_a_wide_gap_parts_runs_and_a_narrow_one_does_not() -> None:
    near = place("Total", 0, 100), place("sum", 36, 100)

    assert texts(make_page(*near)) == [["Total sum"]]


def test_tight_lines_stay_apart() -> None:
    tall = tuple(
        Line(words=(Word(text, Box(0, top, 50, top + 14)),)) for text, top in (("a", 0), ("b", 11))
    )

    assert texts(make_page(Block(kind=BlockKind.PARAGRAPH, lines=tall))) == [["a"], ["b"]]


def test_a_run_tells_where_its_characters_stand() -> None:
    page = make_page(place("Total due", 0, 100), place("12.00", 58, 100))
    run: Run = lay_out(page)[0][0]

    assert run.text == "Total due 12.00"
    assert run.locate(6, 9) == (Located(0, 6, 9),)
    assert run.locate(6, 15) == (Located(0, 6, 9), Located(1, 0, 5))


def test_without_boxes_printed_lines_and_table_rows_are_lines() -> None:
    block = Block(
        kind=BlockKind.PARAGRAPH,
        lines=(make_line("Name: Ann", is_paged=False), make_line("Age: 7", is_paged=False)),
    )
    page = Page(number=1, blocks=(block, make_table(["a", ""], ["c", "d"])))

    assert texts(page) == [["Name: Ann"], ["Age: 7"], ["a"], ["c", "d"]]


def test_units_are_blocks_and_cells_with_words() -> None:
    page = make_page(make_block("Some words"), make_table(["a", ""]), Block(kind=BlockKind.FIGURE))

    assert [(unit.text, unit.block, unit.cell) for unit in iter_units(page)] == [
        ("Some words", 0, None),
        ("a", 1, (0, 0)),
    ]


def test_a_unit_tells_where_its_characters_stand() -> None:
    (unit,) = iter_units(make_page(make_table(["alpha beta"])))

    assert unit.locate(6, 10) == (Located(0, 6, 10, (0, 0)),)


def boxed(*words: tuple[str, Box]) -> Block:
    line = Line(words=tuple(Word(text, box) for text, box in words))
    return Block(kind=BlockKind.PARAGRAPH, lines=(line,))


def test_wide_print_with_low_boxes_is_one_run() -> None:
    low = boxed(("SDN", Box(0, 0, 21, 8)), ("BHD", Box(33, 0, 54, 8)))

    assert texts(make_page(low)) == [["SDN BHD"]]


def test_a_flat_box_of_a_skewed_word_stays_on_its_line() -> None:
    page = make_page(
        boxed(("TOTAL", Box(0, 100, 40, 120))),
        boxed(("38.37", Box(200, 112.9, 230, 113.1))),
        boxed(("CASH", Box(0, 140, 40, 160))),
    )

    assert texts(page) == [["TOTAL", "38.37"], ["CASH"]]


def test_runs_near_one_another_are_joined() -> None:
    row = lay_out(make_page(place("Corner", 0, 0), place("Shop", 52, 0), place("12", 200, 0)))[0]

    assert [run.text for run in join_near(row, 1.7)] == ["Corner Shop", "12"]

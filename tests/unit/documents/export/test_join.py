from dataclasses import replace

from tests.unit.documents.making import block, page, paragraph, table
from wasat.documents.document import Block, BlockKind, Page, Table
from wasat.documents.export import join
from wasat.documents.export.join import join_tables

FOOTER = block(BlockKind.FOOTER, "7")
START = table("h|i", "a|b", head=1)
NEXT = table("c|d", is_continued=True)


def _texts(pages: list[Page]) -> list[list[str]]:
    return [[found.text for found in made.blocks] for made in pages]


def _join(*runs: tuple[Block, ...]) -> list[Page]:
    return list(join_tables(page(*blocks, number=n) for n, blocks in enumerate(runs, 1)))


def test_rows_move_to_where_the_table_begins() -> None:
    assert _texts(_join((START,), (NEXT, paragraph("after")))) == [
        ["h\ti\na\tb\nc\td"],
        ["after"],
    ]


def test_a_table_over_three_pages_is_one() -> None:
    assert _texts(_join((START,), (NEXT,), (NEXT,))) == [["h\ti\na\tb\nc\td\nc\td"], [], []]


def test_running_lines_do_not_stand_between() -> None:
    assert _texts(_join((START, FOOTER), (FOOTER, NEXT))) == [
        ["h\ti\na\tb\nc\td", "7"],
        ["7"],
    ]


def test_a_header_that_is_repeated_is_dropped() -> None:
    again = table("h|i", "c|d", head=1, is_continued=True)
    assert _texts(_join((START,), (again,)))[0] == ["h\ti\na\tb\nc\td"]


def test_a_header_that_differs_is_kept() -> None:
    other = table("x|y", "c|d", head=1, is_continued=True)
    assert _texts(_join((START,), (other,)))[0] == ["h\ti\na\tb\nx\ty\nc\td"]


def test_a_second_table_on_the_page_of_a_continuation_may_go_on_too() -> None:
    second = table("2|3")
    assert _texts(_join((START,), (NEXT, second), (NEXT,))) == [
        ["h\ti\na\tb\nc\td"],
        ["2\t3\nc\td"],
        [],
    ]


def test_a_continuation_without_a_beginning_stays_where_it_is() -> None:
    assert _texts(_join((paragraph("a"),), (NEXT,))) == [["a"], ["c\td"]]


def test_a_table_that_continues_nothing_stays_its_own() -> None:
    assert _texts(_join((START,), (table("c|d"),))) == [["h\ti\na\tb"], ["c\td"]]


def test_every_page_comes_out_once_and_in_order() -> None:
    pages = _join((START,), (NEXT,), (), (paragraph("a"),), (START,), (NEXT,))
    assert [made.number for made in pages] == [1, 2, 3, 4, 5, 6]


def test_a_joined_table_knows_its_size() -> None:
    made = _join((START,), (table("c|d|e", is_continued=True),))[0].blocks[0].table
    assert made is not None
    assert (made.row_count, made.column_count, made.is_continued) == (3, 3, False)


def test_a_very_long_table_is_begun_anew() -> None:
    made = START.table
    assert made is not None
    cells = tuple(replace(made.cells[0], row=row) for row in range(join.MOST_CELLS))
    long = Table(row_count=join.MOST_CELLS, column_count=1, cells=cells)
    pages = _join((replace(START, table=long),), (NEXT,), (NEXT,))
    assert [len(found.blocks) for found in pages] == [1, 1, 0]

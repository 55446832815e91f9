from dataclasses import replace

from tests.unit.evidence.pages import make_block, make_heading, make_line, make_page, make_table
from wasat.documents.document import Block, BlockKind, Cell, Table
from wasat.reader.tables.grid import count_header_rows, iter_grids, spread


def go_on(block: Block) -> Block:
    assert block.table is not None
    return replace(block, table=replace(block.table, is_continued=True))


def texts(block: Block) -> list[list[str]]:
    assert block.table is not None
    return [[cell.text for cell in row] for row in spread(block.table, 1, 0)]


def test_a_table_is_read_with_its_caption_and_heading() -> None:
    page = make_page(
        make_heading("Results"),
        make_block("Table 1: Scores", kind=BlockKind.CAPTION),
        make_table(["Name", "Score"], ["A", "1"]),
    )

    (grid,) = iter_grids([page])

    assert (grid.caption, grid.heading, grid.page) == ("Table 1: Scores", "Results", 1)
    assert [[cell.text for cell in row] for row in grid.body] == [["A", "1"]]
    assert grid.header(1) == "Score"


def test_cells_know_where_they_stand() -> None:
    (grid,) = iter_grids([make_page(make_block("x"), make_table(["Name"], ["A"]))])

    located = grid.body[0][0].located

    assert located is not None
    assert (located.block, located.cell) == (1, (1, 0))


def test_a_span_is_repeated_over_all_it_covers() -> None:
    cells = (
        Cell(row=0, column=0, column_span=2, lines=(make_line("Both"),)),
        Cell(row=1, column=0, lines=(make_line("a"),)),
        Cell(row=1, column=1, lines=(make_line("b"),)),
    )
    table = Table(row_count=2, column_count=2, cells=cells)

    assert texts(Block(kind=BlockKind.TABLE, table=table)) == [["Both", "Both"], ["a", "b"]]


def test_a_header_of_two_rows_is_joined_and_repetitions_left_out() -> None:
    (grid,) = iter_grids(
        [make_page(make_table(["", "Cost"], ["Year", "Cost"], ["1", "2"], headers=2))]
    )

    assert (grid.header_rows, grid.header(0), grid.header(1)) == (2, "Year", "Cost")


def test_without_header_cells_the_first_row_names_the_columns() -> None:
    assert count_header_rows(spread_of(["a", "b"], ["1", "2"])) == 1
    assert count_header_rows(spread_of(["only", "row"])) == 0
    assert count_header_rows([]) == 0


def spread_of(*rows: list[str]) -> list[list[object]]:  # type: ignore[type-arg]
    block = make_table(*rows, headers=0)
    assert block.table is not None
    return spread(block.table, 1, 0)  # type: ignore[return-value]


def test_a_table_that_goes_on_over_the_page_is_one_grid() -> None:
    pages = [
        make_page(make_table(["Name", "Score"], ["A", "1"]), number=1),
        make_page(go_on(make_table(["Name", "Score"], ["B", "2"])), number=2),
        make_page(go_on(make_table(["C", "3"], headers=0)), number=3),
    ]

    (grid,) = iter_grids(pages)

    assert [[cell.text for cell in row] for row in grid.body] == [
        ["A", "1"],
        ["B", "2"],
        ["C", "3"],
    ]
    assert [row[0].page for row in grid.body] == [1, 2, 3]


def test_a_continuation_of_another_width_is_a_table_of_its_own() -> None:
    pages = [
        make_page(make_table(["Name", "Score"], ["A", "1"]), number=1),
        make_page(go_on(make_table(["x"], ["y"])), number=2),
    ]

    assert len(list(iter_grids(pages))) == 2

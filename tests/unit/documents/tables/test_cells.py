from tests.unit.documents.layout.made import strip
from tests.unit.documents.tables.made import texts
from wasat.documents.tables.cells import Filled, fill_rows, make_table
from wasat.documents.tables.lattice import Place
from wasat.documents.tables.pieces import Piece, Pieces


def _line(baseline: float, *placed: tuple[int, int, str]) -> Pieces:
    return [Piece(a, b, strip(text, 72 + 80 * a, baseline)) for a, b, text in placed]


def test_empty_places_are_cells_too() -> None:
    filled = fill_rows([[_line(100, (0, 1, "Actual"))]], 3, 0)

    assert [len(cell.lines) for cell in filled] == [1, 0, 0]


def test_lines_of_one_cell_stand_under_one_another() -> None:
    row = [_line(100, (0, 1, "Chlorine"), (1, 2, "10")), _line(112, (0, 1, "as HCl"))]

    table = make_table(fill_rows([row], 2, 0), 0, frozenset())

    assert texts(table) == [["Chlorine as HCl", "10"]]


def test_pieces_that_overlap_are_one_spanning_cell() -> None:
    row = [_line(100, (0, 2, "In both years")), _line(112, (1, 2, "together"))]

    filled = fill_rows([row], 3, 0)

    assert [cell.place for cell in filled] == [Place(0, 0, 1, 2), Place(0, 2, 1, 3)]


def test_a_title_alone_in_its_column_fills_the_head() -> None:
    head = [
        [_line(100, (1, 3, "Total"))],
        [_line(112, (0, 1, "Year"), (1, 2, "a"), (2, 3, "b"))],
    ]
    body = [[_line(124, (0, 1, "1996"), (1, 2, "1"), (2, 3, "2"))]]

    table = make_table(fill_rows([*head, *body], 3, 2), 2, frozenset())

    year = next(cell for cell in table.cells if cell.text == "Year")
    total = next(cell for cell in table.cells if cell.text == "Total")
    assert (year.row, year.row_span, total.column_span) == (0, 2, 2)
    assert [cell.is_header for cell in table.cells] == [True] * 4 + [False] * 3


def test_the_box_of_a_cell_is_that_of_its_words() -> None:
    cell = strip("word", 72, 100)

    table = make_table([Filled(Place(0, 0, 1, 1), (cell,))], 0, frozenset())

    assert table.cells[0].box == cell.box
    assert (table.row_count, table.column_count) == (1, 1)

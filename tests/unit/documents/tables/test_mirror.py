from wasat.box import NOWHERE
from wasat.documents.document import Cell, Line, Table, Word
from wasat.documents.tables.mirror import read_from_right


def _cell(text: str, row: int, column: int, span: int = 1) -> Cell:
    return Cell(
        row=row, column=column, column_span=span, lines=(Line(words=(Word(text, NOWHERE),)),)
    )


def _table(*cells: Cell) -> Table:
    return Table(row_count=2, column_count=3, cells=cells)


def test_columns_of_a_table_in_hebrew_count_from_the_right() -> None:
    table = _table(_cell("שלום", 0, 0, span=2), _cell("עולם", 0, 2), _cell("7", 1, 0))

    placed = [(it.text, it.row, it.column) for it in read_from_right(table).cells]

    assert placed == [("עולם", 0, 0), ("שלום", 0, 1), ("7", 1, 2)]


def test_other_tables_stay() -> None:
    table = _table(_cell("Rain", 0, 0), _cell("7", 0, 1))

    assert read_from_right(table) is table

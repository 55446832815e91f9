from tests.unit.evidence.pages import make_block, make_line, make_page, make_table
from wasat.box import Box
from wasat.documents.document import Block, BlockKind, Cell, Line, Table
from wasat.evidence.pieces import align, block_box, iter_pieces, read_pieces
from wasat.evidence.quote import Located


def make_columns(*texts: tuple[str, float], top: float = 0.0) -> Block:
    """One line a text, all on one baseline."""
    lines = tuple(make_line(text, top=top, left=left) for text, left in texts)
    words = tuple(word for line in lines for word in line.words)
    return Block(kind=BlockKind.PARAGRAPH, lines=(Line(words=words),))


def test_a_line_is_parted_where_space_is_wide() -> None:
    block = make_columns(("Net sales", 0), ("1,234", 200), ("987", 300))
    assert [piece.text for piece in iter_pieces(0, block)] == ["Net sales", "1,234", "987"]


def test_a_piece_tells_where_it_stands() -> None:
    block = make_columns(("Net sales", 0), ("1,234", 200))
    assert [piece.located for piece in iter_pieces(3, block)] == [
        Located(3, 0, 9),
        Located(3, 10, 15),
    ]


def test_a_currency_sign_goes_with_its_figure() -> None:
    block = make_columns(("Sales", 0), ("$", 100), ("1,234", 150))
    assert [piece.text for piece in iter_pieces(0, block)] == ["Sales", "$ 1,234"]


def test_prose_gives_no_pieces() -> None:
    block = make_block(*["The quick brown fox jumps over it"] * 4)
    assert list(iter_pieces(0, block)) == []


def test_short_labels_one_under_the_other_give_pieces() -> None:
    block = make_block(*["Accounts payable"] * 5)
    assert len(list(iter_pieces(0, block))) == 5


def test_dates_and_figures_are_told_apart() -> None:
    block = make_columns(("December 28, 2018", 0), ("2019", 200), ("7,000", 300), ("Men", 400))
    assert [piece.is_date for piece in iter_pieces(0, block)] == [True, True, False, False]
    assert [piece.is_figure for piece in iter_pieces(0, block)] == [False, True, True, False]


def test_a_number_or_a_label_with_a_year_in_it_is_no_date() -> None:
    block = make_columns(("Date: 03/02/2024", 0), ("No 2024-0457", 200), ("31 May 2023", 400))
    assert [piece.is_date for piece in iter_pieces(0, block)] == [False, False, True]


def test_what_stands_on_one_line_is_put_together() -> None:
    left, right = make_columns(("Sales", 0), top=50), make_columns(("12", 300), top=52)
    below = make_columns(("Costs", 0), top=62)
    pieces = [p for index, b in enumerate((below, right, left)) for p in iter_pieces(index, b)]
    assert [[piece.text for piece in row] for row in align(pieces)] == [["Sales", "12"], ["Costs"]]


def test_a_whole_table_is_left_as_it_is() -> None:
    page = make_page(make_block("Text"), make_table(("", "2019"), ("Sales", "12")))
    assert read_pieces(page).whole == [1]


def test_a_table_with_figures_beside_it_is_torn() -> None:
    beside = make_columns(("34", 400), top=106)
    page = make_page(make_table(("", "2019"), ("Sales", "12")), beside)
    assert read_pieces(page).whole == []


def test_a_table_with_a_row_in_one_cell_is_torn() -> None:
    line = make_columns(("Revenues", 0), ("$ 36,397", 200)).lines[0]
    cell = Cell(row=0, column=0, lines=(line,))
    block = Block(kind=BlockKind.TABLE, table=Table(row_count=1, column_count=1, cells=(cell,)))
    assert read_pieces(make_page(block)).whole == []


def test_the_box_of_a_block_is_around_its_words() -> None:
    assert block_box(make_block("ab", "cd")) == Box(0, 0, 12, 22)
    assert block_box(make_table(("a", "b"))) == Box(0, 100, 106, 110)


def test_figures_beside_one_another_below_a_table_leave_it_whole() -> None:
    table = make_table(("", "2019"), ("Sales", "1,234"))
    axis = [make_columns((text, left), top=400.0) for text, left in (("2021", 80), ("2022", 160))]

    assert read_pieces(make_page(table, *axis)).whole == [0]


def test_a_table_without_a_letter_has_its_labels_beside_it() -> None:
    page = make_page(make_block("Sales"), make_table(("2019", "2018"), ("1", "2"), headers=0))
    assert read_pieces(page).whole == []


def test_in_formats_without_pages_a_table_of_numbers_is_whole() -> None:
    line = make_line("12", is_paged=False)
    cell = Cell(row=0, column=0, lines=(line,))
    block = Block(kind=BlockKind.TABLE, table=Table(row_count=1, column_count=1, cells=(cell,)))
    assert read_pieces(make_page(block)).whole == [0]

from tests.unit.evidence.pages import make_line
from wasat.documents.document import Cell, Table
from wasat.evidence.tabular.heads import over, part_heads, read_cells


def make_cell(row: int, column: int, *lines: str, is_header: bool = False) -> Cell:
    made = tuple(
        make_line(text, top=12.0 * at, left=60.0 * column) for at, text in enumerate(lines)
    )
    return Cell(row=row, column=column, is_header=is_header, lines=made)


def names_over(cells: tuple[Cell, ...], width: int) -> list[str]:
    heads, _ = part_heads(read_cells(Table(row_count=2, column_count=width, cells=cells)))
    return [" ".join(over(row, make_cell(1, at, "9")) for row in heads) for at in range(1, width)]


def test_names_above_names_are_told_apart_where_the_lower_ones_come_round() -> None:
    heads = (("2022",), ("Europe", "2021"), ("2022",), ("Asia", "2021"))
    row = tuple(make_cell(0, at, *lines, is_header=True) for at, lines in enumerate(heads, 1))
    body = (make_cell(1, 0, "Sales"), *(make_cell(1, at, str(at)) for at in range(1, 5)))

    assert names_over((*row, *body), 5) == [
        "Europe 2022", "Europe 2021", "Asia 2022", "Asia 2021"
    ]  # fmt: skip


def test_a_name_in_two_lines_stays_one() -> None:
    heads = (("Harvest", "(tonnes)"), ("Bottles",), ("Staff",))
    row = tuple(make_cell(0, at, *lines, is_header=True) for at, lines in enumerate(heads, 1))
    body = (make_cell(1, 0, "2021"), *(make_cell(1, at, str(at)) for at in range(1, 4)))

    assert names_over((*row, *body), 4) == ["Harvest (tonnes)", "Bottles", "Staff"]

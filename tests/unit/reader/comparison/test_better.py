from tests.unit.evidence.pages import make_document, make_page
from tests.unit.reader.asking import open_all
from wasat.generation.chunk import Citation
from wasat.reader.comparison.better import write_better
from wasat.reader.comparison.side import MISSING, SideBySide, add_difference, set_cell
from wasat.reader.tables.grid import GridCell
from wasat.reader.tables.tabular import TableCell

READINGS = open_all(make_document(make_page()), make_document(make_page()))


def make_row(title: str, *values: str, scales: tuple[int, ...] = (0, 0)) -> SideBySide:
    cells = tuple(
        TableCell(text=text, citations=(Citation(source=reading.source, quote=text, page=1),))
        for text, reading in zip(values, READINGS, strict=True)
    )
    return SideBySide(title=title, cells=cells, scales=scales)


def tell(row: SideBySide, *, wants_low: bool = False) -> str:
    chunks = write_better([row], READINGS, "en", wants_low=wants_low)
    return "".join(chunk.text for chunk in chunks)


def test_the_higher_value_is_better() -> None:
    text = tell(make_row("MATH", "3", "4"))

    assert text == "On MATH, b.pdf reports the better value: 4 [b.pdf p. 1], 3 [a.pdf p. 1].\n"


def test_of_errors_and_where_it_is_asked_for_the_lower_one_comes_first() -> None:
    assert "a.pdf reports" in tell(make_row("Word error", "3", "4"))
    assert "a.pdf reports" in tell(make_row("MATH", "3", "4"), wants_low=True)


def test_equal_values_are_equal_on_one_scale() -> None:
    assert tell(make_row("MATH", ".5", "50", scales=(2, 0))).startswith(
        "On MATH, the values are equal: .5"
    )


def test_a_value_alone_is_better_than_nothing_it_could_be_compared_with() -> None:
    assert tell(make_row("MATH", "–", "4")) == ""


def test_no_difference_is_told_of_what_is_no_number() -> None:
    assert add_difference(make_row("MATH", "high", "4")).cells[-1] == MISSING


def test_what_stands_nowhere_on_the_page_is_told_without_a_citation() -> None:
    assert set_cell(READINGS[0], GridCell(text="4", page=1)) == TableCell(text="4")
    assert set_cell(READINGS[0], None) == MISSING

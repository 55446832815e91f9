"""Tables from tags, on pages that were drawn; a tree that lies leaves everything to the layout."""

from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import Draw, make_pdf, write
from tests.documents.tagging import Element, marked, tag
from tests.unit.documents.pdf.made import sheet_of
from tests.unit.documents.tables.made import texts
from wasat.documents.layout.strips import make_strips
from wasat.documents.tables.ruled import Found
from wasat.documents.tables.tagged import find_tagged_tables

ROWS = (("Item", "Rain", "Snow"), ("May", "12", "0"), ("June", "9", "1"))
XS = (72, 200, 300)


def _draw(canvas: Canvas) -> None:
    for number, text in enumerate(text for row in ROWS for text in row):
        with marked(canvas, number):
            write(canvas, XS[number % 3], 100 + 20 * (number // 3), text)
    write(canvas, 72, 300, "Below the table.")


def _cells(numbers: Sequence[int], kind: str = "TD") -> list[Element]:
    return [Element(kind, [number]) for number in numbers]


def _rows(*rows: Sequence[int]) -> Element:
    return Element("Table", [Element("TR", _cells(row)) for row in rows])


def _found(*tree: Element, draw: Draw = _draw) -> list[Found]:
    sheet, book = sheet_of(tag(make_pdf(draw), *tree))
    return find_tagged_tables(make_strips(sheet.words, book.styles), sheet, frozenset())


def test_a_table_is_as_its_tags_say() -> None:
    (found,) = _found(_rows((0, 1, 2), (3, 4, 5), (6, 7, 8)))

    assert texts(found.table) == [list(row) for row in ROWS]
    assert len(found.used) == 9
    assert found.box.bottom < 160


def test_headers_are_those_that_are_tagged() -> None:
    head = Element("TR", _cells((0, 1, 2), "TH"))
    rest = [
        Element("TR", [Element("TH", [3]), *_cells((4, 5))]),
        Element("TR", [Element("TH", [6]), *_cells((7, 8))]),
    ]

    (found,) = _found(Element("Table", [Element("THead", [head]), Element("TBody", rest)]))

    headers = [it.text for it in found.table.cells if it.is_header]
    assert headers == ["Item", "Rain", "Snow", "May", "June"]


def test_cells_span_as_they_are_tagged() -> None:
    def draw(canvas: Canvas) -> None:
        for number, (x, y, text) in enumerate(
            [(72, 110, "Town"), (220, 100, "Weather"), (200, 120, "Rain"), (300, 120, "Snow")]
        ):
            with marked(canvas, number):
                write(canvas, x, y, text)

    first = Element("TR", [Element("TH", [0], row_span=2), Element("TH", [1], column_span=2)])
    second = Element("TR", _cells((2, 3), "TH"))

    (found,) = _found(Element("Table", [first, second]), draw=draw)

    spans = [(it.text, it.row, it.column, it.row_span, it.column_span) for it in found.table.cells]
    assert spans == [
        ("Town", 0, 0, 2, 1),
        ("Weather", 0, 1, 1, 2),
        ("Rain", 1, 1, 1, 1),
        ("Snow", 1, 2, 1, 1),
    ]


@pytest.mark.parametrize(
    "tree",
    [
        _rows((0, 1, 2), (6, 7, 8), (3, 4, 5)),  # rows in another order than they are drawn
        _rows((0, 2, 1), (3, 4, 5), (6, 8, 7)),  # columns likewise
        _rows((0, 1, 2), (3, 5), (6, 7, 8)),  # a word that stands in it is not in it
        _rows((0, 1, 2)),  # a single row
    ],
    ids=("rows", "columns", "word", "row"),
)
def test_a_tree_that_lies_about_a_table_is_not_believed(tree: Element) -> None:
    assert _found(tree) == []


def test_a_table_around_another_only_holds_it_in_place() -> None:
    outer = Element("Table", [Element("TR", [Element("TD", [_rows((0, 1), (3, 4))])])])

    (found,) = _found(outer)

    assert texts(found.table) == [["Item", "Rain"], ["May", "12"]]


def test_a_page_without_tags_has_no_tagged_tables() -> None:
    sheet, book = sheet_of(make_pdf(_draw))

    assert find_tagged_tables(make_strips(sheet.words, book.styles), sheet, frozenset()) == []

from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import make_pdf, write
from tests.documents.tagging import Element, marked, tag
from tests.unit.documents.pdf.made import sheet_of
from wasat.documents.layout.sheet import Tag


def _draw(canvas: Canvas) -> None:
    for number, text in enumerate(("Growth", "Sales rose again.", "11", "Untold")):
        with marked(canvas, number):
            write(canvas, 72, 100 + 20 * number, text)
    write(canvas, 72, 300, "Bare")


TREE = Element(
    "Document",
    [
        Element("H1", [0]),
        Element("P", [Element("Span", [1])]),
        Element("TD", [2], row_span=2, column_span=3),
        Element("Figure", description="A map\nof Ghent"),
    ],
)


def test_tags_come_in_the_order_of_the_tree_with_what_they_say() -> None:
    sheet, _ = sheet_of(tag(make_pdf(_draw), TREE))

    kinds = [(it.kind, it.parent) for it in sheet.tags]
    # a figure without marked content is on no page, as far as the library can tell
    assert kinds == [("Document", -1), ("H1", 0), ("P", 0), ("Span", 2), ("TD", 0)]
    assert sheet.tags[4] == Tag("TD", 0, row_span=2, column_span=3)


def test_each_word_has_the_tag_that_it_stands_under() -> None:
    sheet, _ = sheet_of(tag(make_pdf(_draw), TREE))

    assert sheet.words.tags is not None
    tags = dict(zip(sheet.words.text.split(" "), sheet.words.tags.tolist(), strict=True))
    assert tags == {
        "Growth": 1, "Sales": 3, "rose": 3, "again.": 3, "11": 4, "Untold": -1, "Bare": -1,
    }  # fmt: skip


def test_a_page_without_a_tree_has_no_tags() -> None:
    sheet, _ = sheet_of(make_pdf(_draw))

    assert sheet.tags == ()
    assert sheet.words.tags is None


def test_a_figure_says_what_it_shows() -> None:
    tree = Element("Document", [Element("Figure", [0], description="A map\nof Ghent")])

    sheet, _ = sheet_of(tag(make_pdf(_draw), tree))

    assert sheet.tags[1] == Tag("Figure", 0, description="A map of Ghent")


def test_a_tree_nested_beyond_reason_is_cut() -> None:
    nested = Element("P", [0])
    for _ in range(200):
        nested = Element("Sect", [nested])

    sheet, _ = sheet_of(tag(make_pdf(_draw), nested))

    assert len(sheet.tags) < 100

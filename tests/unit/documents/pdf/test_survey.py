from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import make_pdf, write, write_lines
from tests.unit.documents.pdf.made import opened
from wasat.documents.layout.sheet import Sheet
from wasat.documents.limits import STANDARD
from wasat.documents.pdf.compose import Setting
from wasat.documents.pdf.sheets import read_sheet
from wasat.documents.pdf.styles import StyleBook
from wasat.documents.pdf.survey import survey


def _page(number: int) -> object:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 40, "Annual report")
        write(canvas, 72, 130, "Rain", size=16, font="Helvetica-Bold")
        write_lines(canvas, 72, 160, ["It was a well-known and rainy year in the hills."] * 3)
        write(canvas, 280, 810, f"Page {number}")

    return draw


def _survey(count: int) -> Setting:
    book = StyleBook()
    with opened(make_pdf(*[_page(number) for number in range(count)])) as document:  # type: ignore[arg-type]
        sheets: list[Sheet] = [
            read_sheet(document, index, book, STANDARD) for index in range(count)
        ]
    return survey(sheets, book.styles)


def test_the_body_is_what_most_words_are_set_in() -> None:
    assert _survey(1).body.size == 10.0


def test_headers_and_page_numbers_come_again() -> None:
    assert {mark.text for mark in _survey(3).running} == {"Annual report", "Page #"}


def test_on_one_page_nothing_comes_again() -> None:
    assert _survey(1).running == frozenset()


def test_words_are_kept_to_tell_where_others_were_cut() -> None:
    vocabulary = _survey(1).vocabulary

    assert "well-known" in vocabulary
    assert "rainy" in vocabulary


def test_a_document_of_no_pages_is_surveyed() -> None:
    assert survey([], []).running == frozenset()

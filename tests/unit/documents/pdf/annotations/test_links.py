import io

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import HEIGHT, edit, make_pdf, write
from tests.unit.documents.pdf.made import pages_of
from wasat.documents.document import Page
from wasat.documents.export.html import export_html
from wasat.documents.load import load_document
from wasat.documents.looks import Mark, Style

PLACE = (70, HEIGHT - 103, 140, HEIGHT - 88)  # of the words, as stored
WORDS = "The tide tables of the harbour"


def _first_page(data: bytes) -> Page:
    return pages_of(data)[0][0]


def _linked(address: str) -> bytes:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 100, WORDS)
        canvas.linkURL(address, PLACE)

    return make_pdf(draw)


def _html(data: bytes) -> str:
    return "".join(export_html(load_document(io.BytesIO(data), "application/pdf").pages))


def test_the_words_under_a_link_lead_where_it_leads() -> None:
    html = _html(_linked("https://example.org/a?b=1&c=2"))

    assert '<a href="https://example.org/a?b=1&amp;c=2">The tide tables</a> of the harbour' in html


def test_what_is_no_web_or_mail_address_leads_nowhere() -> None:
    for address in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "x" * 3000):
        assert "<a" not in _html(_linked(address))


def test_a_link_within_the_document_names_its_page_and_stays_inert_in_markup() -> None:
    def first(canvas: Canvas) -> None:
        write(canvas, 72, 100, WORDS)
        canvas.linkRect("", "there", PLACE)

    def second(canvas: Canvas) -> None:
        write(canvas, 72, 100, "High water is at noon.")
        canvas.bookmarkPage("there")

    data = make_pdf(first, second)

    assert _first_page(data).blocks[0].lines[0].marks == (Mark(0, 15, Style.LINK, "#page=2"),)
    assert "<a" not in _html(data)


def test_a_link_over_the_cells_of_a_table_marks_their_words() -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(4):
            for column, x in enumerate((72, 180, 290)):
                write(canvas, x, 100 + 14 * row, f"{row + 1}{column}.5")
        canvas.linkURL("https://example.org/", (70, HEIGHT - 131, 95, HEIGHT - 116))

    assert _html(make_pdf(draw)).count("<a ") == 1


def test_a_broken_link_costs_nothing() -> None:
    def break_it(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots[0].Rect = pikepdf.Array([])
        pdf.pages[0].Annots[0].A = pikepdf.Dictionary(S=pikepdf.Name.URI)

    assert WORDS in _html(edit(_linked("https://example.org/"), break_it))

import io
import zlib

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import HEIGHT, edit, make_pdf, nothing, picture_page, write, write_lines
from tests.unit.documents.pdf.made import drawn, pages_of
from wasat.documents.document import BlockKind, Glance, Page, Summary
from wasat.documents.export.html import export_html
from wasat.documents.export.markdown import export_markdown
from wasat.documents.limits import STANDARD, Limits
from wasat.documents.load import load_document
from wasat.documents.pdf.read import read_pdf
from wasat.documents.pdf.sheets import DAMAGED, SCAN
from wasat.status import UnreadableDocumentError


def _page(canvas: Canvas) -> None:
    write(canvas, 72, 90, "Rain in the hills", size=16, font="Helvetica-Bold")
    write_lines(
        canvas, 72, 120, ["It was a wet year in all of the hills, and in opera-", "tion were two."]
    )


def test_pages_come_in_order_and_the_summary_last() -> None:
    parts = list(read_pdf(io.BytesIO(make_pdf(_page, _page)), STANDARD))

    pages = [part for part in parts if isinstance(part, Page)]
    assert [page.number for page in pages] == [1, 2]
    assert isinstance(parts[-1], Summary)
    assert sum(isinstance(part, Glance) for part in parts) == 4


def test_a_page_is_headings_and_paragraphs() -> None:
    pages, _ = drawn(_page)

    heading, paragraph = pages[0].blocks
    assert (heading.kind, heading.level, heading.text) == (
        BlockKind.HEADING,
        1,
        "Rain in the hills",
    )
    assert paragraph.text == "It was a wet year in all of the hills, and in operation were two."


def test_a_scanned_page_is_reported_as_unread() -> None:
    def scan(pdf: pikepdf.Pdf) -> None:
        picture_page(pdf, box=(0, 0, 595, 842))

    data = edit(make_pdf(nothing, _page), scan)
    pages, summary = pages_of(data)

    assert [page.unread for page in pages] == [SCAN, ""]
    assert summary.unread == (1,)


def test_a_page_that_cannot_be_loaded_costs_no_other() -> None:
    def damage(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Pages.Kids[1] = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Odd))

    pages, summary = pages_of(edit(make_pdf(_page, _page, _page), damage))

    assert [page.number for page in pages] == [1, 2, 3]
    assert pages[2].blocks
    assert pages[1].unread in (DAMAGED, "")
    assert summary.page_count == 3


def test_a_damaged_stream_costs_its_page_alone() -> None:
    def damage(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pikepdf.Stream(
            pdf, zlib.compress(b"BT")[:5], Filter=pikepdf.Name.FlateDecode
        )

    pages, _ = pages_of(edit(make_pdf(_page, _page), damage))

    assert pages[0].blocks == ()
    assert pages[1].blocks


@pytest.mark.parametrize("data", [b"", b"GIF89a"])
def test_what_is_no_pdf_is_refused_at_once(data: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"^The document has no pages\. "):
        next(iter(read_pdf(io.BytesIO(data), STANDARD)))


def test_too_many_pages_are_refused_before_any_is_read() -> None:
    with pytest.raises(UnreadableDocumentError, match="contains 2 pages"):
        next(iter(read_pdf(io.BytesIO(make_pdf(_page, _page)), Limits(pages=1))))


def test_the_last_of_many_pages_is_read_like_the_first() -> None:
    pages, _ = drawn(*[_page] * 70)

    assert [page.number for page in pages] == list(range(1, 71))
    assert pages[-1].blocks == pages[0].blocks


def _html(data: bytes) -> str:
    document = load_document(io.BytesIO(data), "application/pdf")
    return "".join(export_html(document.pages))


def test_bold_slanted_raised_and_lowered_letters_are_marked() -> None:
    def draw(canvas: Canvas) -> None:
        for index in range(4):
            write(canvas, 72, 300 + 12 * index, "A sentence of the body that is as usual as any.")
        text = canvas.beginText(72, HEIGHT - 200)
        for font, size, rise, words in (
            ("Helvetica", 10, 0, "Water is H"),
            ("Helvetica", 7, -2, "2"),
            ("Helvetica", 10, 0, "O, an area m"),
            ("Helvetica", 7, 4, "2"),
            ("Helvetica-Bold", 10, 0, " and this is heavy,"),
            ("Helvetica-Oblique", 10, 0, " this slanted."),
        ):
            text.setFont(font, size)
            text.setRise(rise)
            text.textOut(words)
        canvas.drawText(text)

    html = _html(make_pdf(draw))

    assert "H<sub>2</sub>O, an area m<sup>2</sup>" in html
    assert "<b>and this is heavy,</b> <i>this slanted.</i>" in html


def test_a_heading_and_the_head_of_a_table_are_not_bold_twice() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 100, "Results", font="Helvetica-Bold", size=14)
        for index in range(4):
            write(canvas, 72, 130 + 12 * index, "A sentence of the body that is as usual as any.")

    assert "<h1>Results</h1>" in _html(make_pdf(draw))


def test_a_formula_is_exported_as_latex_and_kept_as_printed() -> None:
    def draw(canvas: Canvas) -> None:
        for index in range(4):
            write(canvas, 72, 300 + 12 * index, "A sentence of the body that is as usual as any.")
        text = canvas.beginText(200, HEIGHT - 200)
        for size, rise, words in ((12, 0, "a"), (8, 5, "2"), (12, 0, " = c"), (8, 5, "2")):
            text.setFont("Times-Italic", size)
            text.setRise(rise)
            text.textOut(words)
        canvas.drawText(text)

    data = make_pdf(draw)
    document = load_document(io.BytesIO(data), "application/pdf")

    assert '<p class="formula">a^{2} = c^{2}</p>' in _html(data)
    assert "$$a^{2} = c^{2}$$" in "".join(export_markdown(document.pages))
    formula = document.pages[0].blocks[0]
    assert (formula.kind, formula.text) == (BlockKind.FORMULA, "a2 = c2")

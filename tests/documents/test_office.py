"""Documents written by the libraries that everybody writes them with, and what they become."""

import io
import re
from collections import Counter
from datetime import date
from email.message import EmailMessage

import docx
import openpyxl
import pptx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from tests.make import office
from wasat.documents.codec import decode_page, encode_page
from wasat.documents.document import Document
from wasat.documents.export import html, markdown, text
from wasat.documents.export.options import ExportOptions
from wasat.documents.formats.office.samples import pack
from wasat.documents.formats.sniff import DOCX, EPUB, MAIL, ODT, PPTX, XLSX
from wasat.documents.load import load_document

ALL = ExportOptions(has_running_lines=True)
ROWS = st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4), min_size=1, max_size=6)
SLOW = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def _load(document: object, mime_type: str) -> Document:
    target = io.BytesIO()
    document.save(target)  # type: ignore[attr-defined]
    target.seek(0)
    return load_document(target, mime_type)


def _html(document: Document) -> str:
    return "".join(html.export_html(document.pages)).replace("\n", "")


def _exports(document: Document) -> list[str]:
    return [
        "".join(export(document.pages, ALL))
        for export in (html.export_html, markdown.export_markdown, text.export_text)
    ]


def test_a_text_document() -> None:
    made = docx.Document()
    made.add_heading("Scope", 1)
    paragraph = made.add_paragraph("Water is H")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run("O, ")
    paragraph.add_run("wet").bold = True
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph("one", style="List Number")
    made.add_paragraph("two", style="List Number")
    made.add_paragraph("inner", style="List Bullet 2")
    table = made.add_table(rows=3, cols=2, style="Light Grid Accent 1")
    for row, cells in enumerate((("a", "b"), ("c", "d"), ("", "e"))):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    table.cell(1, 0).merge(table.cell(2, 0)).text = "c"
    assert _html(_load(made, DOCX)) == (
        '<h1>Scope</h1><p style="text-align:center">Water is H<sub>2</sub>O, <b>wet</b></p>'
        "<ol><li>one</li><li>two</li></ol><ul><li>inner</li></ul>"
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>"
        '<tr><td rowspan="2">c</td><td>d</td></tr><tr><td>e</td></tr></tbody></table>'
    )


def test_a_workbook() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Costs"
    sheet.append(["Day", "Cost"])
    sheet.append([date(2024, 3, 1), 1234.5])
    sheet["B2"].number_format = "#,##0.00"
    sheet["A3"], sheet["B3"] = "Sum", "=SUM(B2:B2)"
    sheet["A3"].font = Font(bold=True)
    hidden = made.create_sheet("Old")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "x"
    document = _load(made, XLSX)
    assert _html(document) == (
        "<h1>Costs</h1><table><thead><tr><th>Day</th><th>Cost</th></tr></thead><tbody>"
        "<tr><td>2024-03-01</td><td>1,234.50</td></tr><tr><td><b>Sum</b></td><td></td></tr>"
        "</tbody></table><h1>Old (hidden)</h1><p>x</p>"
    )
    table = document.pages[0].blocks[1].table
    assert table is not None
    assert [(c.place, c.formula) for c in table.cells if c.formula] == [("Costs!B3", "=SUM(B2:B2)")]


def test_a_presentation() -> None:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Plan"
    frame = slide.placeholders[1].text_frame
    frame.text = "first"
    inner = frame.add_paragraph()
    inner.text, inner.level = "second", 1
    slide.notes_slide.notes_text_frame.text = "say it"
    chart = CategoryChartData()
    chart.categories = ["2023", "2024"]
    chart.add_series("Cost", (1.5, 2))
    place = (0, 0, Inches(3), Inches(3))
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, chart)
    assert _html(_load(made, PPTX)) == (
        "<h1>Plan</h1><ul><li>first<ul><li>second</li></ul></li></ul>"
        '<table class="derived"><thead><tr><th></th><th>Cost</th></tr></thead><tbody>'
        "<tr><th>2023</th><td>1.5</td></tr><tr><th>2024</th><td>2</td></tr></tbody></table>"
        '<aside role="doc-footnote"><p>Notes: say it</p></aside>'
    )


@given(ROWS)
@SLOW
def test_every_word_of_a_text_document_is_exported_once(rows: list[list[int]]) -> None:
    made = docx.Document()
    words: list[str] = []
    for row in rows:
        table = made.add_table(rows=2, cols=len(row)) if len(row) > 1 else None
        for column, count in enumerate(row):
            cell = made.add_paragraph() if table is None else table.cell(1, column).paragraphs[0]
            for _ in range(count):
                words.append(f"x{len(words)}q")
                cell.add_run(f"{words[-1]} ").bold = bool(count % 2)
    if words:
        _check_words(_load(made, DOCX), words)


@given(ROWS)
@SLOW
def test_every_word_of_a_workbook_is_exported_once(rows: list[list[int]]) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    words: list[str] = []
    for row, counts in enumerate(rows, 1):
        for column, count in enumerate(counts, 1):
            words += [f"x{len(words) + index}q" for index in range(count)]
            sheet.cell(row, column).value = " ".join(words[len(words) - count :]) or None
    if words:
        _check_words(_load(made, XLSX), words)


@pytest.mark.parametrize("mime_type", [DOCX, XLSX, PPTX])
def test_the_text_is_what_is_counted(mime_type: str) -> None:
    made: object
    if mime_type == DOCX:
        made = docx.Document()
        made.add_paragraph("four words of text")
    elif mime_type == XLSX:
        made = openpyxl.Workbook()
        made.active["A1"] = "four words of text"
    else:
        made = pptx.Presentation()
        made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = "four words of text"
    assert 19 <= _load(made, mime_type).summary.text_bytes <= 30


@given(ROWS)
@SLOW
def test_every_word_of_a_presentation_is_exported_once(rows: list[list[int]]) -> None:
    made = pptx.Presentation()
    words: list[str] = []
    for row in rows:
        slide = made.slides.add_slide(made.slide_layouts[6])
        for top, count in enumerate(row):
            box = slide.shapes.add_textbox(Inches(1), Inches(1 + top), Inches(6), Inches(1))
            frame = box.text_frame
            for index in range(count):
                words.append(f"x{len(words)}q")
                paragraph = frame.paragraphs[0] if not index else frame.add_paragraph()
                paragraph.text = words[-1]
    if words:
        _check_words(_load(made, PPTX), words)


@given(ROWS)
@SLOW
def test_every_word_of_an_open_document_is_exported_once(rows: list[list[int]]) -> None:
    words: list[str] = []
    parts: list[str] = []
    for row in rows:
        texts: list[str] = []
        for count in row:
            new = [f"x{len(words) + index}q" for index in range(count)]
            words += new
            texts.append(f"<text:p>{' '.join(new)}</text:p>")
        cells = "".join(f"<table:table-cell>{text}</table:table-cell>" for text in texts)
        table = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
        parts.append(table if len(row) > 2 else "".join(texts))
    if words:
        _check_words(load_document(io.BytesIO(office.odt("".join(parts))), ODT), words)


@given(ROWS)
@SLOW
def test_every_word_of_a_book_is_exported_once(rows: list[list[int]]) -> None:
    words: list[str] = []
    chapters: dict[str, str] = {}
    for row in rows:
        body = ""
        for count in row:
            new = [f"x{len(words) + index}q" for index in range(count)]
            words += new
            body += f"<p>{' '.join(new[:1])}</p><ul><li>{' '.join(new[1:])}</li></ul>"
        chapters[f"c{len(chapters)}.xhtml"] = f"<html><body>{body}</body></html>"
    if words:
        _check_words(load_document(io.BytesIO(_book(chapters)), EPUB), words)


@given(ROWS)
@SLOW
def test_every_word_of_a_mail_is_exported_once(rows: list[list[int]]) -> None:
    words = [f"x{index}q" for index in range(sum(map(sum, rows)))]
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.c", "words"
    taken = iter(words)
    lines = [" ".join(next(taken) for _ in range(count)) for row in rows for count in row]
    message.set_content("\n\n".join(lines))
    if words:
        _check_words(load_document(io.BytesIO(message.as_bytes()), MAIL), words)


def _check_words(document: Document, words: list[str]) -> None:
    """Every word is exported once, in every form; the export of a stored document is the same."""
    exports = _exports(document)
    for exported in exports:
        assert Counter(re.findall(r"x[0-9]+q", exported)) == Counter(words)
    pages = [decode_page(encode_page(page)) for page in document.pages]
    assert _exports(Document(summary=document.summary, pages=pages)) == exports


def _book(chapters: dict[str, str]) -> bytes:
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in chapters
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in chapters)
    return pack(
        {
            "mimetype": EPUB,
            "META-INF/container.xml": '<container><rootfile full-path="book.opf"/></container>',
            "book.opf": (f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>"),
            **chapters,
        }
    )

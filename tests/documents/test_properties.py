"""What holds of every PDF: no word is lost, none comes twice, all lie on the page."""

import re
from collections import Counter
from io import BytesIO

import pypdfium2 as pdfium
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import WIDTH, make_pdf, write
from wasat.box import Box
from wasat.documents.document import Page
from wasat.documents.export import html, json, markdown, text
from wasat.documents.export.options import ExportOptions
from wasat.documents.load import load_document

ALL = ExportOptions(has_running_lines=True)
WORD = re.compile(r"x[0-9]+q")

Row = tuple[int, list[int], int]  # left edge in columns of 40 points, words of each cell, size
ROWS = st.lists(
    st.tuples(st.integers(0, 8), st.lists(st.integers(1, 3), min_size=1, max_size=3),
              st.sampled_from([7, 9, 9, 9, 14])),
    min_size=1, max_size=30,
)  # fmt: skip


def _draw(rows: list[Row]) -> bytes:
    """Rows of cells, each a few words; no two words are the same, none overlap."""
    count = 0

    def draw(canvas: Canvas) -> None:
        nonlocal count
        for index, (left, cells, size) in enumerate(rows):
            x = 40.0 + 40 * left
            for words in cells:
                line = " ".join(f"x{count + offset}q" for offset in range(words))
                count += words
                if x + canvas.stringWidth(line, "Helvetica", size) > WIDTH - 20:
                    break
                write(canvas, x, 60 + 24 * index, line, size=size)
                x += canvas.stringWidth(line, "Helvetica", size) + 25

    return make_pdf(draw)


def _iter_words(page: Page) -> list[str]:
    lines = [line for block in page.blocks for line in block.lines]
    for block in page.blocks:
        lines += [
            line for cell in (block.table.cells if block.table else ()) for line in cell.lines
        ]
    return [word.text for line in lines for word in line.words]


def _boxes(page: Page) -> list[Box]:
    cells = [cell for block in page.blocks if block.table for cell in block.table.cells]
    lines = [line for block in page.blocks for line in block.lines]
    lines += [line for cell in cells for line in cell.lines]
    found = [block.box for block in page.blocks] + [cell.box for cell in cells]
    return [box for box in found if not box.is_empty] + [w.box for ln in lines for w in ln.words]


@given(ROWS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_word_is_exported_once_and_every_box_lies_on_the_page(rows: list[Row]) -> None:
    data = _draw(rows)
    document = load_document(BytesIO(data), "application/pdf")
    wanted = Counter(WORD.findall(_text_layer(data)))
    for export in (
        html.export_html(document.pages, ALL),
        markdown.export_markdown(document.pages, ALL),
        text.export_text(document.pages, ALL),
    ):
        assert Counter(WORD.findall("".join(export))) == wanted
    words = Counter(w for page in document.pages for w in _iter_words(page))
    assert words == wanted
    assert "".join(json.export_document(document))
    for page in document.pages:
        for box in _boxes(page):
            assert -1 <= box.x0 <= box.x1 <= page.width + 1
            assert -1 <= box.top <= box.bottom <= page.height + 1


def _text_layer(data: bytes) -> str:

    document = pdfium.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)

"""What holds of every PDF: no word is lost, none comes twice, all lie on the page.

And what was exported and read again is exported as it was.
"""

import re
from collections import Counter
from io import BytesIO

import pypdfium2 as pdfium
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import HEIGHT, WIDTH, make_pdf, rule, write
from wasat.box import Box
from wasat.documents.document import BlockKind, Document, Page
from wasat.documents.export import html, json, markdown, text
from wasat.documents.export.options import ExportOptions
from wasat.documents.load import load_document

ALL = ExportOptions(has_running_lines=True)
WORD = re.compile(r"x[0-9]+q|9[0-9]{4}")
HTML = "text/html"

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


PARTS = st.lists(
    st.sampled_from(["text", "heading", "link", "note", "formula", "fraction", "item", "raised"]),
    min_size=1,
    max_size=14,
)


class _Writer:
    """Writes parts of a page under one another; no word or figure comes twice."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.words: list[str] = []
        self.top = 60.0

    def add(self, part: str) -> None:
        getattr(self, f"_{part}")()
        self.top += 40

    def _word(self) -> str:
        self.words.append(f"x{len(self.words)}q")
        return self.words[-1]

    def _figure(self) -> str:
        self.words.append(str(90_000 + len(self.words)))
        return self.words[-1]

    def _text(self) -> None:
        write(self.canvas, 72, self.top, f"{self._word()} and {self._word()} are words of a text")

    def _heading(self) -> None:
        write(self.canvas, 72, self.top, f"On {self._word()}", size=16, font="Helvetica-Bold")

    def _item(self) -> None:
        write(self.canvas, 72, self.top, f"\u2022 {self._word()} of a list")

    def _link(self) -> None:
        write(self.canvas, 72, self.top, f"See {self._word()} there")
        y = HEIGHT - self.top
        self.canvas.linkURL("https://example.org/a?b=c&d", (91, y - 2, 109, y + 10))

    def _note(self) -> None:
        place = (400, HEIGHT - self.top, 500, HEIGHT - self.top + 20)
        self.canvas.textAnnotation(f"remark {self._word()}", Rect=place)

    def _formula(self) -> None:
        line = f"a = {self._figure()} + b"
        write(self.canvas, 240, self.top, line)
        end = 240 + self.canvas.stringWidth(line, "Helvetica", 10)
        write(self.canvas, end, self.top - 4, "2", size=6)

    def _fraction(self) -> None:
        write(self.canvas, 240, self.top, "c =")
        write(self.canvas, 262, self.top - 7, self._figure())
        rule(self.canvas, 260, self.top - 3, 300, self.top - 3)
        write(self.canvas, 262, self.top + 7, self._figure())

    def _raised(self) -> None:
        write(self.canvas, 72, self.top, self._word())
        x = 72 + self.canvas.stringWidth(self.words[-1], "Helvetica", 10)
        write(self.canvas, x, self.top - 4, "7", size=6)
        write(self.canvas, x + 8, self.top, f"goes on {self._word()}")


def _draw_parts(parts: list[str]) -> tuple[bytes, Counter[str]]:
    words: list[str] = []

    def draw(canvas: Canvas) -> None:
        writer = _Writer(canvas)
        for part in parts:
            writer.add(part)
        words.extend(writer.words)
        write(canvas, 72, 790, f"1 x{len(words)}q stands at the foot", size=7)
        words.append(f"x{len(words)}q")

    return make_pdf(draw), Counter(words)


@given(PARTS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_formulas_notes_and_links_lose_no_word_and_come_once(parts: list[str]) -> None:
    data, wanted = _draw_parts(parts)
    document = load_document(BytesIO(data), "application/pdf", engines=())

    for export in (
        html.export_html(document.pages, ALL),
        markdown.export_markdown(document.pages, ALL),
        text.export_text(document.pages, ALL),
    ):
        assert Counter(WORD.findall("".join(export))) == wanted
    page = document.pages[0]
    for box in _boxes(page):
        assert -1 <= box.x0 <= box.x1 <= page.width + 1
        assert -1 <= box.top <= box.bottom <= page.height + 1


def test_the_parts_are_read_as_what_they_are() -> None:
    data, _ = _draw_parts(["heading", "text", "formula", "link", "note", "item"])
    document = load_document(BytesIO(data), "application/pdf", engines=())
    kinds = {block.kind for block in document.pages[0].blocks}

    assert {BlockKind.HEADING, BlockKind.FORMULA, BlockKind.FOOTNOTE, BlockKind.LIST_ITEM} <= kinds
    assert '<a href="https://example.org/a?b=c&amp;d">x4q</a>' in _export(document)


@given(PARTS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_was_exported_and_read_again_is_exported_alike(parts: list[str]) -> None:
    data, wanted = _draw_parts(parts)
    first = _export(load_document(BytesIO(data), "application/pdf", engines=()))
    second = _export(load_document(BytesIO(first.encode()), HTML))

    assert Counter(WORD.findall(second)) == wanted
    assert _export(load_document(BytesIO(second.encode()), HTML)) == second


def _export(document: Document) -> str:
    return "".join(html.export_document(document, ALL))


def _text_layer(data: bytes) -> str:

    document = pdfium.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)

"""Notes below a table are kept as such: no row of it, no list, and where they stand."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import make_pdf, rule, write
from wasat.documents.document import BlockKind, Document
from wasat.documents.export.html import export_html
from wasat.documents.export.markdown import export_markdown
from wasat.documents.load import load_document

ROWS = [("Quay", "2024", "2025"), ("North", "12", "14*"), ("South", "7", "9"), ("West", "30", "31")]
NOTES = ["1 Including leased cranes.", "* provisional", "Source: harbour office, 2025."]
LINE = "The harbour of Halden was dredged in spring, and ships may moor at the quay again."
LEVELS = {"open": (), "banded": (88, 104, 152), "ruled": (88, 104, 120, 136, 152)}


def _read(rules: str, size: float, notes: list[str]) -> Document:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 60, LINE)
        for row, texts in enumerate(ROWS):
            for x, text in zip((80, 200, 300), texts, strict=True):
                write(canvas, x, 100 + 16 * row, text)
        for y in LEVELS[rules]:
            rule(canvas, 72, y, 380, y)
        for x in (72, 190, 290, 380) if rules == "ruled" else ():
            rule(canvas, x, 88, x, 152)
        for row, text in enumerate(notes):
            write(canvas, 80, 164 + 11 * row, text, size=size)
        for row in range(12):
            write(canvas, 72, 230 + 13 * row, LINE)

    return load_document(BytesIO(make_pdf(draw)), "application/pdf", engines=())


@pytest.mark.parametrize("rules", LEVELS)
def test_small_print_below_a_table_is_its_notes(rules: str) -> None:
    document = _read(rules, 8, NOTES)
    table, *notes = document.pages[0].blocks[1:5]

    assert table.text == "\n".join("\t".join(row) for row in ROWS)
    assert [block.kind for block in notes] == [BlockKind.FOOTNOTE] * 3
    assert [f"{it.marker} {it.text}".strip() for it in notes] == NOTES


def test_notes_below_a_table_stand_there_in_every_form() -> None:
    document = _read("banded", 8, NOTES)

    for export in (export_html(document.pages), export_markdown(document.pages)):
        written = "".join(export)
        places = [written.index(it) for it in ("West", "leased", "provisional", "Source:")]
        assert places == sorted(places)
        assert places[-1] < written.rindex("The harbour of Halden")


def test_a_sign_of_the_table_is_explained_in_print_of_any_size() -> None:
    block = _read("banded", 10, ["* provisional"]).pages[0].blocks[2]

    assert (block.kind, block.marker, block.text) == (BlockKind.FOOTNOTE, "*", "provisional")


def test_a_list_after_a_table_without_such_signs_is_a_list() -> None:
    block = _read("banded", 10, ["\u2022 The quay is long."]).pages[0].blocks[2]

    assert block.kind is BlockKind.LIST_ITEM

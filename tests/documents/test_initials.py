"""The large letter that begins a chapter is a letter of its first word."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import make_pdf, write, write_lines
from wasat.documents.load import load_document

BESIDE = ["HE HARBOUR of Halden was dredged in spring, and ships may", "moor at the quay again, as"]
UNDER = ["they did before the storm took the old pier away, which was", "never built again."]


def test_a_paragraph_begins_with_its_initial_and_is_one() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 114.5, "T", size=30)
        write_lines(canvas, 91.5, 100, BESIDE, leading=14)
        write_lines(canvas, 72, 128, UNDER, leading=14)

    pages = load_document(BytesIO(make_pdf(draw)), "application/pdf").pages
    assert [block.text for block in pages[0].blocks] == ["T" + " ".join([*BESIDE, *UNDER])]

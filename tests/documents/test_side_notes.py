"""Notes beside a text are read after it, not within its sentences."""

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import make_pdf, write, write_lines
from wasat.documents.load import load_document

TEXT = [
    "The harbour of Halden was dredged in spring, and ships may moor",
    "at the quay again, as they did before the storm had taken the old",
    "pier away, which was never built again in all the years that went",
    "by; the town had no money for it, and later no ships to pay for it.",
    "So the council sold the stones of it, and the fishers went to Moss,",
    "where there was a pier, a market and a train to take the fish away.",
]


def test_a_sentence_is_not_interrupted_by_a_note_beside_it() -> None:
    def draw(canvas: Canvas) -> None:
        write_lines(canvas, 72, 100, TEXT)
        write(canvas, 400, 112, "see page 12", size=8)
        write(canvas, 400, 148, "Moss today", size=8)

    page = load_document(BytesIO(make_pdf(draw)), "application/pdf").pages[0]
    assert [block.text for block in page.blocks] == [" ".join(TEXT), "see page 12", "Moss today"]

from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import HEIGHT, make_pdf, write
from tests.unit.documents.pdf.made import drawn, sheet_of
from wasat.box import Box
from wasat.documents.document import BlockKind, Origin
from wasat.documents.layout.sheet import FieldValue
from wasat.documents.pdf.annotations.fields import draft_field


def _form(canvas: Canvas) -> None:
    write(canvas, 72, 100, "Customer")
    form = canvas.acroForm
    form.textfield(
        name="customer", value="Odense Holdings", x=150, y=HEIGHT - 108, width=200, height=20
    )
    form.textfield(name="comment", value="", x=150, y=HEIGHT - 148, width=200, height=20)
    form.checkbox(name="paid", checked=True, x=150, y=HEIGHT - 188)
    form.checkbox(name="late", checked=False, x=150, y=HEIGHT - 228)
    form.choice(
        name="terms",
        value="14 days",
        options=["14 days", "30 days"],
        x=150,
        y=HEIGHT - 268,
        width=120,
        height=20,
    )


def test_filled_fields_are_read_and_empty_ones_left_out() -> None:
    fields = sheet_of(make_pdf(_form))[0].fields

    assert {field.name: field.value for field in fields} == {
        "customer": "Odense Holdings",
        "paid": "\u2612",
        "terms": "14 days",
    }
    assert abs(fields[0].box.x0 - 150) < 2
    assert abs(fields[0].box.top - 88) < 2


def test_a_field_is_read_after_the_label_beside_it() -> None:
    pages, _ = drawn(_form)

    blocks = pages[0].blocks
    assert [block.kind for block in blocks[:2]] == [BlockKind.PARAGRAPH, BlockKind.FIELD]
    assert (blocks[1].marker, blocks[1].text) == ("customer", "Odense Holdings")
    assert blocks[1].origin is Origin.FORM


def test_a_page_without_a_form_has_no_fields() -> None:
    assert sheet_of(make_pdf(lambda canvas: write(canvas, 72, 100, "x")))[0].fields == ()


def test_the_lines_of_a_value_share_its_box() -> None:
    draft = draft_field(FieldValue("address", "Main Street 1\n\nCork", Box(0, 0, 130, 40)))

    assert [len(line.words) for line in draft.lines] == [3, 1]
    assert draft.lines[0].words[0].box == Box(0, 0, 40.0, 20.0)
    assert draft.lines[1].words[0].box == Box(0, 20, 130.0, 40.0)
    assert draft.block().text == "Main Street 1\nCork"

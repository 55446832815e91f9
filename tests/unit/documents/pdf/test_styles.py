import numpy as np
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import HEIGHT, make_pdf, write
from tests.unit.documents.pdf.made import sheet_of
from wasat.documents.layout.sheet import Style
from wasat.documents.pdf.styles import StyleBook, is_bold_name, mend_sizes


def _style(draw: object) -> Style:
    sheet, book = sheet_of(make_pdf(draw))  # type: ignore[arg-type]
    return book.styles[int(sheet.words.styles[0])]


@pytest.mark.parametrize(
    ("font", "is_bold", "is_italic", "is_mono"),
    [
        ("Helvetica", False, False, False),
        ("Helvetica-Bold", True, False, False),
        ("Times-BoldItalic", True, True, False),
        ("Helvetica-Oblique", False, True, False),
        ("Courier", False, False, True),
    ],
)
def test_a_font_is_known_by_its_name(
    font: str, *, is_bold: bool, is_italic: bool, is_mono: bool
) -> None:
    style = _style(lambda canvas: write(canvas, 72, 100, "word", font=font))

    assert style.font == font
    assert (style.is_bold, style.is_italic, style.is_mono) == (is_bold, is_italic, is_mono)


@pytest.mark.parametrize(
    "name", ["CMBX12", "CMSSBX10", "CMBXTI10", "SFBX1000", "SFSX0900", "ECBI10"]
)
def test_bold_fonts_of_tex_are_known(name: str) -> None:
    assert is_bold_name(name)


@pytest.mark.parametrize("name", ["CMR10", "SFRM1000", "SFSS1000", "CMSL10", "TCRM10", "Lucida"])
def test_other_fonts_of_tex_are_not_bold(name: str) -> None:
    assert not is_bold_name(name)


def test_the_size_is_that_of_the_page_not_of_the_font() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.scale(2, 2)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(36, 300, "word")

    assert _style(draw).size == 14.0


def test_the_colour_is_kept() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 0.5, 0)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, HEIGHT - 100, "word")

    assert _style(draw).colour in (0xFF7F00, 0xFF8000)


def test_an_outlined_word_is_bold() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, HEIGHT - 100)
        text.setFont("Helvetica", 10)
        text.setTextRenderMode(2)
        text.textLine("word")
        canvas.drawText(text)

    assert _style(draw).is_bold


def test_a_slanted_word_is_italic() -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText()
        text.setTextTransform(1, 0, 0.3, 1, 72, HEIGHT - 100)
        text.setFont("Helvetica", 10)
        text.textLine("word")
        canvas.drawText(text)

    assert _style(draw).is_italic


@pytest.mark.parametrize(("degrees", "turn"), [(90, 3), (180, 2), (270, 1), (0, 0)])
def test_words_know_the_direction_they_are_written_in(degrees: int, turn: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(degrees)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(0, 0, "word")

    sheet, _ = sheet_of(make_pdf(draw))

    assert sheet.words.turns.tolist() == [turn]


def test_a_style_is_kept_once() -> None:
    book = StyleBook()

    assert [book.number(Style(10.0)), book.number(Style(12.0)), book.number(Style(10.0))] == [
        0,
        1,
        0,
    ]
    assert book.styles == [Style(10.0), Style(12.0)]


def _drawn_letters(scale: float) -> bytes:
    """A PDF whose font draws its letters as boxes (Type 3), 100 units high, at size 1."""
    letter = b"60 0 0 0 50 100 d1 0 0 50 100 re f"
    shown = b"BT /F 1 Tf %g 0 0 %g 72 700 Tm (ab) Tj ET" % (scale, scale)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(shown), shown),
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 60 100]/FontMatrix[1 0 0 1 0 0]/FirstChar 97"
        b"/LastChar 98/Widths[60 60]/Encoding<</Differences[97/a/b]>>/CharProcs<</a 6 0 R/b 6 0 R>>"
        b"/Resources<<>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(letter), letter),
    ]
    body = b"".join(b"%d 0 obj%b endobj\n" % (number, part) for number, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 7/Root 1 0 R>>\n%%EOF"


def test_a_size_that_drawn_letters_belie_is_taken_from_the_letters() -> None:
    sheet, book = sheet_of(_drawn_letters(0.07))

    assert sheet.words.text == "ab"
    assert book.styles[int(sheet.words.styles[0])].size == 10.0  # letters of 7 points rise to .7


def test_only_a_size_that_is_far_too_small_is_mended() -> None:
    book = StyleBook()
    right, wrong = book.number(Style(10.0)), book.number(Style(0.1))
    styles = np.array([right, wrong, wrong, wrong], np.int32)
    rises = np.array([8.0, 7.0, 7.0, 9.8], np.float32)

    mended = mend_sizes(styles, np.array([0, 1, 1, 2], np.int32), rises, book)

    assert [book.styles[number].size for number in mended.tolist()] == [10.0, 10.0, 10.0, 14.0]
    assert mend_sizes(styles, np.full(4, -1, np.int32), rises, book).tolist() == styles.tolist()

import numpy as np
import pikepdf
from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import edit, make_pdf, write
from tests.unit.documents.pdf.made import opened, sheet_of
from wasat.documents.glyphs.indic import NOTHING
from wasat.documents.pdf.characters import clean_codes, read_characters

DATA = make_pdf(lambda canvas: write(canvas, 72, 100, "Two words"))


def test_characters_come_with_their_boxes() -> None:
    with opened(DATA) as document:
        found = read_characters(document[0].get_textpage(), 1000)

    assert "".join(map(chr, found.codes.tolist())) == "Two words"
    assert found.boxes.shape == (9, 4)
    left, top, right, bottom = found.boxes[0].tolist()
    assert 71.9 < left < right < 80
    assert bottom < 742 < top


def test_no_more_characters_are_read_than_wanted() -> None:
    with opened(DATA) as document:
        assert len(read_characters(document[0].get_textpage(), 4).codes) == 4


def test_a_page_of_many_characters_is_read_to_its_end() -> None:
    def draw(canvas: Canvas) -> None:
        for line in range(70):
            write(canvas, 20, 20 + 10 * line, f"{line:02}" * 40, size=7)

    with opened(make_pdf(draw)) as document:
        found = read_characters(document[0].get_textpage(), 10_000)

    assert "".join(map(chr, found.codes.tolist())).split()[-1] == "69" * 40
    baselines = found.boxes[found.codes != 32][::80, 3]
    assert np.allclose(np.diff(baselines), -10, atol=0.1)


def test_a_character_of_two_halves_is_one() -> None:
    def name_a(pdf: pikepdf.Pdf) -> None:
        cmap = b"/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange\n"
        cmap += b"1 beginbfchar <41> <D83DDE00> endbfchar"
        for font in pdf.pages[0].Resources.Font.values():
            font.ToUnicode = pdf.make_stream(cmap)

    data = edit(make_pdf(lambda canvas: write(canvas, 72, 100, "CAB")), name_a)
    with opened(data) as document:
        found = read_characters(document[0].get_textpage(), 100)
    sheet, _ = sheet_of(data)

    assert sheet.words.text == "C\U0001f600B"
    assert found.codes.tolist() == [ord("C"), 0x1F600, NOTHING, ord("B")]


def test_a_page_without_text_has_none() -> None:
    with opened(make_pdf(lambda canvas: canvas.circle(100, 100, 10))) as document:
        assert len(read_characters(document[0].get_textpage(), 1000).codes) == 0


def test_white_space_and_controls_are_plain_spaces() -> None:
    codes = np.array([0, 9, 0xA0, 0x3000, 0x200B, 0x202A], np.int64)

    assert clean_codes(codes).tolist() == [32] * 6


def test_marks_for_a_hyphen_at_the_end_of_a_line_are_hyphens() -> None:
    assert clean_codes(np.array([0x2, 0xFFFE], np.int64)).tolist() == [ord("-")] * 2


def test_what_is_no_character_is_the_unknown_one() -> None:
    codes = np.array([0xD800, 0x110000], np.int64)

    assert clean_codes(codes).tolist() == [0xFFFD] * 2

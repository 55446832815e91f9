import numpy as np
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.documents.make import HEIGHT, make_pdf, write
from tests.unit.documents.pdf.made import drawn, sheet_of
from wasat.documents.pdf.characters import Characters
from wasat.documents.pdf.words import find_words


def _characters(text: str, lefts: list[float], width: float = 5.0) -> Characters:
    boxes = np.array([(x, 10.0, x + width, 0.0) for x in lefts], np.float32)
    return Characters(np.array([ord(c) for c in text], np.int32), boxes)


def _spans(characters: Characters) -> list[tuple[int, int]]:
    starts, ends, _ = find_words(characters)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def test_white_space_ends_a_word() -> None:
    assert _spans(_characters("ab c", [0, 5, 10, 15])) == [(0, 2), (3, 4)]


def test_a_gap_without_a_space_ends_a_word() -> None:
    assert _spans(_characters("abc", [0, 5, 40])) == [(0, 2), (2, 3)]


def test_a_kerned_pair_is_one_word() -> None:
    assert _spans(_characters("AV", [0, 4.2])) == [(0, 2)]


def test_letters_set_from_right_to_left_are_one_word() -> None:
    assert _spans(_characters("אב", [10, 5])) == [(0, 2)]


def test_characters_without_a_box_are_no_word() -> None:
    assert _spans(_characters("ab", [0, 5], width=0.0)) == []


def _words(draw: object) -> list[str]:
    sheet, _ = sheet_of(make_pdf(draw))  # type: ignore[arg-type]
    return sheet.words.text.split(" ")


def test_words_of_a_page_come_with_boxes_and_baselines() -> None:
    sheet, _ = sheet_of(make_pdf(lambda canvas: write(canvas, 72, 100, "Two words")))

    assert sheet.words.text == "Two words"
    x0, top, x1, bottom = sheet.words.boxes[0].tolist()
    assert 71 < x0 < 73
    assert 90 < x1 < 95
    assert 88 < top < 94
    assert 100 < bottom < 104
    assert abs(float(sheet.words.baselines[0]) - 100) < 0.1


def test_words_printed_twice_to_look_bold_are_kept_once() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 100, "Total")
        write(canvas, 72.4, 100.2, "Total")

    assert _words(draw) == ["Total"]


def test_the_same_word_elsewhere_is_kept() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 100, "Total")
        write(canvas, 72, 112, "Total")
        write(canvas, 172, 112, "Total")

    assert _words(draw) == ["Total"] * 3


def test_a_word_of_any_script_is_read_back() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, HEIGHT - 100, "Größe naïve café")

    assert _words(draw) == ["Größe", "naïve", "café"]


def test_a_page_without_words_has_none() -> None:
    assert _words(lambda canvas: canvas.circle(100, 100, 20)) == [""]


def test_columns_written_downwards_are_read_from_the_right() -> None:
    columns = ["港湾事務所は、日没後に港に入るすべての", "船の登録簿を保管している。"]

    def draw(canvas: Canvas) -> None:
        font = UnicodeCIDFont("HeiseiMin-W3", isVertical=True)
        pdfmetrics.registerFont(font)
        canvas.setFont(font.fontName, 12)
        for index, column in reversed(list(enumerate(columns))):
            canvas.drawString(400 - 20 * index, 700, column)

    (page,), _ = drawn(draw)

    assert [block.text for block in page.blocks] == ["".join(columns)]
    assert page.blocks[0].box.height > 200

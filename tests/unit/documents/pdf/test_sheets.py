import numpy as np
import pikepdf

from tests.documents.make import HEIGHT, WIDTH, edit, make_pdf, nothing, picture_page, write
from tests.make import scan
from tests.make.silent import silent_page
from tests.unit.documents.layout.made import words
from tests.unit.documents.pdf.made import opened, sheet_of
from wasat.box import Box
from wasat.documents.document import Origin
from wasat.documents.layout.sheet import NO_WORDS, Graphics
from wasat.documents.limits import Limits
from wasat.documents.pdf.sheets import DAMAGED, JUNK, SCAN, is_junk, read_sheet, why_unread
from wasat.documents.pdf.styles import StyleBook

AREA = WIDTH * HEIGHT
FULL = Graphics(pictures=(Box(0, 0, WIDTH, HEIGHT),))
SMALL = Graphics(pictures=(Box(0, 0, 60, 60),))


def test_a_sheet_is_as_large_as_the_page() -> None:
    sheet, _ = sheet_of(make_pdf(lambda canvas: write(canvas, 72, 100, "x")))

    assert (sheet.number, sheet.width, sheet.height) == (1, WIDTH, HEIGHT)
    assert sheet.unread == ""


def test_a_picture_without_words_is_a_scan() -> None:
    data = edit(make_pdf(nothing), lambda pdf: picture_page(pdf, box=(0, 0, WIDTH, HEIGHT)))

    assert sheet_of(data)[0].unread == SCAN


def test_a_scan_with_a_stamp_is_a_scan() -> None:
    assert why_unread(words(("Page", 10, 20), ("1", 40, 20)), FULL, AREA) == SCAN


def test_a_logo_on_an_empty_page_is_no_scan() -> None:
    assert why_unread(NO_WORDS, SMALL, AREA) == ""


def test_words_over_a_picture_are_read() -> None:
    many = words(*[("words", 10.0, 20.0 * i) for i in range(40)])

    assert why_unread(many, FULL, AREA) == ""


def test_words_beside_a_picture_are_read() -> None:
    half = Graphics(pictures=(Box(0, 0, WIDTH, HEIGHT / 2),))

    assert why_unread(words(("Few", 10, 20)), half, AREA) == ""


def test_unknown_characters_are_junk() -> None:
    assert is_junk(words(("\ufffd\ufffd\ue001", 10, 20), ("ab", 40, 20)))
    assert not is_junk(words(("words", 10, 20), ("\ufffd", 40, 20)))


def test_a_page_of_junk_is_not_read() -> None:
    def garble(pdf: pikepdf.Pdf) -> None:
        cmap = (
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            b"1 begincodespacerange <00> <ff> endcodespacerange\n"
            b"1 beginbfrange <00> <ff> <e000> endbfrange\nendcmap end end"
        )
        font = next(iter(pdf.pages[0].Resources.Font.values()))
        font.ToUnicode = pdf.make_stream(cmap)

    sheet, _ = sheet_of(edit(make_pdf(lambda canvas: write(canvas, 72, 100, "gibberish")), garble))

    assert sheet.unread == JUNK
    assert sheet.words is NO_WORDS


def test_a_page_of_glyph_numbers_is_not_taken_for_letters() -> None:
    sheet, _ = sheet_of(silent_page(["The harbour was dredged in spring.", "Ships may moor."]))

    assert sheet.unread == JUNK
    assert sheet.is_scan


def test_a_page_that_is_not_there_is_damaged() -> None:
    with opened(make_pdf(lambda canvas: write(canvas, 72, 100, "x"))) as document:
        sheet = read_sheet(document, 7, StyleBook(), Limits())

    assert (sheet.number, sheet.unread) == (8, DAMAGED)


def test_a_page_is_read_up_to_its_limit() -> None:
    data = make_pdf(lambda canvas: write(canvas, 72, 100, "many words on a page"))
    with opened(data) as document:
        sheet = read_sheet(document, 0, StyleBook(), Limits(page_characters=10))

    assert sheet.words.text == "many words"
    assert np.isfinite(sheet.words.boxes).all()


LINES = [f"Line {number} of a letter that somebody scanned" for number in range(6)]


def test_words_that_are_there_to_be_found_were_recognised_by_somebody() -> None:
    sheet, _ = sheet_of(scan.searchable(scan.written(), LINES))

    assert (sheet.origin, sheet.unread) == (Origin.OCR, "")


def test_words_under_a_picture_were_recognised_by_somebody() -> None:
    sheet, _ = sheet_of(scan.searchable(scan.written(), LINES, is_painted_over=True))

    assert (sheet.origin, sheet.unread) == (Origin.OCR, "")


def test_words_that_are_seen_are_text() -> None:
    sheet, _ = sheet_of(make_pdf(lambda canvas: write(canvas, 72, 100, "words")))

    assert sheet.origin is Origin.TEXT

from tests.documents.make import make_pdf, write
from tests.unit.documents.pdf.made import opened
from wasat.documents.pdf.binding import address, fast_library


def test_the_second_handle_is_made_once() -> None:
    assert fast_library() is fast_library()


def test_both_handles_speak_of_the_same_page() -> None:
    with opened(make_pdf(lambda canvas: write(canvas, 72, 100, "word"))) as document:
        textpage = document[0].get_textpage()

        assert fast_library().FPDFText_CountChars(address(textpage.raw)) == 4

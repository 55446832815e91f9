import pikepdf

from tests.documents.make import edit, make_pdf, write
from tests.unit.documents.pdf.made import pages_of
from wasat.documents.document import BlockKind, Origin, Page

PLAIN = make_pdf(lambda canvas: write(canvas, 72, 100, "The tide tables of the harbour"))


def _first_page(data: bytes) -> Page:
    return pages_of(data)[0][0]


def _noted(**fields: object) -> bytes:
    def add(pdf: pikepdf.Pdf) -> None:
        note = {
            "/Type": pikepdf.Name.Annot,
            "/Subtype": pikepdf.Name.Highlight,
            "/Rect": pikepdf.Array([70, 735, 150, 755]),
            **{f"/{name}": value for name, value in fields.items()},
        }
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pikepdf.Dictionary(note)]))

    return edit(PLAIN, add)


def test_what_a_reader_wrote_comes_after_the_page_with_who_wrote_it() -> None:
    page = _first_page(_noted(Contents="Check this.\rTwice.", T="Ada Berg"))

    note = page.blocks[-1]
    assert (note.kind, note.origin, note.marker) == (
        BlockKind.FOOTNOTE,
        Origin.FORM,
        "[Ada Berg]",
    )
    assert note.text == "Check this.\nTwice."
    assert (note.box.x0, note.box.x1) == (70, 150)


def test_a_highlight_without_words_and_a_hidden_note_say_nothing() -> None:
    assert len(_first_page(_noted()).blocks) == 1
    assert len(_first_page(_noted(Contents="Hidden", F=2)).blocks) == 1


def test_a_note_beside_the_page_is_shown_at_its_edge() -> None:
    page = _first_page(_noted(Contents="Aside", Rect=pikepdf.Array([580, 700, 640, 720])))

    assert page.blocks[-1].box.x1 <= page.width


def test_a_window_or_a_link_is_no_note() -> None:
    assert len(_first_page(_noted(Contents="x", Subtype=pikepdf.Name.Popup)).blocks) == 1

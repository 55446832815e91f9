"""Pages whose text is there, but says nothing: they are read as pictures."""

from io import BytesIO

from tests.make.silent import silent_page
from wasat.documents.document import Origin
from wasat.documents.load import load_document


def test_a_page_of_glyph_numbers_is_read_by_what_it_shows() -> None:
    lines = ["The harbour of Halden was dredged in spring.", "Ships of up to nine metres may moor."]
    document = load_document(BytesIO(silent_page(lines, size=14)), "application/pdf")

    blocks = document.pages[0].blocks
    assert " ".join(block.text for block in blocks) == " ".join(lines)
    assert {block.origin for block in blocks} == {Origin.OCR}

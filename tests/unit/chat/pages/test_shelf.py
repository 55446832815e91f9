from dataclasses import replace

from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import make_sources
from wasat.chat.pages.shelf import Opened, look, open_source, write_label, write_page
from wasat.documents.document import Document, Origin, Page
from wasat.evidence.prepare import index_document

SCANNED = replace(make_block("Invoice 17"), origin=Origin.OCR)


def opened(*pages: Page, **fields: object) -> Opened:
    document: Document = make_document(*pages)
    (source,) = make_sources([document])
    return open_source(replace(source, **fields), index_document(source.blob, document))


def test_words_of_a_text_layer_are_written_as_they_stand() -> None:
    assert write_page(opened(make_page(make_block("Invoice 17"))), 1) == "Invoice 17"


def test_words_that_were_recognised_are_marked_so() -> None:
    assert write_page(opened(make_page(SCANNED)), 1) == "(recognised by OCR)\nInvoice 17"


def test_a_page_whose_text_is_broken_has_its_picture_alone() -> None:
    each = opened(replace(make_page(make_block("\x02\x03 garbled")), unread="broken text"))

    (leaf,) = look(each, each.numbers)

    assert write_page(each, 1) == ""
    assert (leaf.text_bytes, leaf.width > 0) == (0, True)


def test_a_page_is_labelled_by_its_document_and_number() -> None:
    each = opened(make_page(make_block("a")), title="an [old]\nplan.pdf")

    assert write_label(each, 12) == "[an (old) plan.pdf p. 12]"


def test_only_pages_that_the_part_asks_for_are_there() -> None:
    pages = [make_page(make_block(f"{n}"), number=n) for n in range(1, 6)]

    assert list(opened(*pages, first_page=2, last_page=9).numbers) == [2, 3, 4, 5]

from dataclasses import replace

import pytest

from tests.unit.evidence.pages import make_block, make_document, make_page
from wasat.documents.document import Document, Origin
from wasat.evidence.scope.layers import NO_IMAGE, NO_TEXT_LAYER, limit_layers

PRINTED = make_block("printed words")
SCANNED = replace(make_block("scanned words", top=40), origin=Origin.OCR)
MIXED = make_document(
    make_page(PRINTED), make_page(SCANNED, number=2), make_page(PRINTED, SCANNED, number=3)
)


def texts(document: Document) -> list[str]:
    return [block.text for page in document.pages for block in page.blocks]


@pytest.mark.parametrize("layers", [(), ("PAGE_IMAGE", "PAGE_TEXT"), ("DATA",)])
def test_who_names_no_layer_or_both_sees_all(layers: tuple[str, ...]) -> None:
    assert limit_layers(MIXED, layers) is MIXED


def test_the_text_layer_alone_has_no_recognised_words() -> None:
    seen = limit_layers(MIXED, ("PAGE_TEXT",))

    assert texts(seen) == ["printed words", "printed words"]
    assert seen.summary.unread == (2,)
    assert seen.pages[1].unread == NO_TEXT_LAYER


def test_the_picture_alone_has_no_words_of_the_text_layer() -> None:
    seen = limit_layers(MIXED, ("PAGE_IMAGE",))

    assert texts(seen) == ["scanned words", "scanned words"]
    assert seen.summary.unread == (1,)
    assert seen.pages[0].unread == NO_IMAGE


def test_a_page_that_was_empty_before_has_its_own_reason() -> None:
    document = make_document(replace(make_page(), unread="It is torn."), make_page(number=2))

    seen = limit_layers(document, ("PAGE_TEXT",))

    assert [page.unread for page in seen.pages] == ["It is torn.", ""]


def test_slices_of_pages_are_limited_too() -> None:
    seen = limit_layers(MIXED, ("PAGE_TEXT",))

    assert [len(page.blocks) for page in seen.pages[1:]] == [0, 1]

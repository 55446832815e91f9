from dataclasses import replace

from tests.unit.evidence.pages import make_block, make_document, make_page, make_table
from tests.unit.reader.asking import make_sources
from wasat.chat.pages.shelf import (
    Leaf,
    Opened,
    look,
    open_source,
    place,
    write_label,
    write_leaf,
    write_page,
)
from wasat.documents.document import Document, Origin, Page
from wasat.evidence.passage import Passage, PassageKind
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

    assert write_label(each, Leaf(number=12, text_bytes=0)) == "[an (old) plan.pdf p. 12]"


def test_only_pages_that_the_part_asks_for_are_there() -> None:
    pages = [make_page(make_block(f"{n}"), number=n) for n in range(1, 6)]

    assert list(opened(*pages, first_page=2, last_page=9).numbers) == [2, 3, 4, 5]


def unpaged(*pages: Page) -> Opened:
    document = make_document(*pages)
    summary = replace(document.summary, is_paged=False, mime_type="text/markdown")
    document = replace(document, summary=summary)
    (source,) = make_sources([document])
    return open_source(source, index_document(source.blob, document))


LONG = [make_block(f"Entry {n}. " + "The turbine stood in the sound. " * 30) for n in range(20)]


def test_a_long_page_that_nobody_can_turn_to_is_shown_in_parts() -> None:
    each = unpaged(make_page(*LONG))

    leaves = look(each, each.numbers)

    assert len(leaves) > 2
    texts = [write_leaf(each, leaf) for leaf in leaves]
    assert "\n\n".join(texts) == write_page(each, 1)
    assert [len(text.encode()) for text in texts] == [leaf.text_bytes for leaf in leaves]
    assert [write_label(each, leaf) for leaf in leaves] == ["[a.pdf]", *[""] * (len(leaves) - 1)]


def test_a_part_is_written_whether_or_not_it_was_looked_at() -> None:
    each, other = unpaged(make_page(*LONG)), unpaged(make_page(*LONG))
    _, second, *_ = look(each, each.numbers)

    assert write_leaf(other, second) == write_leaf(each, second)


def test_a_page_of_a_document_with_pages_is_shown_whole() -> None:
    each = opened(make_page(*LONG))

    (leaf,) = look(each, each.numbers)

    assert leaf.part is None
    assert write_leaf(each, leaf) == write_page(each, 1)


def at(block: int, row: int = -1) -> Passage:
    kind = PassageKind.PROSE if row < 0 else PassageKind.ROW
    return Passage(
        number=0, page=1, kind=kind, first_block=block, last_block=block, row=row, terms=""
    )


def test_the_part_is_found_where_a_block_stands() -> None:
    each = unpaged(make_page(*LONG))
    leaves = look(each, each.numbers)

    found = [place(each, leaves, at(block)) for block in range(20)]

    assert all(f"Entry {n}. " in write_leaf(each, leaf) for n, leaf in enumerate(found))
    assert place(each, leaves[:1], at(19)) == leaves[0]


def test_the_part_is_found_where_a_row_stands() -> None:
    rows = [(f"item{n}", f"the code of it is {n * 7}") for n in range(1_000)]
    each = unpaged(make_page(make_table(("Item", "Code"), *rows)))
    leaves = look(each, each.numbers)

    for number in (0, 17, 500, 999):
        leaf = place(each, leaves, at(0, number + 1))
        near = leaves[max(0, leaves.index(leaf) - 1) : leaves.index(leaf) + 2]
        assert any(f"| item{number} |" in write_leaf(each, part) for part in near)
    assert all("| Item | Code |" in write_leaf(each, leaf) for leaf in leaves)

from dataclasses import replace

import numpy as np

from tests.unit.documents.layout.made import draft, words
from wasat.documents.document import BlockKind
from wasat.documents.layout.sheet import Sheet, Tag
from wasat.documents.tags.items import mark_items

DRAFTS = [draft("word word word", 100), draft("word word word", 112)]


def _sheet(tree: tuple[Tag, ...], *tags: int) -> Sheet:
    """A page of two lines of three words, each with its tag."""
    placed = [("word", 72 + 30 * n, 108.0 + 12 * line) for line in (0, 1) for n in range(3)]
    column = np.array(tags, np.int32)
    return Sheet(number=1, words=replace(words(*placed), tags=column), tags=tree)


def test_paragraphs_that_tags_put_into_a_list_are_its_items() -> None:
    tree = (Tag("L"), Tag("LI", 0), Tag("LBody", 1), Tag("LI", 0), Tag("P", 3))

    marked = mark_items(DRAFTS, _sheet(tree, 2, 2, 2, 4, 4, 4))

    assert [it.kind for it in marked] == [BlockKind.LIST_ITEM] * 2


def test_a_second_paragraph_of_an_item_is_no_item() -> None:
    tree = (Tag("L"), Tag("LI", 0), Tag("LI", 0))

    marked = mark_items(DRAFTS, _sheet(tree, *[1] * 6))

    assert [it.kind for it in marked] == [BlockKind.LIST_ITEM, BlockKind.PARAGRAPH]


def test_one_item_is_no_list() -> None:
    assert mark_items(DRAFTS, _sheet((Tag("L"), Tag("LI", 0)), *[1] * 6)) == DRAFTS


def test_a_page_without_lists_stays() -> None:
    assert mark_items(DRAFTS, _sheet((Tag("P"),), *[0] * 6)) == DRAFTS

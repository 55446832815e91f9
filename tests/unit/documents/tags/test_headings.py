from dataclasses import replace

import numpy as np

from tests.unit.documents.layout.made import draft, words
from wasat.documents.layout.draft import TEXT
from wasat.documents.layout.sheet import Sheet, Tag
from wasat.documents.tags.headings import has_headings, tell_by_tags

TREE = (Tag("Document"), Tag("H2", 0), Tag("Span", 1), Tag("P", 0))
HEADING, SPAN, PARAGRAPH = 1, 2, 3


def _sheet(*tags: int) -> Sheet:
    """A page of two lines of three words, each with its tag."""
    placed = [("word", 72 + 30 * n, 108.0 + 12 * line) for line in (0, 1) for n in range(3)]
    column = np.array(tags, np.int32)
    return Sheet(number=1, words=replace(words(*placed), tags=column), tags=TREE)


def _told(sheet: Sheet) -> list[int]:
    drafts = [draft("word word word", 100), draft("word word word", 112)]
    return [it.told for it in tell_by_tags(drafts, sheet, is_telling=True)]


def test_a_block_whose_words_are_tagged_as_a_heading_is_told_to_be_one() -> None:
    assert _told(_sheet(HEADING, SPAN, SPAN, *[PARAGRAPH] * 3)) == [2, TEXT]


def test_a_block_that_is_a_heading_in_part_stays_as_it_looks() -> None:
    assert _told(_sheet(HEADING, PARAGRAPH, PARAGRAPH, -1, -1, -1)) == [0, 0]


def test_a_page_of_headings_alone_is_not_believed() -> None:
    sheet = _sheet(*[HEADING] * 6)
    many = replace(sheet.words, boxes=np.tile(sheet.words.boxes, (10, 1)))
    many = replace(many, tags=np.full(60, HEADING, np.int32))

    assert _told(replace(sheet, words=many)) == [0, 0]


def test_nothing_is_told_where_the_document_tags_no_headings() -> None:
    drafts = [draft("word word word", 100)]

    assert tell_by_tags(drafts, _sheet(*[PARAGRAPH] * 6), is_telling=False) == drafts
    assert not has_headings([Tag("P"), Tag("H")])
    assert has_headings(TREE)

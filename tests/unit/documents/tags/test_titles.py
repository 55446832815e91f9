from dataclasses import replace

from tests.unit.documents.layout.made import BOLD, draft
from wasat.documents.document import BlockKind, OutlineEntry
from wasat.documents.tags.titles import list_titles, tell_by_titles


def test_a_bookmark_names_the_block_with_its_words_on_its_page() -> None:
    titles = list_titles(
        [
            OutlineEntry(title="2. The  Results", level=1, page=3),
            OutlineEntry(title="Nowhere", level=2, page=0),
        ]
    )

    assert list(titles) == [3]
    told = tell_by_titles([draft("The results"), draft("Other words")], titles[3])
    assert [(it.told, it.is_named) for it in told] == [(1, True), (0, False)]


def test_of_two_blocks_with_the_words_of_a_bookmark_the_larger_is_named() -> None:
    drafts = [draft("Results"), draft("Results", style=BOLD._replace(size=14.0))]

    assert [it.told for it in tell_by_titles(drafts, [("results", 2)])] == [0, 2]


def test_tags_come_before_bookmarks_and_tables_have_no_titles() -> None:
    drafts = [replace(draft("Results"), told=3), draft("Results", kind=BlockKind.TABLE)]

    assert tell_by_titles(drafts, [("results", 1)]) == drafts

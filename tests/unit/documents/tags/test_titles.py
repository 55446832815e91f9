from dataclasses import replace

from tests.unit.documents.layout.made import BODY, BOLD, draft
from wasat.documents.document import BlockKind, OutlineEntry
from wasat.documents.layout.sheet import Style
from wasat.documents.tags.titles import join_chapter_labels, list_titles, tell_by_titles


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


TITLE = Style(20.0, "Body-Bold", is_bold=True)
LABEL = Style(16.0, "Body-Bold", is_bold=True)


def test_the_label_of_a_chapter_is_joined_with_its_title() -> None:
    label, title = draft("Kapitel 5", 72, style=LABEL), draft("Netzwerk", 120, style=TITLE)
    text = draft("Words of the body", 180)

    first, second = join_chapter_labels([label, title, text], BODY)

    assert first.text == "Kapitel 5 Netzwerk"
    assert first.style == TITLE
    assert first.box.top == label.box.top
    assert second is text


def test_a_label_in_parts_is_joined_too() -> None:
    parts = [draft("CHAPTER", 72, style=LABEL), draft("TWO", 92, style=LABEL)]

    (joined,) = join_chapter_labels([*parts, draft("THE ARCHIVE", 120, style=LABEL)], BODY)

    assert joined.text == "CHAPTER TWO THE ARCHIVE"


def test_a_label_without_a_title_below_stays_alone() -> None:
    alone = [draft("Chapter 5", 72, style=LABEL), draft("Words of the body", 100)]
    far = [draft("Part", 72, style=LABEL), draft("Somewhere", 500, style=TITLE)]
    plain = [draft("chapter 5", 72), draft("Title", 90, style=TITLE)]

    for drafts in (alone, far, plain, alone[:1]):
        assert join_chapter_labels(drafts, BODY) == drafts

from tests.unit.documents.layout.made import draft
from wasat.documents.document import Block, BlockKind
from wasat.documents.layout.sheet import NO_WORDS, Strip, Style


def test_a_draft_becomes_the_block_it_was_taken_for() -> None:
    made = draft("one two", kind=BlockKind.LIST_ITEM, marker="a)")

    assert made.block() == Block(
        kind=BlockKind.LIST_ITEM, box=made.box, lines=made.lines, marker="a)"
    )


def test_a_marker_can_be_put_back() -> None:
    made = draft("one two", kind=BlockKind.LIST_ITEM, marker="a)")

    assert made.marked_text == "a) one two"
    assert [word.text for word in made.marked_lines[0].words] == ["a)", "one", "two"]


def test_without_a_marker_the_lines_are_all_there_is() -> None:
    made = draft("one two")

    assert made.marked_lines == made.lines
    assert made.marked_text == made.text == "one two"


def test_a_strip_reads_its_words_with_single_spaces() -> None:
    lines = draft("one two").lines

    assert Strip(lines[0].words, draft("one two").box, 0.0, Style(10.0)).text == "one two"
    assert NO_WORDS.text == ""

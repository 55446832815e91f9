import itertools
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.documents.making import cell, lines, paragraph, table
from wasat.box import NOWHERE, Box
from wasat.documents.document import Block, BlockKind, Break, Line, Origin, Table, Word, flow


def _line(text: str, ends_with: Break = Break.SPACE) -> Line:
    return Line(words=tuple(Word(word, NOWHERE) for word in text.split()), ends_with=ends_with)


@pytest.mark.parametrize(
    ("ends_with", "text"),
    [
        (Break.SPACE, "one two three four"),
        (Break.NEWLINE, "one two\nthree four"),
        (Break.NONE, "one twothree four"),
    ],
)
def test_lines_go_on_as_they_say(ends_with: Break, text: str) -> None:
    assert flow([_line("one two", ends_with), _line("three four")])[0] == text


def test_a_hyphen_at_the_end_of_a_line_is_undone() -> None:
    text, placed = flow([_line("a docu-", Break.HYPHEN), _line("ment here")])
    assert text == "a document here"
    assert [text[place.start : place.end] for place in placed] == ["a", "docu", "ment", "here"]
    assert [place.word.text for place in placed] == ["a", "docu-", "ment", "here"]


def test_a_hyphen_on_the_last_line_stays() -> None:
    assert flow([_line("docu-", Break.HYPHEN)])[0] == "docu-"


def test_no_lines_are_no_text() -> None:
    assert flow([]) == ("", ())


@given(
    st.lists(
        st.tuples(
            st.lists(st.text("abc", min_size=1), min_size=1, max_size=3),
            st.sampled_from([Break.SPACE, Break.NEWLINE, Break.NONE]),
        ),
        max_size=4,
    )
)
def test_every_word_stands_where_it_is_said_to_stand(
    made: list[tuple[list[str], Break]],
) -> None:
    text, placed = flow([_line(" ".join(words), ends_with) for words, ends_with in made])
    assert [text[place.start : place.end] for place in placed] == [
        word for words, _ in made for word in words
    ]
    assert all(first.end <= then.start for first, then in itertools.pairwise(placed))


def test_the_text_of_a_table_has_tabs_and_lines() -> None:
    assert table("a|b", "c|d").text == "a\tb\nc\td"


def test_the_text_of_a_cell_is_its_running_text() -> None:
    assert cell(0, 0, "a b").text == "a b"


def test_a_block_came_from_the_text_unless_it_says_otherwise() -> None:
    made = paragraph("a")
    assert (made.origin, made.box, made.level, made.marker) == (Origin.TEXT, NOWHERE, 0, "")


def test_the_model_does_not_change_under_anybody() -> None:
    with pytest.raises(FrozenInstanceError):
        paragraph("a").level = 2  # type: ignore[misc]  # the point of the test


def test_equal_parts_make_equal_blocks() -> None:
    box = Box(1.0, 2.0, 3.0, 4.0)
    made = Table(row_count=1, column_count=1, cells=(cell(0, 0, "a"),))
    assert Block(kind=BlockKind.TABLE, box=box, table=made) == Block(
        kind=BlockKind.TABLE, box=box, table=made
    )
    assert lines("a") == lines("a")

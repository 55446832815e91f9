import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.documents.document import Break, flow
from wasat.documents.formats.flow import words
from wasat.documents.formats.flow.words import clean, count_lines, flowing, running, verbatim


def test_running_text_is_split_at_white_space() -> None:
    (line,) = running("  one\n two\u00a0three ")
    assert [word.text for word in line.words] == ["one", "two", "three"]


def test_no_words_make_no_line() -> None:
    assert running(" \n ") == ()


def test_short_and_long_texts_are_split_alike() -> None:
    assert flow(running("word " * 100))[0] == ("word " * 100).strip()


def test_a_word_without_end_goes_on_in_lines_without_a_space() -> None:
    long = "x" * (words.LONGEST_WORD * 2 + 1)
    made = running(f"a {long} b")
    assert max(len(word.text) for line in made for word in line.words) == words.LONGEST_WORD
    assert flow(made)[0] == f"a {long} b"


def test_lines_go_on_as_they_are_told() -> None:
    made = flowing(["one", "two", "three"], [Break.NEWLINE, Break.SPACE, Break.SPACE])
    assert flow(made)[0] == "one\ntwo three"


def test_code_keeps_every_space() -> None:
    assert flow(verbatim(["def f():", "    return  1", "", "end"]))[0] == (
        "def f():\n    return  1\n\nend"
    )


def test_a_tab_in_code_is_as_wide_as_spaces() -> None:
    assert flow(verbatim(["\tx"]))[0] == "    x"


@pytest.mark.parametrize("character", ["\x00", "\x08", "\x1b", "\ud800", "\ufeff", "\uffff"])
def test_what_nothing_prints_is_left_out(character: str) -> None:
    assert clean(f"a{character}b") == "ab"


def test_characters_are_counted_with_a_space_after_each_word() -> None:
    assert count_lines(running("ab cde")) == 7


@given(st.text())
def test_running_text_loses_nothing_but_space_and_controls(text: str) -> None:
    assert flow(running(text))[0].split() == clean(text).split()


@given(st.lists(st.text(), min_size=1))
def test_code_has_as_many_lines_as_it_had(texts: list[str]) -> None:
    shown = flow(verbatim(texts))[0]
    assert shown.count("\n") == len(texts) - 1
    assert shown.split() == clean("\n".join(texts)).split()

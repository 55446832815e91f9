import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.chat.words.statements import Statements


def cut(*texts: str) -> list[str]:
    """The statements alone."""
    statements = Statements()
    stretches = [each for text in texts for each in statements.push(text)]
    return [each.text for each in [*stretches, *statements.finish()] if each.is_statement]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is so. It was not! Was it?", ["It is so.", "It was not!", "Was it?"]),
        ("Mr. Smith paid J. Doe, e.g. 3.5 m.", ["Mr. Smith paid J. Doe, e.g. 3.5 m."]),
        ("- one\n- two\n", ["one", "two"]),
        ("1. First point.\n2. Second", ["First point.", "Second"]),
        ("これは本です。あれは犬です。", ["これは本です。", "あれは犬です。"]),
        ("Here it is:\n# Title\n**Bold** words.", ["Bold** words."]),
        ("It is [p. 3]. It was. [p. 4] No.", ["It is [p. 3].", "It was. [p. 4]", "No."]),
        ("\n\n---\n", []),
        ("", []),
    ],
)  # fmt: skip
def test_statements_end_with_their_sentence_or_line(text: str, found: list[str]) -> None:
    assert cut(text) == found


def test_a_statement_goes_out_as_soon_as_it_is_whole() -> None:
    statements = Statements()

    assert list(statements.push("It is")) == []
    assert [each.text for each in statements.push(" so. It")] == ["It is so."]


@given(st.text("ab .!\n-1[p]", max_size=40), st.integers(1, 7))
def test_no_character_is_lost_or_added(text: str, size: int) -> None:
    statements = Statements()
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    stretches = [each for piece in pieces for each in statements.push(piece)]

    assert "".join(each.text for each in [*stretches, *statements.finish()]) == text

import pytest

from tests.unit.reader.facts.stating import ENGLISH, mention
from wasat.reader.facts.decided import complement, decide


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The dividend was approved in April.", True),
        ("The dividend was not approved.", False),
        ("The dividend was approved, though not by everyone in the hall that day.", None),
        ("If the dividend is approved, we celebrate.", None),
        ("Was the dividend approved?", None),
        ("The dividend was paid.", None),
    ],
)
def test_a_sentence_decides_what_it_states_whole(text: str, wanted: bool | None) -> None:  # noqa: FBT001 - a parameter of the test
    match = decide(mention(text, "dividend_approved", "boolean"), ENGLISH)

    assert (None if match is None else match.value) is wanted


def test_a_single_word_decides_only_with_a_verb() -> None:
    assert decide(mention("The firm is insured.", "insured", "boolean"), ENGLISH)
    assert decide(mention("Insured goods, listed by weight", "insured", "boolean"), ENGLISH) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The mascot is a grey seal, which everyone likes.", "a grey seal"),
        ("Our mascot was Otto.", "Otto"),
        ("The mascot is liked.", None),
        ("Everyone who came says the mascot is a seal.", None),
        ("The mascot of the firm is a seal.", None),
        ("The mascot is a very big and old and grey and friendly animal of the sea", "a very big"),
        ("The mascot waves.", None),
        ("The firm is a mill.", None),
    ],
)
def test_a_noun_phrase_after_is_says_what_something_is(text: str, wanted: str | None) -> None:
    match = complement(mention(text, "mascot"), ENGLISH)

    assert (None if match is None else match.value) == wanted


@pytest.mark.parametrize("text", ["Dividend approved", "Dividend approved:"])
def test_a_label_states_nothing_by_itself(text: str) -> None:
    assert decide(mention(text, "dividend_approved", "boolean"), ENGLISH) is None

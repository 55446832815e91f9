"""The words of a page are read once, however many fields are looked for."""

from dataclasses import replace

import pytest

from tests.unit.evidence.pages import make_block, make_document, make_page, make_table
from tests.unit.reader.asking import open_leaves
from tests.unit.reader.facts.stating import ENGLISH, ask, mention
from tests.unit.reader.facts.test_find import REPORT, open_facts
from wasat.evidence.language import Language, Remembered
from wasat.reader.extraction.families import describe
from wasat.reader.facts.words import PageWords

TABLE = make_table(["Region", "2025"], ["Halden", "21.6"], ["Mainland", "18.9"])


class Counted:
    """Takes texts apart and counts them."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def analyze(self, text: str) -> list[str]:
        """Note a text."""
        self.texts.append(text)
        return ENGLISH.analyzer.analyze(text)


def count() -> tuple[Language, Counted]:
    counted = Counted()
    forgetful = Remembered(counted, 0)  # type: ignore[arg-type]  # quacks alike
    return replace(ENGLISH, short=forgetful, long=forgetful), counted


def test_each_sentence_and_row_is_taken_apart_once() -> None:
    language, counted = count()
    leaf = open_leaves(make_document(make_page(TABLE, make_block("It rained. We stayed.")))).all[0]
    words = PageWords(leaf, language)

    for _ in range(3):
        assert [row.row.label for row in words.rows] == ["Halden", "Mainland"]
        assert [sentence.span.text for sentence in words.sentences] == ["It rained.", "We stayed."]

    assert counted.texts.count("Halden") == counted.texts.count("It rained.") == 1


def test_what_is_too_long_for_a_sentence_is_no_sentence() -> None:
    block = make_block("word " * 150 + "ends.")
    leaf = open_leaves(make_document(make_page(block))).all[0]

    assert PageWords(leaf, ENGLISH).sentences == []


@pytest.mark.parametrize("text", ["The dividend was paid.", "Dividends were paid."])
def test_a_text_that_states_an_idea_holds_one_of_its_opening_words(text: str) -> None:
    stated = mention(text, "dividend")

    assert stated.hits
    assert {token.term for token in stated.tokens} & ask("dividend").openings.keys()


def test_no_more_is_read_than_is_allowed() -> None:
    facts = open_facts(REPORT, most_read=1)
    fields = [describe(name, {"type": "number"}) for name in ("dividend", "revenue growth", "beds")]

    found = [facts.find(field) for field in fields]

    assert found[0] is not None
    assert found[1:] == [None, None]
    assert facts.left <= 0


def test_a_text_without_the_words_of_a_field_is_not_read() -> None:
    facts = open_facts(REPORT)
    before = facts.left

    assert facts.find(describe("zyxw", {"type": "number"})) is None

    assert facts.left == before

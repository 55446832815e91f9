import pytest

from tests.unit.evidence.pages import make_block, make_page
from tests.unit.reader.lookup.searching import make_search, text_of
from wasat.reader.lookup.finding import Finding
from wasat.reader.lookup.sentence import find_sentence, rank_sentences
from wasat.reader.verdict.sentence import find_verdict, is_unspoken

RULES = make_page(
    make_block("Smoking is not allowed in the rooms. Guests may smoke on the terrace at any time."),
    make_block("Dogs are welcome on the ground floor. The sauna has room for six guests."),
)


def ask(question: str) -> Finding | None:
    search = make_search(question, RULES)
    return find_verdict(search, rank_sentences(search))


@pytest.mark.parametrize(
    ("question", "text", "verdict"),
    [
        ("Is smoking allowed in the rooms?", "Smoking is not allowed in the rooms.", False),
        ("May guests smoke on the terrace?", "Guests may smoke on the terrace at any time.", True),
    ],
)
def test_the_sentence_that_decides_is_the_answer(question: str, text: str, verdict: object) -> None:
    found = ask(question)

    assert found is not None
    assert (text_of(found), found.verdict) == (text, verdict)


@pytest.mark.parametrize("question", ["Is the sauna heated?", "Who may smoke on the terrace?"])
def test_nothing_is_decided_that_no_sentence_says_or_that_is_not_asked(question: str) -> None:
    assert ask(question) is None


def test_a_sentence_about_another_matter_is_no_answer() -> None:
    search = make_search("Are cats allowed?", RULES)
    other = find_sentence(search, rank_sentences(search))

    assert other is not None
    assert is_unspoken(search, other)

import pytest

from tests.unit.evidence.pages import make_block, make_page
from tests.unit.reader.lookup.searching import make_search, text_of
from wasat.reader.lookup.finding import Finding
from wasat.reader.lookup.sentence import find_sentence, rank_sentences
from wasat.reader.verdict.sentence import find_denial, find_verdict, is_unspoken

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


MINUTES = make_page(
    make_block("The meeting of the club was held in Hamburg on 4 May 2023."),
    make_block("The fee of the club is £40 a year and is paid in May."),
)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Is the fee of the club £45 a year?", "The fee of the club is £40 a year and is paid in"),
        ("Was the meeting held in Berlin?", "The meeting of the club was held in Hamburg on 4"),
    ],
)
def test_a_sentence_that_tells_another_number_or_place_says_no(question: str, text: str) -> None:
    search = make_search(question, MINUTES)
    found = find_verdict(search, rank_sentences(search))

    assert found is not None
    assert found.verdict is False
    assert text_of(found).startswith(text)


def test_another_year_says_no_where_the_one_asked_about_is_not_there() -> None:
    found = find_denial(make_search("Was the meeting held in 2019?", MINUTES))

    assert found is not None
    assert (found.verdict, len(found.statements)) == (False, 1)


def test_a_sentence_that_tells_no_year_denies_none() -> None:
    page = make_page(make_block("The meeting was held. The meeting was held in May of 2023."))
    found = find_denial(make_search("Was the meeting held in 2019?", page))

    assert text_of(found) == "The meeting was held in May of 2023."


@pytest.mark.parametrize(
    "question", ["When was the meeting held in 2019?", "Was the boat bought in 2019?"]
)
def test_nothing_is_denied_that_is_not_asked_or_not_spoken_of(question: str) -> None:
    assert find_denial(make_search(question, MINUTES)) is None


def test_nothing_is_denied_by_a_page_without_sentences() -> None:
    assert find_denial(make_search("Was it held in 2019?", make_page())) is None

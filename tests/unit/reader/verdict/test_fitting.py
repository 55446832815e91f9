import pytest

from tests.unit.evidence.pages import make_block, make_page
from tests.unit.reader.lookup.searching import make_search
from wasat.reader.lookup.sentence import find_sentence, rank_sentences
from wasat.reader.verdict.fitting import is_only_mention

REPORT = make_page(
    make_block("The chart below shows barrels sold by month. The managing director is Ines Varga."),
    make_block("The brewery was founded in 1987 by the brothers Aldo and Tullio Marchetti."),
)


@pytest.mark.parametrize(
    ("question", "asks_pictures", "expected"),
    [
        ("In which month were most barrels sold according to the chart?", True, True),
        ("When was the brewery founded?", True, False),
        ("Who is the husband of Ines Varga?", False, True),
        ("Who is the managing director?", False, False),
        ("Who founded the brewery?", False, False),
    ],
)
def test_a_sentence_that_does_not_tell_what_is_asked_is_no_answer(
    question: str, asks_pictures: object, expected: object
) -> None:
    search = make_search(question, REPORT)
    finding = find_sentence(search, rank_sentences(search))

    assert finding is not None
    assert is_only_mention(search, finding, asks_pictures=bool(asks_pictures)) is expected

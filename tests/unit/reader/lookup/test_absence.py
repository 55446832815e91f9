import pytest

from tests.unit.evidence.pages import make_block, make_page
from tests.unit.reader.lookup.searching import make_search
from wasat.reader.lookup.absence import find_lack, find_missing

COVER = make_page(make_block("Annual report of Advanced Micro Devices for the year 2019."))
BODY = make_page(
    make_block("Net sales of the Super Bowl team rose in Coventry. The king was kidnapped."),
    number=2,
)


def missing(question: str) -> str:
    return find_missing(make_search(question, COVER, BODY))


def lack(question: str) -> str:
    return find_lack(make_search(question, COVER, BODY))


@pytest.mark.parametrize(
    "question",
    [
        "How did net sales at Coventry go?",
        "What were the net sales of AMD?",
        "What were the net sales of Advanced Micro Devices?",
        "Which team won Superbowl sales?",
        "What were the net sales at Coventri?",
        "What is the COGS of the team?",
        "What were net sales in 2019?",
        "What does Table 3 say of net sales?",
    ],
)
def test_names_and_years_that_are_there_are_not_missed(question: str) -> None:
    assert missing(question) == ""


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What were the net sales of Microsoft?", "the name 'Microsoft' is not there"),
        ("What did Johnson & Johnson sell?", "the name 'Johnson & Johnson' is not there"),
        ("What were net sales in 2011?", "the year 2011 is not there"),
        ("How much has the net sale of Corning changed?", "the name 'Corning' is not there"),
    ],
)
def test_names_and_years_that_are_not_there_are_missed(question: str, reason: str) -> None:
    assert missing(question) == reason


@pytest.mark.parametrize(
    "question", ["Who kidnapped the king?", "How did the net sales rise?", "What were net sales?"]
)
def test_words_that_are_there_are_no_lack(question: str) -> None:
    assert lack(question) == ""


@pytest.mark.parametrize(
    "question",
    ["What is the warranty period of the dishwasher?", "Who is the landlord of the flat?"],
)
def test_words_that_are_not_there_are_a_lack(question: str) -> None:
    assert lack(question).startswith("coverage")


def test_a_name_of_several_words_is_not_there_by_stems_without_capitals() -> None:
    page = make_page(make_block("Several johns were sold beside the lighthouse by old wagners."))
    search = make_search("What did John Wagner think of the lighthouse?", page)
    assert find_missing(search) == "the name 'John Wagner' is not there"


def test_a_name_that_ends_as_another_one_does_is_not_there() -> None:
    page = make_page(make_block("Larkhill Brewing sold more beer. The report of Larkhill Brewing."))

    assert find_missing(make_search("What did the owners of Dunmore Brewing sell?", page))
    assert not find_missing(make_search("What did the owners of Larkhill Brewing sell?", page))


def test_a_line_item_is_lacking_if_the_document_has_none_of_its_names() -> None:
    assert lack("What was goodwill?") == "the line item goodwill is not there"
    assert lack("What were net sales?") == ""

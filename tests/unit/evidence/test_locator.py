import pytest

from tests.unit.evidence.pages import make_block, make_heading, make_page, make_table
from wasat.documents.document import Page
from wasat.evidence.locator import Locator, all_kinds, asked_kinds, whole_words

ITEMS = (
    "Cash and cash equivalents",
    "Inventories",
    "Total current assets",
    "Goodwill",
    "Total assets",
    "Accounts payable",
    "Total current liabilities",
    "Total liabilities",
    "Retained earnings",
)


def make_balance_sheet(number: int = 5) -> Page:
    rows = [(item, "1,234", "5,678", "9,012", "3,456") for item in ITEMS]
    return make_page(make_heading("Consolidated Balance Sheets"), make_table(*rows), number=number)


def test_the_balance_sheet_is_told_by_its_title_and_its_items() -> None:
    locator = Locator()
    locator.look(make_balance_sheet())
    assert locator.pages("balance_sheet")[5] > 0.9


def test_a_contents_page_that_names_it_is_not_it() -> None:
    locator = Locator()
    locator.look(make_page(make_block("Consolidated Balance Sheets 53", "Total assets 54")))
    assert not locator.pages("balance_sheet")


def test_a_page_that_mentions_some_items_scores_less() -> None:
    locator = Locator()
    locator.look(make_balance_sheet())
    rows = [(item, *["1,234"] * 8) for item in ITEMS[:5]]
    locator.look(make_page(make_table(*rows), number=9))
    scores = locator.pages("balance_sheet")
    assert 0 < scores[9] < scores[5]


def test_a_cover_opens_a_document() -> None:
    locator = Locator()
    text = "Form 10-K Commission file number State or other jurisdiction registrant"
    locator.look(make_page(make_block(text), number=1))
    locator.look(make_page(make_block(text), number=90))
    assert list(locator.pages("cover")) == [1]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What does the balance sheet say?", "balance_sheet"),
        ("Using the P&L statement, what is it?", "income_statement"),
        ("laut Gewinn- und Verlustrechnung", "income_statement"),
        ("see the statement of cash flows", "cash_flow"),
    ],
)
def test_questions_name_kinds_of_pages(question: str, kind: str) -> None:
    assert kind in set(asked_kinds(question))


def test_a_question_may_name_none() -> None:
    assert list(asked_kinds("Who kidnapped the king?")) == []


def test_patterns_match_whole_words_and_nothing_matches_none() -> None:
    assert whole_words(["net"]).search("the NET sum")
    assert not whole_words(["net"]).search("internet")
    assert not whole_words([]).search("anything")


def test_every_kind_has_items_in_lower_case() -> None:
    assert all(item == item.lower() for kind in all_kinds().values() for item in kind.items)

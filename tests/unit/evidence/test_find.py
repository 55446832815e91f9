from tests.unit.evidence.pages import make_block, make_heading, make_page, make_table
from tests.unit.evidence.prepared import make_prepared
from tests.unit.evidence.test_locator import make_balance_sheet
from wasat.evidence.find import cover, find
from wasat.evidence.inquiry import study

PAGES = (
    make_page(make_block("The king was kidnapped by the Merkits in winter."), number=1),
    make_page(make_block("Purchases of property and equipment rose in summer."), number=2),
    make_page(make_heading("Weather"), make_block("It rained."), number=3),
    make_page(make_table(("", "2019"), ("Rainfall", "12")), number=4),
)


def test_the_page_that_holds_the_words_comes_first() -> None:
    ranked = find("Who kidnapped the king?", make_prepared(*PAGES))
    assert ranked[0].passage.page == 1
    assert ranked[0].coverage == 1.0


def test_other_words_for_the_same_thing_find_it() -> None:
    assert find("How high was capex?", make_prepared(*PAGES))[0].passage.page == 2


def test_rows_are_found_by_their_label() -> None:
    best = find("rainfall", make_prepared(*PAGES))[0]
    assert best.passage.page == 4
    assert any(reason.startswith("row") for reason in best.reasons)


def test_the_statement_asked_for_is_found_by_what_it_is() -> None:
    prose = make_page(make_block("The balance sheet is sound. Balance, balance, sheet."), number=1)
    prepared = make_prepared(prose, make_balance_sheet(number=2))
    best = find("What do total assets on the balance sheet amount to?", prepared)[0]
    assert best.passage.page == 2
    assert any(reason.startswith("balance_sheet") for reason in best.reasons)


def test_a_page_only_its_kind_speaks_for_is_found_whole() -> None:
    prepared = make_prepared(make_balance_sheet(number=1))
    (best,) = find("laut Bilanz?", prepared)
    assert best.passage.number == -1
    assert best.passage.page == 1


def test_each_page_comes_once_and_no_more_than_asked_for() -> None:
    pages = [make_page(make_block("king " * 300), number=number) for number in range(1, 6)]
    ranked = find("king", make_prepared(*pages), limit=3)
    assert len({entry.passage.page for entry in ranked}) == len(ranked) == 3


def test_only_chosen_pages_are_found() -> None:
    ranked = find("king rainfall", make_prepared(*PAGES), pages=range(2, 5))
    assert {entry.passage.page for entry in ranked} == {4}


def test_nothing_is_found_for_words_that_are_not_there() -> None:
    assert find("dishwasher warranty", make_prepared(*PAGES)) == []


def test_a_question_may_come_taken_apart() -> None:
    prepared = make_prepared(*PAGES)
    inquiry = study("Who kidnapped the king?", prepared.index.language)
    assert find(inquiry, prepared) == find("Who kidnapped the king?", prepared)


def test_coverage_is_the_share_of_weight_held() -> None:
    prepared = make_prepared(*PAGES)
    assert cover(("king", "dishwash"), prepared, "the king") == 0.5
    assert cover((), prepared, "anything") == 1.0

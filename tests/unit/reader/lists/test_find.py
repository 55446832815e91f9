import pytest

from tests.unit.evidence.pages import make_block, make_heading, make_page, make_table
from tests.unit.reader.lookup.searching import make_search, quotes_of
from wasat.documents.document import BlockKind, Page
from wasat.reader.lists.find import find_list

GROUP = (
    make_page(
        make_heading("The group"),
        make_block("These are the companies that belong to the Fenwick Group and where they are."),
        make_table(
            ("Subsidiary", "Country"),
            ("Norvik Shipping", "Norway"),
            ("Fenwick Rail", "Ireland"),
            ("Total", "2"),
        ),
    ),
)
LETTER = (
    make_page(
        make_heading("Risk factors"),
        make_block("Drought may reduce the yield.", kind=BlockKind.LIST_ITEM),
    ),
    make_page(
        make_block("Rates may rise for all of us.", kind=BlockKind.LIST_ITEM),
        make_heading("Employees"),
        make_block("We had 212 employees.", kind=BlockKind.LIST_ITEM),
        number=2,
    ),
)
BEES = (
    make_page(
        make_block("This is what the apiary had in each of the years, and what it has lost."),
        make_table(("Season", "Hives", "Losses"), ("2017", "64", "5"), ("2018", "71", "8")),
    ),
)
CONTRACT = (
    make_page(
        make_heading("Agreement"),
        make_block("This is an agreement of 14 March 2022 between Holloway Instruments Ltd."),
        make_block("and Pereira Partners LLC. It ends on 31 March 2025; signed on 14 March 2022."),
    ),
)


def ask(question: str, pages: tuple[Page, ...]) -> list[str]:
    found = find_list(make_search(question, *pages))
    return [text for text, _ in found.statements] if found else []


SITES = (make_page(make_block("See https://a.example and, for all others, https://b.example/c.")),)


@pytest.mark.parametrize(
    ("question", "pages", "items"),
    [
        ("List all subsidiaries.", GROUP, ["Norvik Shipping", "Fenwick Rail"]),
        ("Which subsidiaries are in Norway?", GROUP, ["Norvik Shipping"]),
        ("Extract all URLs.", SITES, ["https://a.example", "https://b.example/c"]),
        ("Find all the links", SITES, ["https://a.example", "https://b.example/c"]),
        ("How many subsidiaries does the Fenwick Group have?", GROUP, ["2 subsidiaries"]),
        (
            "What are the risk factors?",
            LETTER,
            ["Drought may reduce the yield.", "Rates may rise for all of us."],
        ),
        ("How many risk factors are there?", LETTER, ["2 risk factors"]),
        ("List all dates mentioned.", CONTRACT, ["14 March 2022", "31 March 2025"]),
    ],
)
def test_all_of_it_is_listed_or_counted(
    question: str, pages: tuple[Page, ...], items: list[str]
) -> None:
    assert ask(question, pages) == items


def test_every_item_is_cited() -> None:
    found = find_list(make_search("List all subsidiaries.", *GROUP))

    assert quotes_of(found) == ["Norvik Shipping", "Fenwick Rail"]


@pytest.mark.parametrize(
    ("question", "pages"),
    [
        ("List all lighthouses.", GROUP),
        ("How many employees are there?", LETTER),
        ("What is the largest subsidiary?", GROUP),
        ("How many hives were there in 2017?", BEES),
    ],
)
def test_nothing_is_listed_that_is_not_there_or_is_not_asked_for(
    question: str, pages: tuple[Page, ...]
) -> None:
    assert ask(question, pages) == []

from dataclasses import replace

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


STAFF = (
    make_page(
        make_heading("Employees"),
        make_table(
            ("Name", "Post", "Since"), ("Ada Moss", "Smith", "1998"), ("Ben Oak", "Clerk", "2006")
        ),
        make_heading("Board"),
        make_block("Ada Moss", kind=BlockKind.LIST_ITEM),
        make_block("Cy Reed", kind=BlockKind.LIST_ITEM),
        make_block("Di Elm", kind=BlockKind.LIST_ITEM),
    ),
    make_page(
        make_block("All of them have been with the works for as long as we are told."), number=2
    ),
)
SUPPLIERS = (
    make_page(
        make_heading("Projects 2024"),
        make_block("These are the projects of the town and those who supply it with goods."),
        make_table(("Project", "Budget"), ("Harbour", "120"), ("Bridge", "45")),
        make_heading("Suppliers", level=2),
        make_block("Acme Stone Ltd", kind=BlockKind.LIST_ITEM),
        make_block("Crown Roofing", kind=BlockKind.LIST_ITEM),
    ),
)
MEETINGS = (
    make_page(
        make_heading("Vorstand"),
        make_block("Der Vorstand des Vereins wurde in der Sitzung gewählt und ist im Amt."),
        make_block("Marta Lindner", kind=BlockKind.LIST_ITEM),
        make_block("Jonas Keil", kind=BlockKind.LIST_ITEM),
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
        ("List all employees.", STAFF, ["Ada Moss", "Ben Oak"]),
        ("How many employees are listed?", STAFF, ["2 employees"]),
        ("How many members does the board have?", STAFF, ["3 members"]),
        ("List all projects.", SUPPLIERS, ["Harbour", "Bridge"]),
        ("List all suppliers.", SUPPLIERS, ["Acme Stone Ltd", "Crown Roofing"]),
        ("List all dates mentioned.", CONTRACT, ["14 March 2022", "31 March 2025"]),
    ],
)
def test_all_of_it_is_listed_or_counted(
    question: str, pages: tuple[Page, ...], items: list[str]
) -> None:
    assert ask(question, pages) == items


def test_those_who_belong_to_something_are_counted_in_other_languages() -> None:
    search = make_search("Wie viele Personen gehören dem Vorstand an?", *MEETINGS)

    found = find_list(replace(search, language="de"))

    assert found is not None
    assert found.brief == "2"


def test_a_list_is_as_long_as_its_count_over_all_pages_of_a_table() -> None:
    rows = [(f"Vendor {number}", f"Town {number % 9}x") for number in range(70)]
    head = ("Vendor", "Town")
    prose = make_block(
        "This is the list of all vendors that the works has bought from in the year."
    )
    more = make_table(head, *rows[40:])
    assert more.table is not None
    pages = (
        make_page(prose, make_table(head, *rows[:40]), number=1),
        make_page(replace(more, table=replace(more.table, is_continued=True)), number=2),
    )

    listed = find_list(make_search("List all vendors.", *pages))

    assert listed is not None
    assert [text for text, _ in listed.statements] == [name for name, _ in rows]
    assert quotes_of(listed) == [name for name, _ in rows]
    assert ask("How many vendors are there?", pages) == ["70 vendors"]


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
        ("How many budgets are there?", SUPPLIERS),
        ("How many members does the jury have?", STAFF),
    ],
)
def test_nothing_is_listed_that_is_not_there_or_is_not_asked_for(
    question: str, pages: tuple[Page, ...]
) -> None:
    assert ask(question, pages) == []

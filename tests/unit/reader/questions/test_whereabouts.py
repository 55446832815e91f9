from dataclasses import replace

from tests.unit.evidence.pages import (
    make_block,
    make_document,
    make_heading,
    make_page,
    make_table,
)
from tests.unit.reader.asking import ask, citations
from tests.unit.reader.lookup.searching import make_search, quotes_of, text_of
from tests.unit.reader.questions.papers import tell
from wasat.documents.document import Page
from wasat.reader.answer import answer
from wasat.reader.questions.whereabouts import find_whereabouts

_FILL = "The tenants meet every spring and speak of the garden and its flowers."


def make_pages() -> tuple[Page, ...]:
    """Contents, a page that names the deposit, one about it, and one of a table."""
    return (
        make_page(
            make_block("Deposit and its return . . . . . . . . 3"), make_block(_FILL, top=40)
        ),
        make_page(make_block(f"{_FILL} A deposit is paid.")),
        make_page(
            make_heading("4 Deposit"),
            make_block("The deposit is paid in advance. Its return takes a month.", top=40.0),
        ),
        make_page(
            make_block("The garden grows."),
            make_table(("Tree", "Age"), ("Chestnut", "90"), top=60.0),
        ),
    )


def number(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    return tuple(replace(page, number=at) for at, page in enumerate(pages, 1))


def test_the_page_whose_heading_names_it_is_told() -> None:
    chunks = ask(
        answer, "On which page is the deposit explained?", make_document(*number(make_pages()))
    )
    assert "".join(chunk.text for chunk in chunks) == "Page 3: 4 Deposit [p. 3]\n"
    assert [citation.quote for citation in citations(chunks)] == ["4 Deposit"]


def test_several_pages_are_told_in_order_where_several_are_asked_for() -> None:
    document = make_document(*number(make_pages()))
    told = tell("Welche Seiten handeln von deposit?", document)
    assert [line[:9] for line in told.splitlines()] == ["- Seite 2", "- Seite 3"]


def test_a_word_in_a_table_has_its_page_and_the_cell_is_cited() -> None:
    found = find_whereabouts(
        make_search("Which page is about the chestnut?", *number(make_pages()))
    )
    assert text_of(found) == "Page 4: 4 Deposit"
    assert quotes_of(found) == ["Chestnut"]


def test_without_pages_the_words_that_stand_there_are_told() -> None:
    page = replace(make_page(make_block("The chestnut is old. It blooms.")), width=0.0, height=0.0)
    found = find_whereabouts(make_search("Where is the chestnut mentioned?", page))
    assert text_of(found) == "The chestnut is old."


def test_a_page_without_a_heading_is_told_by_its_number() -> None:
    page = make_page(make_block("The chestnut is old."))
    found = find_whereabouts(make_search("Where is the chestnut mentioned?", page))
    assert text_of(found) == "Page 1"


def test_nothing_is_told_of_what_no_page_is_about() -> None:
    pages = number(make_pages())
    assert find_whereabouts(make_search("Which page is about the lift?", *pages)) is None
    assert find_whereabouts(make_search("Which page is about it?", *pages)) is None
    assert find_whereabouts(make_search("How old is the chestnut?", *pages)) is None


def test_a_table_of_contents_is_not_the_place() -> None:
    page = make_page(make_block("The chestnut . . . . . . . . 3"))
    assert find_whereabouts(make_search("Where is the chestnut described?", page)) is None

from tests.unit.evidence.pages import make_block, make_heading, make_page, make_table
from tests.unit.reader.lookup.searching import make_search, text_of
from wasat.documents.document import Page
from wasat.reader.lookup.cell import find_cells, rank_rows
from wasat.reader.lookup.elsewhere import add_elsewhere, merge
from wasat.reader.lookup.finding import Finding
from wasat.reader.lookup.sentence import rank_sentences


def make_note(number: int, *amounts: str) -> Page:
    return make_page(
        make_heading("Operating costs"),
        make_table(("", "2019"), *((f"Staff {at}", amount) for at, amount in enumerate(amounts))),
        make_block("Prices of lighting rose while those of heating fell in most places."),
        number=number,
    )


OTHER = make_page(
    make_block("Sand eels live where the water is cold, and kittiwakes live on them."), number=3
)


def answer(question: str, *pages: Page) -> Finding:
    search = make_search(question, *pages)
    rows, sentences = rank_rows(search), rank_sentences(search)
    found = find_cells(search, rows[:1])
    assert found is not None
    return add_elsewhere(search, found, rows, sentences)


def pages_of(finding: Finding) -> list[int | None]:
    statements = (cited for _, cited in finding.statements)
    return list(dict.fromkeys(citation.page for cited in statements for citation in cited))


def test_another_page_that_fits_as_well_is_told_after_the_answer() -> None:
    found = answer(
        "What were the operating costs of staff 0?", make_note(1, "7"), make_note(2, "8")
    )

    assert pages_of(found) == [1, 2]
    assert text_of(found).splitlines()[0].startswith("Staff 0, 2019: 7")


def test_a_page_that_fits_less_is_left_out() -> None:
    found = answer("What were the operating costs of staff 0?", make_note(1, "7"), OTHER)

    assert pages_of(found) == [1]


def test_a_page_is_told_of_once() -> None:
    pages = [make_note(1, "7", "9"), make_note(2, "8", "9")]

    found = answer("What were the operating costs of staff?", *pages)

    assert len(found.statements) == len(pages_of(found))


def test_several_findings_become_one_that_begins_with_the_first() -> None:
    first, second = (
        Finding(statements=((text, ()),), score=1.0, reason=text) for text in ("one", "two")
    )

    merged = merge([first, second])

    assert text_of(merged) == "one\ntwo"
    assert merge([]) is None

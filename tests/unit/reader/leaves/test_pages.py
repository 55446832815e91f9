from dataclasses import replace

from tests.unit.evidence.pages import make_block, make_document, make_page, make_table
from tests.unit.reader.asking import open_all, open_leaves, prepare
from wasat.documents.document import Document
from wasat.evidence.quote import Located
from wasat.reader.leaves.pages import Leaves


def write(*texts: str) -> Document:
    return make_document(*(make_page(make_block(t), number=n) for n, t in enumerate(texts, 1)))


def test_all_pages_of_all_documents_are_searched() -> None:
    leaves = open_leaves(write("one", "two"), write("three"))

    assert [leaf.text for leaf in leaves] == ["one", "two", "three"]


def test_pages_of_a_document_are_left_out_whatever_holds_them() -> None:
    document = write("one", "two")
    leaves = open_leaves(replace(document, pages=list(document.pages)))

    assert [leaf.text for leaf in leaves.only(leaves.all[1:])] == ["two"]


def test_the_middle_of_a_tome_is_left_out() -> None:
    leaves = open_leaves(write(*(f"page {number}" for number in range(1, 401))))

    numbers = [leaf.page.number for leaf in leaves]
    assert (len(numbers), numbers[249], numbers[250]) == (300, 250, 351)


def test_pages_that_hold_the_words_are_searched_wherever_they_are() -> None:
    texts = [f"page {number}" for number in range(1, 401)]
    texts[300] = "The dividend was approved."
    document = write(*texts)
    leaves = Leaves(open_all(document), [prepared for _, prepared in prepare([document])])

    narrowed = leaves.narrow("dividends approved")

    numbers = [leaf.number for leaf in narrowed]
    assert numbers == [*range(1, 13), 301, *range(395, 401)]
    assert narrowed.open(0, 301) is leaves.open(0, 301)
    assert narrowed.habits == leaves.habits


def test_few_pages_are_searched_whole() -> None:
    document = write("one", "two")
    leaves = Leaves(open_all(document), [prepared for _, prepared in prepare([document])])

    assert leaves.narrow("dividend") is leaves


def test_sentences_are_those_of_prose() -> None:
    page = make_page(make_block("One two. Three four."), make_table(["Five. Six."], ["Seven."]))
    (leaf,) = open_leaves(make_document(page)).all

    assert [span.text for span in leaf.sentences] == ["One two.", "Three four."]


def test_the_point_of_a_date_ends_no_sentence() -> None:
    (leaf,) = open_leaves(write("Am 17. April 2026 war Ruhe. Danach nicht.")).all

    assert [span.text for span in leaf.sentences] == [
        "Am 17. April 2026 war Ruhe.",
        "Danach nicht.",
    ]


def test_habits_are_read_from_the_text() -> None:
    assert open_leaves(write("15/03/2020")).habits.is_day_first
    assert not open_leaves(write("03/15/2020")).habits.is_day_first
    assert not open_leaves(write("$5 on 03/04/2020")).habits.is_day_first
    assert open_leaves(write("1,50 und 2,50")).habits.decimal == ","
    assert open_leaves(write("1.50")).habits.decimal == "."


def test_a_finding_quotes_its_place() -> None:
    leaf = open_leaves(write("alpha beta")).all[0]

    found = leaf.found("beta", (Located(0, 6, 10),), 0.456)

    assert (found.value, found.citations[0].quote, found.citations[0].score) == (
        "beta",
        "beta",
        0.46,
    )

from tests.unit.evidence.pages import make_block, make_page, make_table
from tests.unit.reader.lookup.searching import make_search, quotes_of
from wasat.documents.document import BlockKind, Page
from wasat.reader.lookup.notes import noted_labels
from wasat.reader.lookup.sentence import find_sentence, rank_sentences

TABLE = make_table(("", "2019"), ("Customer costs(2)", "77"), ("Other purchases (3)", "83"))
PAGE = make_page(
    TABLE,
    make_block("Include cables and masts of all kinds.", kind=BlockKind.LIST_ITEM, marker="(1)"),
    make_block("Include advertising and billing.", kind=BlockKind.LIST_ITEM, marker="(2)"),
    make_block("(3) Include rent and losses on sales.", kind=BlockKind.FOOTNOTE),
)


def ask(question: str, page: Page) -> list[str]:
    search = make_search(question, page)
    return quotes_of(find_sentence(search, rank_sentences(search)[:1]))


def test_a_note_belongs_to_the_rows_that_bear_its_mark() -> None:
    assert noted_labels(PAGE) == {2: "Customer costs", 3: "Other purchases"}


def test_figures_in_brackets_and_prose_are_no_marks() -> None:
    page = make_page(
        make_table(("", "2019"), ("Loss", "(2)")), make_block("(2) Include advertising.")
    )

    assert noted_labels(page) == {}


def test_what_a_note_says_of_a_row_answers_a_question_about_the_row() -> None:
    assert ask("What is included in customer costs?", PAGE) == ["Include advertising and billing."]
    assert ask("What is included in other purchases?", PAGE) == [
        "(3) Include rent and losses on sales."
    ]

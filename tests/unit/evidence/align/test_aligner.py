import pytest

from tests.unit.chat.fakes import make_pages
from tests.unit.evidence.pages import make_document, make_page, make_table
from tests.unit.reader.asking import prepare
from wasat.documents.document import Document
from wasat.evidence.align.aligner import ENOUGH, Aligner, Shelf

REPORT = make_pages(
    "The lighthouse was built in 1889 by Clara Novak. It stands on the northern cliff.",
    "In 2025 the harbour earned 1,250.5 million euros, which is 12% more than in 2024.",
    "The keeper lives alone. Visitors come on Sundays in summer.",
)
TABLE = make_document(
    make_page(make_table(("Year", "Revenue"), ("2024", "1,100"), ("2025", "1,250"))),
)


def make_aligner(document: Document = REPORT, *, pages: range = range(1, 9)) -> Aligner:
    ((source, prepared),) = prepare([document])
    return Aligner([Shelf(source=source, prepared=prepared, pages=pages)])


@pytest.mark.parametrize(
    ("statement", "page"),
    [
        ("Clara Novak built the lighthouse in 1889.", 1),
        ("The harbour earned 1250.5 million euros in 2025.", 2),
        ("Earnings of the harbour grew by 12% against 2024.", 2),
        ("On Sundays in summer there are visitors.", 3),
    ],
)
def test_a_statement_is_found_in_other_words(statement: str, page: int) -> None:
    citations = make_aligner().cite(statement)

    assert [citation.page for citation in citations][:1] == [page]
    assert ENOUGH <= citations[0].score <= 1.0
    assert citations[0].boxes


@pytest.mark.parametrize(
    "statement",
    [
        "The lighthouse was built in 1890 by Clara Novak.",
        "The harbour earned 1,350.5 million euros in 2025.",
        "The museum opens at nine on weekdays.",
        "Visitors pay seven euros for a guided tour of the cellar.",
        "The keeper plays chess with fishermen on Sundays in winter.",
        "“It stands on the northern cliff”, and is “painted in red and green stripes of oil”.",
    ],
)
def test_what_the_document_does_not_say_is_not_found(statement: str) -> None:
    assert make_aligner().cite(statement) == ()


def test_words_in_quotation_marks_are_located_exactly() -> None:
    (citation,) = make_aligner().cite("It says “stands on the northern cliff” somewhere.")

    assert (citation.page, citation.quote) == (1, "stands on the northern cliff.")
    assert citation.score == 1.0


def test_what_runs_over_two_sentences_rests_on_both() -> None:
    citations = make_aligner().cite(
        "The keeper lives alone and visitors come on Sundays in summer."
    )

    assert {citation.quote for citation in citations} == {
        "The keeper lives alone.", "Visitors come on Sundays in summer."
    }  # fmt: skip


def test_only_pages_that_were_shown_count() -> None:
    assert make_aligner(pages=range(2, 4)).cite("Clara Novak built the lighthouse in 1889.") == ()


def test_a_row_of_a_table_bears_a_statement() -> None:
    citations = make_aligner(TABLE).cite("Revenue in 2025 was 1,250.")

    assert "2025 1,250" in [citation.quote for citation in citations]


@pytest.mark.parametrize(
    ("value", "label", "quote"),
    [
        ("1250.5", "revenue", "In 2025 the harbour earned 1,250.5"),
        ("Clara Novak", "architect", "built in 1889 by Clara Novak."),
        ("clara novak", "architect", "built in 1889 by Clara Novak."),
        ("1889", "year", "built in 1889"),
    ],
)
def test_a_value_is_found_as_printed(value: str, label: str, quote: str) -> None:
    (citation,) = make_aligner().cite_value(value, label)

    assert quote in citation.quote


@pytest.mark.parametrize("value", ["1251", "Clara Nova", "Peter", "-", "188", "-7"])
@pytest.mark.parametrize("last", [3, 8])  # few pages are all looked at, of more only the likeliest
def test_a_value_that_stands_nowhere_is_not_found(value: str, last: int) -> None:
    assert make_aligner(pages=range(1, last + 1)).cite_value(value, "lighthouse") == ()


def test_of_equal_values_the_one_beside_its_label_is_taken() -> None:
    document = make_pages("The deposit is 500 euros.", "The monthly rent is 500 euros.")

    (citation,) = make_aligner(document).cite_value("500", "monthly rent")

    assert citation.page == 2


def test_of_equal_values_on_one_page_the_one_beside_its_label_is_taken() -> None:
    document = make_pages("The deposit is 500 euros. The monthly rent is 500 euros.")

    (citation,) = make_aligner(document).cite_value("500", "monthly rent")

    assert citation.quote == "The monthly rent is 500 euros."

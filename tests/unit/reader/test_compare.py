import pytest

from tests.unit.evidence.pages import (
    make_block,
    make_document,
    make_heading,
    make_page,
    make_table,
)
from tests.unit.reader.asking import ask, citations, cited, join
from wasat.documents.document import Document
from wasat.reader.compare import answer, subtract

QUESTION = "What is the difference between the main benchmarks of these papers? Output in a table."
FIRST = make_document(
    make_page(
        make_heading("Falcon 1: a family"),
        make_table(["", "Falcon 1", "Falcon 1-base"], ["MATH", "37.2", "1"], ["DROP", "50%", "2"]),
    )
)
SECOND = make_document(
    make_page(
        make_heading("Falcon 1.5: longer"),
        make_table(["Model", "DROP", "MATH", "MMLU"], ["Falcon 1.5", "48.5%", "39", "61.0"]),
    )
)


def test_tables_are_compared_row_by_row_with_differences() -> None:
    text = join(ask(answer, QUESTION, FIRST, SECOND))

    assert text.splitlines() == [
        "|  | a.pdf | b.pdf | Difference |",
        "| --- | --- | --- | --- |",
        "| MATH | 37.2 | 39 | +1.8 |",
        "| DROP | 50% | 48.5% | -1.5% |",
        "| MMLU | – | 61.0 | – |",
    ]


def test_every_value_is_cited_and_differences_are_derived_from_both() -> None:
    chunks = ask(answer, QUESTION, FIRST, SECOND)

    assert cited(chunks)[:3] == [
        ("37.2", ["37.2"]),
        ("39", ["39"]),
        ("+1.8", ["37.2", "39"]),
    ]
    derived = [citation.origin for citation in cited_of(chunks, "+1.8")]
    assert derived == ["derived", "derived"]


def cited_of(chunks: list, text: str) -> list:  # type: ignore[type-arg]
    return [citation for chunk in chunks if chunk.text == text for citation in chunk.citations]


def test_without_the_word_difference_there_is_no_such_column() -> None:
    text = join(ask(answer, "Compare these papers.", FIRST, SECOND))

    assert text.startswith("|  | a.pdf | b.pdf |\n")


def test_html_is_written_where_asked_for() -> None:
    text = join(ask(answer, "Compare these papers, output HTML.", FIRST, SECOND))

    assert "<tr><th>MATH</th><td>37.2</td><td>39</td></tr>" in text


def test_rows_that_the_question_names_are_enough() -> None:
    text = join(ask(answer, "Compare the MATH scores of these papers.", FIRST, SECOND))

    assert "| MATH | 37.2 | 39 |" in text
    assert "DROP" not in text


def test_more_than_two_documents_have_a_column_each() -> None:
    text = join(ask(answer, QUESTION, FIRST, SECOND, FIRST))

    assert text.startswith("|  | a.pdf | b.pdf | c.pdf |\n")
    assert "| MATH | 37.2 | 39 | 37.2 |" in text


def test_without_tables_sections_are_set_side_by_side() -> None:
    first = make_document(
        make_page(make_heading("1. Term"), make_block("It lasts two years. It ends then."))
    )
    second = make_document(make_page(make_heading("3 Term"), make_block("It lasts one year.")))

    chunks = ask(answer, "Compare these contracts.", first, second)

    assert "| 1. Term | It lasts two years. It ends then. | It lasts one year. |" in join(chunks)
    assert [citation.quote for citation in citations(chunks)] == [
        "It lasts two years.",
        "It ends then.",
        "It lasts one year.",
    ]


def make_contract(term: str, heading: str) -> Document:
    return make_document(
        make_page(
            make_heading("Term"),
            make_block(f"This agreement lasts {term} from the day on which it was signed."),
            make_heading(heading),
            make_block(f"Either party may end it with notice of {term}."),
        )
    )


def test_sections_that_the_question_names_are_enough() -> None:
    text = join(
        ask(
            answer,
            "Compare the termination clauses of the two contracts.",
            make_contract("two years", "Termination"),
            make_contract("one year", "Terminations"),
        )
    )

    assert "| Termination | Either party may end it with notice of two years. | Either" in text
    assert "| Term |" not in text


def test_a_heading_over_the_tables_stands_for_them() -> None:
    table = make_table(["", "Score"], ["MATH", "37.2"], ["DROP", "50"])
    paper = make_document(make_page(make_heading("Results"), make_block("We did well."), table))

    text = join(ask(answer, "Compare the results of these papers.", paper, paper))

    assert "| MATH | 37.2 | 37.2 |" in text


def test_what_has_nothing_in_common_is_refused() -> None:
    first = make_document(make_page(make_block("Apples are red.")))
    second = make_document(make_page(make_block("Pears are green.")))

    chunks = ask(answer, "Compare these documents.", first, second)

    assert join(chunks).startswith("The documents do not state anything that could be compared")
    assert citations(chunks) == []


@pytest.mark.parametrize(
    ("first", "second", "difference"),
    [
        ("1", "3", "+2"),
        ("37.2", "34.4", "-2.8"),
        ("1,000", "1,200.5", "+200.5"),
        ("-5", "−7", "-2"),
        ("50%", "48%", "-2%"),
        ("5", "5", "+0"),
        ("high", "3", ""),
        ("1 of 2", "3", ""),
    ],
)
def test_differences_keep_decimals_and_unit(first: str, second: str, difference: str) -> None:
    assert subtract(first, second) == difference

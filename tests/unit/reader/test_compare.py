from tests.unit.evidence.pages import (
    make_block,
    make_document,
    make_heading,
    make_page,
    make_table,
)
from tests.unit.reader.asking import ask, citations, cited, join
from wasat.documents.document import Document
from wasat.reader.compare import answer

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


def make_paper(title: str, *rows: list[str], about: str = "") -> Document:
    sizes = make_table(["Dataset", "Train"], ["MATH", "1,000"], ["DROP", "2,000"], ["XNLI", "9"])
    return make_document(
        make_page(make_heading(title), make_block(about or "We report."), sizes),
        make_page(make_table(*rows), number=2),
    )


HERON = make_paper(
    "Heron: a reader",
    ["Model", "MATH", "DROP", "XNLI"],
    ["BERT [4]", "10.0", "20.0", "30.0"],
    ["Heron (ours)", "11.5", "21.0", "90.0"],
)
VIREO = make_paper(
    "Vireo: another", ["Benchmark", "BERT", "Ours"], ["DROP", ".25", ".5"], ["MATH", ".12", ".125"]
)


def test_papers_are_compared_by_the_results_of_their_own_systems() -> None:
    text = join(ask(answer, "Compare the benchmarks of these papers.", HERON, VIREO))

    assert text.splitlines()[2:] == [
        "| MATH | 11.5 | .125 |",
        "| DROP | 21.0 | .5 |",
        "| XNLI | 90.0 | – |",
    ]


def test_a_difference_of_shares_and_per_cents_is_on_one_scale() -> None:
    text = join(ask(answer, QUESTION, HERON, VIREO))

    assert "| MATH | 11.5 | .125 | +1.0 |" in text


def test_a_system_that_the_question_names_is_compared_in_all_papers() -> None:
    text = join(ask(answer, "Compare the results for BERT in both papers.", HERON, VIREO))

    assert "| MATH | 10.0 | .12 |" in text
    assert "11.5" not in text


def test_which_paper_is_better_is_told_with_both_values_cited() -> None:
    chunks = ask(answer, "Which paper reports the better result on MATH?", HERON, VIREO)

    assert join(chunks) == (
        "On MATH, b.pdf reports the better value: .125 [b.pdf p. 2], 11.5 [a.pdf p. 2].\n"
    )
    assert cited(chunks) == [(".125", [".125"]), ("11.5", ["11.5"])]


def test_which_is_better_at_what_no_table_reports_is_answered_as_any_question() -> None:
    chunks = ask(answer, "Which paper reports the better result on SQuAD?", HERON, VIREO)

    assert "reports the better value" not in join(chunks)


def test_papers_are_compared_by_results_where_nothing_else_is_named() -> None:
    text = join(ask(answer, "Compare these papers.", HERON, VIREO))

    assert "| XNLI | 90.0 | – |" in text
    assert "1,000" not in text


def test_reports_without_systems_are_compared_by_the_rows_that_are_named() -> None:
    first, second = (
        make_document(
            make_page(make_heading(f"Report {year}"),
                      make_table(["", year], ["Revenue", "10"], ["Profit", "2"]))
        )
        for year in ("2020", "2021")
    )  # fmt: skip

    text = join(ask(answer, "Compare the revenue.", first, second))

    assert text.splitlines()[2:] == ["| Revenue | 10 | 10 |"]

from dataclasses import replace

import pytest

from tests.unit.evidence.pages import (
    make_block,
    make_document,
    make_heading,
    make_page,
    make_table,
)
from tests.unit.reader.asking import ask, cited, join
from wasat.documents.document import Block, BlockKind, Document
from wasat.reader.listing import answer

PAGE = make_page(
    make_heading("Report"),
    make_heading("Costs", level=2),
    make_block("Table 1: Costs by year", kind=BlockKind.CAPTION),
    make_table(["Year", "Cost"], ["2019", "12"], ["2020", "14"]),
    Block(kind=BlockKind.FIGURE),
    make_block("Figure 1: Costs drawn", kind=BlockKind.CAPTION, top=300),
    Block(kind=BlockKind.FIGURE),
    make_block("Ann Lee", kind=BlockKind.FIELD, marker="Name", top=400),
    make_block("Without tax.", kind=BlockKind.FOOTNOTE, marker="1", top=500),
)
DOCUMENT = make_document(PAGE)


def test_headings_are_listed_with_their_depth_and_page() -> None:
    chunks = ask(answer, "List all headings of this document", DOCUMENT)

    assert join(chunks) == "- Report [p. 1]\n  - Costs [p. 1]\n"
    assert cited(chunks) == [("Report", ["Report"]), ("Costs", ["Costs"])]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("List the tables in this document", "- Table 1: Costs by year [p. 1]\n"),
        ("List all figures", "- Figure 1: Costs drawn [p. 1]\n- Figure 1: Costs drawn [p. 1]\n"),
        ("List all rows", "- 2019 | 12 [p. 1]\n- 2020 | 14 [p. 1]\n"),
        ("List the form fields", "- Name: Ann Lee [p. 1]\n"),
        ("List the footnotes", "- 1 Without tax. [p. 1]\n"),
    ],
)
def test_other_parts_are_listed_too(question: str, text: str) -> None:
    assert join(ask(answer, question, DOCUMENT)) == text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many tables are in this document?", "The document has 1 table.\n"),
        ("How many headings?", "The document has 2 headings.\n"),
        ("How many pages does this document have?", "The document has 1 page.\n"),
        ("How many headings? Give only the number.", "2\n"),
        ("Wie viele Tabellen hat das Dokument?", "Das Dokument hat 1 Tabelle.\n"),
    ],
)
def test_parts_are_counted(question: str, text: str) -> None:
    assert join(ask(answer, question, DOCUMENT)) == text


def test_a_count_is_cited_where_the_parts_stand() -> None:
    chunks = ask(answer, "How many headings?", DOCUMENT)

    assert cited(chunks) == [("The document has 2 headings.", ["Report", "Costs"])]


def test_what_is_not_there_is_said() -> None:
    empty = make_document(make_page(make_block("Only words.")))

    assert join(ask(answer, "List all tables", empty)) == "The document does not contain tables.\n"


def test_a_table_without_caption_is_numbered_and_cited_by_its_first_cell() -> None:
    document = make_document(make_page(make_table(["Year"], ["2019"])))

    chunks = ask(answer, "List all tables", document)

    assert cited(chunks) == [("Table 1", ["Year"])]


def test_a_figure_without_words_is_listed_without_evidence() -> None:
    document = make_document(make_page(make_block("Words."), Block(kind=BlockKind.FIGURE)))

    chunks = ask(answer, "List all figures", document)

    assert join(chunks) == "- Figure 1\n"
    assert cited(chunks) == []


def test_attachments_are_listed_by_name_and_counted() -> None:
    summary = replace(DOCUMENT.summary, attachments=("a.csv", "b.csv"))
    document = Document(summary=summary, pages=DOCUMENT.pages)

    assert join(ask(answer, "List the attachments of this document", document)) == (
        "- a.csv\n- b.csv\n"
    )
    assert join(ask(answer, "How many attachments are in this document?", document)) == (
        "The document has 2 attached files.\n"
    )


def test_words_are_counted() -> None:
    document = make_document(make_page(make_block("one two three")))

    assert join(ask(answer, "How many words are in this document?", document)) == (
        "The document has 3 words.\n"
    )


def test_several_documents_are_listed_under_their_names() -> None:
    text = join(ask(answer, "List all headings", DOCUMENT, DOCUMENT))

    assert text.startswith("a.pdf:\n- Report [a.pdf p. 1]\n")
    assert "b.pdf:\n" in text


def test_the_parts_of_one_section_are_listed() -> None:
    page = make_page(
        make_heading("1 Tea"), make_heading("1.1 Green", level=2), make_heading("2 Cake")
    )
    document = make_document(page)

    assert join(ask(answer, "List the headings of section 1", document)) == (
        "- 1 Tea [p. 1]\n  - 1.1 Green [p. 1]\n"
    )
    assert join(ask(answer, "List the headings of section 5", document)) == (
        "The document does not state this."
    )

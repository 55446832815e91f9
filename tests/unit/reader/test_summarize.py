from dataclasses import replace

import pytest

from tests.unit.evidence.pages import (
    make_block,
    make_document,
    make_heading,
    make_page,
    make_table,
)
from tests.unit.reader.asking import ask, citations, cited, join
from wasat.documents.document import Block, BlockKind, Document
from wasat.reader.summarize import answer

ABSTRACT = (
    "We present a careful method for counting apples in large orchards.",
    "The method finds nine of ten apples in the orchards that we looked at.",
    "It costs less than a tenth of what counting by hand costs today.",
)
PAPER = make_document(
    make_page(
        make_heading("Counting Apples"),
        make_heading("Abstract", level=2),
        make_block(*ABSTRACT),
        make_heading("1 Introduction", level=2),
        make_block("Apples have been counted by hand in orchards for a very long time."),
        number=1,
    ),
    make_page(
        make_heading("2 Conclusion", level=2),
        make_block("Overall, the results show that apples can be counted by a machine."),
        number=2,
    ),
)


def test_the_abstract_is_the_summary_quoted_and_marked() -> None:
    chunks = ask(answer, "Summarize this document in three sentences.", PAPER)

    assert join(chunks) == " ".join(ABSTRACT) + " [p. 1]\n"
    assert cited(chunks) == [(sentence, [sentence]) for sentence in ABSTRACT]


def test_a_short_abstract_is_completed_with_other_pages() -> None:
    chunks = ask(answer, "Summarize this document", PAPER)

    assert {citation.page for citation in citations(chunks)} == {1, 2}
    assert join(chunks).startswith(ABSTRACT[0])


def test_bullets_are_written_where_asked_for() -> None:
    text = join(ask(answer, "Summarize this document in 2 bullet points", PAPER))

    assert text == "".join(f"- {sentence} [p. 1]\n" for sentence in ABSTRACT[:2])


@pytest.mark.parametrize(
    "prompt",
    [
        "Summarize this document in 2 sentences, as a table",
        "Fasse das Dokument in 2 S\u00e4tzen als Tabelle zusammen",
        "R\u00e9sume ce document en 2 phrases, sous forme de tableau",
    ],
)
def test_a_table_is_written_where_asked_for(prompt: str) -> None:
    _, _, *rows = join(ask(answer, prompt, PAPER)).splitlines()

    assert rows == [f"| {n} | {text} | [p. 1] |" for n, text in enumerate(ABSTRACT[:2], 1)]


def test_html_has_no_marks() -> None:
    text = join(ask(answer, "Summarize this document. Output HTML", PAPER))

    assert text.startswith(f"<ul>\n<li>{ABSTRACT[0]}</li>")
    assert "[p." not in text


def test_only_the_pages_asked_for_are_summarised() -> None:
    chunks = ask(answer, "Summarize page 2", PAPER)

    assert {citation.page for citation in citations(chunks)} == {2}


def test_several_documents_are_summarised_one_by_one() -> None:
    text = join(ask(answer, "Summarize these documents in 100 words", PAPER, PAPER))

    assert text.startswith(f"a.pdf:\n{ABSTRACT[0]}")
    assert "\nb.pdf:\n" in text
    assert "[b.pdf p. 1]" in text


def test_a_document_without_prose_is_quoted_from_its_beginning() -> None:
    table = make_document(make_page(make_table(["Name", "Size"], ["Box", "12"])))

    chunks = ask(answer, "Summarize this document", table)

    assert join(chunks) == "- Name | Size [p. 1]\n- Box | 12 [p. 1]\n"
    assert [citation.quote for citation in citations(chunks)] == ["Name Size", "Box 12"]


def test_a_form_is_summarised_by_its_labels_and_values() -> None:
    labels = ["Name: Ann Lee", "Age: 7", "Town: Oldtown", "Words between them"]
    blocks = (make_block(text, top=20.0 * at) for at, text in enumerate(labels))
    form = make_document(make_page(*blocks))

    assert join(ask(answer, "Summarize this document", form)) == (
        "- Name: Ann Lee [p. 1]\n- Age: 7 [p. 1]\n- Town: Oldtown [p. 1]\n"
    )
    assert join(ask(answer, "Summarize this document in one sentence", form)) == (
        "- Name: Ann Lee [p. 1]\n"
    )


def test_a_document_without_text_is_told() -> None:
    empty = make_document(make_page(Block(kind=BlockKind.FIGURE)))

    assert join(ask(answer, "Summarize this document", empty)) == (
        "The document holds no text that could be read."
    )


def test_unread_pages_are_told_at_the_end() -> None:
    pages = [*PAPER.pages, replace(make_page(number=3), unread="It is a scan.")]
    summary = replace(PAPER.summary, unread=(3,), page_count=3)

    text = join(ask(answer, "Summarize this document", Document(summary=summary, pages=pages)))

    assert text.endswith("\n\nPage 3 could not be read: it is a scan.")

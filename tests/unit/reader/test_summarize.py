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


BOOK = make_document(
    *(
        make_page(
            make_heading(title),
            make_block(
                *(f"The {thing} of orchard {at} were counted with care today." for at in range(4))
            ),
            number=number,
        )
        for number, (title, thing) in enumerate(
            [("Apples", "apples"), ("Pears", "ripe pears"), ("Plums", "blue plums")], 1
        )
    )
)


@pytest.mark.parametrize(
    "prompt",
    [
        "Summarize this document chapter by chapter, in one sentence each chapter",
        "Fasse dieses Dokument in einem Satz pro Kapitel zusammen",
        "R\u00e9sume chaque chapitre de ce document en une phrase",
        "Resume cada cap\u00edtulo de este documento en una frase",
        "Riassumi ogni capitolo di questo documento in una frase",
        "Resuma cada cap\u00edtulo deste documento numa frase",
        "Vat elk hoofdstuk van dit document in \u00e9\u00e9n zin samen",
    ],
)
def test_each_chapter_is_summarised_under_its_title(prompt: str) -> None:
    chunks = ask(answer, prompt, BOOK)

    assert [line for line in join(chunks).splitlines() if line.endswith(":")] == [
        "Apples:",
        "Pears:",
        "Plums:",
    ]
    assert [citation.page for citation in citations(chunks)] == [1, 2, 3]


def test_by_chapter_a_few_sentences_are_told_of_each() -> None:
    chunks = ask(answer, "Summarize this document by chapter as bullets", BOOK)

    assert [citation.page for citation in citations(chunks)] == [1, 1, 2, 2, 3, 3]


def test_the_length_asked_for_is_that_of_all_chapters() -> None:
    chunks = ask(answer, "Summarize this document by section in 6 sentences", BOOK)

    assert [citation.page for citation in citations(chunks)] == [1, 1, 2, 2, 3, 3]


def test_words_are_shared_among_chapters() -> None:
    text = join(ask(answer, "Summarize this document by chapter in 40 words", BOOK))

    assert text.count("with care") == 3


def test_a_chapter_without_a_title_is_named_by_its_pages() -> None:
    pages = [
        make_page(
            *(make_block(f"Page {number} tells of {at} things that were seen.") for at in range(3)),
            number=number,
        )
        for number in range(1, 21)
    ]

    text = join(ask(answer, "Summarize this document chapter by chapter", make_document(*pages)))

    assert [line for line in text.splitlines() if line.endswith(":")][:2] == [
        "p. 1\u20132:",
        "p. 3\u20134:",
    ]


def test_a_document_without_prose_is_told_in_lines_by_chapter_too() -> None:
    table = make_document(make_page(make_table(("Fruit", "Count"), ("Apples", "4"))))

    assert "Apples | 4" in join(ask(answer, "Summarize this document by chapter", table))


def test_one_part_alone_is_summarised_where_that_is_asked_for() -> None:
    text = join(ask(answer, "Summarize section 2 in one sentence", PAPER))

    assert text == "Overall, the results show that apples can be counted by a machine. [p. 2]\n"
    assert join(ask(answer, "Summarize the conclusion", PAPER)) == text


def test_a_part_that_is_not_there_is_not_summarised() -> None:
    text = join(ask(answer, "Summarize chapter 77", PAPER))

    assert text == "The document does not state this."

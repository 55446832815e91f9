from dataclasses import replace

from tests.unit.evidence.pages import (
    make_block,
    make_document,
    make_heading,
    make_page,
    make_table,
)
from tests.unit.reader.asking import ask, citations, cited, join
from wasat.documents.document import Block, BlockKind, Document
from wasat.reader.transcribe import answer

FIRST = make_page(make_heading("Title"), make_block("Some words & more."), number=1)
SECOND = make_page(make_table(["Name", "Size"], ["Box", "12"]), number=2)
DOCUMENT = make_document(FIRST, SECOND)
PROMPT = "Transcribe this document to HTML. Answer with HTML only."


def unread(document: Document, number: int) -> Document:
    pages = [
        replace(page, unread="It is a scan.", blocks=()) if page.number == number else page
        for page in document.pages
    ]
    return Document(summary=replace(document.summary, unread=(number,)), pages=pages)


def test_html_is_bare_and_escaped() -> None:
    text = join(ask(answer, PROMPT, DOCUMENT))

    assert text.startswith("<h1>Title</h1>")
    assert "<p>Some words &amp; more.</p>" in text
    assert "```" not in text


def test_tables_stay_tables() -> None:
    assert "<th>Name</th>" in join(ask(answer, PROMPT, DOCUMENT))


def test_each_page_is_one_claim_cited_with_its_page() -> None:
    chunks = ask(answer, PROMPT, DOCUMENT)

    assert [citation.page for citation in citations(chunks)] == [1, 2]
    assert cited(chunks)[0][1] == ["Title"]
    assert cited(chunks)[1][1] == ["Name"]


def test_markdown_is_written_where_it_is_asked_for() -> None:
    text = join(ask(answer, "Transcribe this document to Markdown", DOCUMENT))

    assert text.startswith("# Title")
    assert "| Box | 12 |" in text


def test_plain_text_has_no_marks() -> None:
    text = join(ask(answer, "Transcribe this document as plain text", DOCUMENT))

    assert text.startswith("Title\n\nSome words & more.\n\n")


def test_only_the_pages_asked_for_are_written() -> None:
    text = join(ask(answer, "Transcribe page 2 to HTML", DOCUMENT))

    assert "Title" not in text
    assert "Box" in text


def test_an_unread_page_is_said_in_its_place_in_the_language_of_the_question() -> None:
    text = join(ask(answer, "Transkribiere dieses Dokument als HTML", unread(DOCUMENT, 1)))

    assert text.startswith('<p class="unread">Seite 1 konnte nicht gelesen werden.</p>')
    assert "Box" in text


def test_an_unread_page_is_no_claim() -> None:
    chunks = ask(answer, "Transcribe this document as plain text", unread(DOCUMENT, 1))

    assert chunks[0].text == "Page 1 could not be read: it is a scan.\n\n"
    assert not chunks[0].is_claim


def test_running_lines_are_left_out_and_not_cited() -> None:
    header = make_block("Annual report", kind=BlockKind.HEADER)
    chunks = ask(answer, PROMPT, make_document(make_page(header, make_block("Body."))))

    assert "Annual report" not in join(chunks)
    assert cited(chunks)[0][1] == ["Body."]


def test_a_document_without_text_is_told() -> None:
    figure = Block(kind=BlockKind.FIGURE)
    text = join(
        ask(answer, "Transcribe this document as plain text", make_document(make_page(figure)))
    )

    assert text == "The document holds no text that could be read."


def test_pages_that_are_not_there_are_said_at_the_end() -> None:
    document = make_document(make_page(make_block("All that there is.")))

    text = join(ask(answer, "Transcribe pages 1-3 as plain text", document))

    assert text.startswith("All that there is.")
    assert text.endswith("The document ends with page 1; there is no page 2, 3.\n\n")
    assert join(ask(answer, "Transcrivez la page 7 en HTML", document)) == (
        '<p class="unread">Le document se termine à la page 1 ; il n\'y a pas de page 7.</p>\n'
    )


def test_one_part_alone_is_written_where_that_is_asked_for() -> None:
    page = make_page(
        make_heading("1 Tea"), make_block("Green."), make_heading("2 Cake"), make_block("Lemon.")
    )
    document = make_document(page)

    assert join(ask(answer, "What does section 2 say?", document)) == "# 2 Cake\n\nLemon.\n\n"
    assert join(ask(answer, "Quote section 3", document)) == "The document does not state this."

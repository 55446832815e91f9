"""Whatever is asked: an answer that stands on its pages, or a refusal, never an error."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.evidence.pages import make_block, make_document, make_heading, make_page
from tests.unit.reader.asking import citations, join, make_prompt, make_trace, prepare
from tests.unit.reader.lookup.searching import make_balance_sheet, make_income_statement
from wasat.documents.document import Document
from wasat.evidence.quote import locate
from wasat.evidence.task import understand
from wasat.generation.chunk import Chunk
from wasat.reader.answer import answer

REPORT = make_document(
    make_income_statement(1),
    make_balance_sheet(2),
    make_page(
        make_heading("Outlook"),
        make_block("Net sales rose because of higher prices. Acme expects more in 2020."),
        number=3,
    ),
)
PREPARED = prepare([REPORT])
EMPTY = prepare([make_document(make_page())])
PHRASES = """what is the
was; in which year; net sales; change in; average; percentage of; total assets
ROA; FY2019; 2018; between; and; from; to 2017; why did; rise; highest; less than; 100 million; Acme
Microsoft; DPO; operating margin; defined as:; /; *; (; ); ?; .; Wer; Wie viele; cuánto"""
WORDS = st.sampled_from([phrase.strip() for phrase in PHRASES.replace("\n", ";").split(";")])
QUESTIONS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=20).map(" ".join))


def ask(question: str) -> list[Chunk]:
    sources = [source for source, _ in PREPARED]
    return list(answer(understand(make_prompt(question, sources)), PREPARED, make_trace()))


def is_printed(document: Document, page: int | None, quote: str) -> bool:
    """Whether the words, or each word of a row, stand on the page."""
    shown = document.pages[(page or 0) - 1]
    words = [word for word in quote.split() if any(letter.isalnum() for letter in word)]
    return bool(locate(shown, quote)) or all(locate(shown, word) for word in words)


@given(QUESTIONS)
@settings(deadline=None)
def test_every_question_is_answered_or_refused(question: str) -> None:
    assert join(ask(question)).strip()


@given(QUESTIONS)
@settings(deadline=None)
def test_every_quote_stands_on_its_page_with_a_box(question: str) -> None:
    for citation in citations(ask(question)):
        assert is_printed(REPORT, citation.page, citation.quote)
        assert citation.boxes
        assert 0 <= citation.score <= 1


@given(QUESTIONS)
@settings(deadline=None)
def test_the_same_question_gets_the_same_answer(question: str) -> None:
    assert ask(question) == ask(question)


@pytest.mark.parametrize("question", ["Who won?", "What is the ROA?", "", "In which year?"])
def test_a_document_without_words_refuses(question: str) -> None:
    sources = [source for source, _ in EMPTY]
    chunks = list(answer(understand(make_prompt(question, sources)), EMPTY, make_trace()))
    assert citations(chunks) == []
    assert join(chunks).strip()

"""Pages whose lines differ in nothing but a number: the number asked for is the one quoted."""

import io

import pytest

from tests.make.pdf import many_pages
from tests.unit.evidence.pages import make_blob
from tests.unit.reader.asking import citations, join, make_prompt, make_sources, make_trace
from wasat.documents.load import load_document
from wasat.evidence.prepare import index_document
from wasat.evidence.task import understand
from wasat.reader.answer import answer

DOCUMENT = load_document(io.BytesIO(many_pages(60)), "application/pdf")
(SOURCE,) = make_sources([DOCUMENT])
PREPARED = index_document(make_blob(), DOCUMENT)


@pytest.mark.parametrize("number", [7, 30, 53, 60])
def test_the_line_with_the_number_is_quoted_from_its_page(number: int) -> None:
    question = f"Where does it say: this is page number {number}?"
    task = understand(make_prompt(question, [SOURCE]))

    chunks = list(answer(task, [(SOURCE, PREPARED)], make_trace()))

    assert join(chunks).startswith(f"This is page number {number}.")
    assert {citation.page for citation in citations(chunks)} == {number}


def test_a_line_that_stands_on_every_page_is_quoted_once() -> None:
    task = understand(make_prompt("What does line 12 hold?", [SOURCE]))

    text = join(list(answer(task, [(SOURCE, PREPARED)], make_trace())))

    assert text.count("Line 12 holds") == 1

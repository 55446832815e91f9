import pytest

from tests.unit.evidence.pages import make_block, make_document, make_heading, make_page, make_table
from tests.unit.reader.asking import ask, citations
from tests.unit.reader.lookup.searching import make_search, text_of
from tests.unit.reader.questions.papers import tell, write
from wasat.reader.answer import answer
from wasat.reader.definitions.find import find_definition

_RIFFLE = "A riffle is a shallow stretch where water runs fast over stones."
_PAPER = (
    "The programme measures total dissolved solids (TDS) at each station. TDS is reported weekly.",
    f"Samples are not taken in a riffle. {_RIFFLE} A riffle is never deep.",
    "Turbidity: cloudiness of water caused by suspended particles",
    "Per grab sample (GS) one bottle is filled.",
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What does TDS stand for?", "total dissolved solids"),
        ("What is TDS?", "total dissolved solids"),
        ("What is a riffle?", _RIFFLE),
        ("What are riffles?", _RIFFLE),
        ("What is the riffle?", _RIFFLE),
        ("Define turbidity", "Turbidity: cloudiness of water caused by suspended particles"),
    ],
)
def test_one_text_tells_the_meaning(question: str, told: str) -> None:
    assert tell(question, write(*_PAPER)) == f"{told} [p. 1]"


def test_the_words_of_the_long_form_are_cited() -> None:
    chunks = ask(answer, "What does TDS stand for?", write(*_PAPER))
    assert [citation.quote for citation in citations(chunks)] == ["total dissolved solids"]


def test_a_short_form_in_brackets_is_told_with_its_sentence() -> None:
    page = make_page(make_block("The energy figure (XQ) is told yearly. It is small."))
    found = find_definition(make_search("What does XQ mean?", page))
    assert text_of(found) == "The energy figure (XQ) is told yearly."


def test_a_row_of_a_glossary_tells_the_meaning() -> None:
    page = make_page(make_table(("Term", "Meaning"), ("Thalweg", "lowest line"), ("Riffle", "7")))
    found = find_definition(make_search("What is a thalweg?", page))
    assert text_of(found) == "Thalweg: lowest line"
    assert find_definition(make_search("What is a riffle?", page)) is None


def test_the_sentence_below_a_heading_of_that_name_tells_it() -> None:
    page = make_page(
        make_heading("2.1 Thalweg"),
        make_block("It joins the lowest points. It moves.", top=40.0),
        make_heading("Thalweg"),
    )
    found = find_definition(make_search("What does thalweg mean?", page))
    assert text_of(found) == "It joins the lowest points."


def test_what_is_not_told_is_not_found() -> None:
    page = make_page(make_block("Samples are taken in a riffle."))
    assert find_definition(make_search("What is a riffle?", page)) is None
    assert find_definition(make_search("How deep is a riffle?", page)) is None


def test_a_value_is_told_before_the_meaning_where_either_is_asked_for() -> None:
    page = make_page(
        make_block("The deposit is the sum that a tenant pays in advance."),
        make_table(("Item", "EUR"), ("Deposit", "900"), ("Rent", "450"), top=80.0),
    )
    document = make_document(page)
    assert "900" in tell("What is the deposit in EUR?", document)

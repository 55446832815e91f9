import pytest

from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import open_all, prepare
from wasat.documents.document import Document
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.families import describe
from wasat.reader.facts.find import MOST_READ, Facts
from wasat.reader.leaves.pages import Leaves
from wasat.reader.recognise.found import Found

REPORT = make_document(
    make_page(
        make_block("The cooperative employed 214 people and paid a dividend of 1.85 euros."),
        make_block("Ingrid Solberg has been managing director since 1 May 2025.", top=40),
    ),
    make_page(
        make_block("The dividend was approved by the members on 17 April 2026."),
        make_block("Revenue grew by 7 percent. Our mascot is a grey seal.", top=40),
        make_block("The mill was sold to Ann Lee. The mill was sold to Bo Ek.", top=80),
        make_block("Beds: we have 10 beds. We have 11 beds. We have 12 beds.", top=120),
        number=2,
    ),
)


def open_facts(*documents: Document, most_read: int = MOST_READ) -> Facts:
    leaves = Leaves(open_all(*documents), [entry for _, entry in prepare(documents)])
    return Facts(leaves, most_read)


FACTS = open_facts(REPORT)


def find(name: str, kind: str = "string", **more: JsonValue) -> Found | None:
    return FACTS.find(describe(name, {"type": kind, **more}))


@pytest.mark.parametrize(
    ("name", "kind", "value"),
    [
        ("managing_director", "string", "Ingrid Solberg"),
        ("employees", "integer", 214),
        ("staffCount", "integer", 214),
        ("dividend_approved_on", "string", "2026-04-17"),
        ("dividend_approved", "boolean", True),
        ("dividend_per_share", "number", 1.85),
        ("revenue_growth", "number", 7.0),
        ("mascot", "string", "a grey seal"),
    ],
)
def test_what_prose_states_is_found_for_any_name(name: str, kind: str, value: JsonValue) -> None:
    found = find(name, kind)

    assert found is not None
    assert found.value == value
    assert found.score < 0.9


def test_the_sentence_that_states_it_is_quoted() -> None:
    found = find("managing_director")

    assert found is not None
    (citation,) = found.citations
    assert (citation.page, citation.quote) == (
        1,
        "Ingrid Solberg has been managing director since 1 May 2025.",
    )


def test_a_description_says_what_a_name_does_not() -> None:
    found = find("q7", "integer", description="Number of employees")

    assert found is not None
    assert found.value == 214


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("chief_financial_officer", "string"),
        ("ships", "integer"),
        ("profit", "number"),
        ("beds", "integer"),
        ("dividend_rejected", "boolean"),
        ("auditor", "string"),
        ("iban", "string"),
        ("term", "string"),
    ],
)
def test_what_is_not_stated_or_disputed_or_not_for_prose_is_none(name: str, kind: str) -> None:
    assert find(name, kind) is None


def test_one_other_value_makes_a_doubtful_one_less_sure_only() -> None:
    pages = make_page(make_block("We employ 14 people. Last May we employed 15 people."))
    found = open_facts(make_document(pages)).find(describe("employees", {"type": "integer"}))

    assert found is not None
    assert found.value == 14


def test_a_figure_in_millions_does_not_dispute_one_written_out() -> None:
    block = make_block("Revenue was 48.3 million euros. Revenue was 48,300,000 euros.")
    found = open_facts(make_document(make_page(block))).find(
        describe("revenue", {"type": "number"})
    )

    assert found is not None
    assert found.value == 48_300_000


def test_overlong_sentences_are_lists_and_state_nothing() -> None:
    words = " ".join(["We employ 14 people and"] + ["more"] * 150)
    facts = open_facts(make_document(make_page(make_block(words))))

    assert facts.find(describe("employees", {"type": "integer"})) is None

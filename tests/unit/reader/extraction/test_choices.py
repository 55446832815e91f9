from tests.unit.evidence.pages import make_block, make_document, make_heading, make_page
from tests.unit.reader.asking import open_leaves
from wasat.documents.document import Document
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.choices import choose_value
from wasat.reader.extraction.families import describe

KINDS: dict[str, JsonValue] = {"type": "string", "enum": ["invoice", "contract", "bank_statement"]}


def choose(document: Document, name: str = "kind") -> tuple[JsonValue, list[str]]:
    found = choose_value(describe(name, KINDS), open_leaves(document))
    if found is None:
        return None, []
    return found.value, [citation.quote for citation in found.citations]


def test_the_value_used_most_is_chosen_and_cited() -> None:
    document = make_document(make_page(make_block("This contract is no invoice. Contracts bind.")))

    assert choose(document) == ("contract", ["contract"])


def test_a_heading_weighs_more_than_text() -> None:
    document = make_document(
        make_page(make_heading("Invoice"), make_block("By contract and contract."))
    )

    assert choose(document)[0] == "invoice"


def test_values_of_several_words_are_found() -> None:
    assert choose(make_document(make_page(make_block("Your bank statement of May.")))) == (
        "bank_statement",
        ["bank statement"],
    )


def test_a_labelled_value_wins() -> None:
    document = make_document(
        make_page(make_heading("Invoice"), make_block("Kind: contract", top=40))
    )

    assert choose(document) == ("contract", ["contract"])


def test_without_evidence_nothing_is_chosen() -> None:
    assert choose(make_document(make_page(make_block("Only words.")))) == (None, [])

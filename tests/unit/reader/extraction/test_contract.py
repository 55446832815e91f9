import pytest

from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import open_leaves
from wasat.documents.document import Document
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.contract import find_parties
from wasat.reader.extraction.families import describe

TEXT: dict[str, JsonValue] = {"type": "string"}


def parties(*pages: list[str]) -> list[JsonValue]:
    document: Document = make_document(
        *(
            make_page(
                *(make_block(text, top=20.0 * at) for at, text in enumerate(texts)), number=number
            )
            for number, texts in enumerate(pages, 1)
        )
    )
    found = find_parties(describe("parties", TEXT), open_leaves(document))
    return [entry.value for entry in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "This Agreement is made by and between Acme Tools, Inc., a Delaware corporation"
            " (“Acme”), and Box Works LLC (“Box”).",
            ["Acme Tools, Inc.", "Box Works LLC"],
        ),
        (
            "made between Nat Krishnan, who lives in Oldtown, and Inter Labs, Inc. (formerly"
            " PDI, Inc.) having its place of business at 5 Mill Lane.",
            ["Nat Krishnan", "Inter Labs, Inc."],
        ),
        (
            "by and among Anchor Bancorp (the “Company”), Ann S. Rogan and Joel Lawson IV.",
            ["Anchor Bancorp", "Ann S. Rogan", "Joel Lawson IV"],
        ),
        (
            "Vertrag zwischen der Muster GmbH und der Beispiel AG über Waren.",
            ["Muster GmbH", "Beispiel AG"],
        ),
    ],
)
def test_parties_are_named_after_between(text: str, names: list[str]) -> None:
    assert parties([text]) == names


def test_a_letter_names_parties_by_address_and_short_name() -> None:
    found = parties(
        [
            "Acme Tools, Inc.",
            "In connection with a possible transaction with Box Works LLC (the “Company”), you have"
            " asked for information that is not public and that we keep as a secret of ours.",
        ]
    )

    assert found == ["Acme Tools, Inc.", "Box Works LLC"]


def test_signatures_at_the_end_name_parties_where_the_beginning_does_not() -> None:
    found = parties(["A contract."], ["Middle."], ["ACME TOOLS, INC.", "BOX WORKS LLC"])

    assert found == ["ACME TOOLS, INC.", "BOX WORKS LLC"]


def test_a_party_is_named_once() -> None:
    text = "made between Acme Tools, Inc. and Box Works LLC and Acme Tools, Inc. again."

    assert parties([text]) == ["Acme Tools, Inc.", "Box Works LLC"]


def test_without_names_there_are_no_parties() -> None:
    assert parties(["nothing between us"]) == []

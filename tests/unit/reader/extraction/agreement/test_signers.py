import json

from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import join
from tests.unit.reader.extraction.test_fill import fill
from wasat.documents.document import Document
from wasat.generation.prompt import JsonValue

SIGNED = make_document(
    make_page(
        make_block("ACME TOOLS LTD", top=100),
        make_block("By: ____", top=112),
        make_block("Name: Eleanor Voss", top=124),
        make_block("Title: Director", top=136),
        make_block("Date: 28 June 2021", top=148),
        make_block("Name: Imran Qureshi", top=170),
        make_block("Title: Chief of Staff", top=182),
    )
)


def read(document: Document, *names: str) -> JsonValue:
    item: dict[str, JsonValue] = {
        "type": "object",
        "properties": {name: {"type": "string"} for name in names},
    }
    schema: dict[str, JsonValue] = {
        "type": "object",
        "properties": {"signatories": {"type": "array", "items": item}},
    }
    return json.loads(join(fill(schema, document)))["signatories"]


def test_who_signs_has_a_name_a_title_a_day_and_a_party() -> None:
    first, second = read(SIGNED, "name", "title", "signature_date", "company")

    assert first == {
        "name": "Eleanor Voss",
        "title": "Director",
        "signature_date": "28 June 2021",
        "company": "ACME TOOLS LTD",
    }
    assert (second["name"], second["title"]) == ("Imran Qureshi", "Chief of Staff")


def test_a_name_alone_is_nobody_who_signs() -> None:
    form = make_document(make_page(make_block("Name: Eleanor Voss"), make_block("Age: 4", top=20)))

    assert read(form, "full_name", "title") == []
    assert read(SIGNED, "shoe_size") == []


AGREED = make_document(
    make_page(
        make_block("This agreement is made between Acme Tools Ltd (the “Supplier”) and", top=20),
        make_block("Box Works Inc. (the “Client”).", top=32),
        make_block("ACME TOOLS LTD", top=100),
        make_block("Name: Eleanor Voss", top=124),
        make_block("Title: Director", top=136),
        make_block("BOX WORKS INC.", top=300),
        make_block("Name: Imran Qureshi", top=324),
        make_block("Title: Chief of Staff", top=336),
        make_block("Date: 28 June 2021", top=348),
    )
)


def test_single_properties_ask_for_the_signature_of_one_party() -> None:
    names = (
        "supplier_signatory",
        "supplierSignatoryTitle",
        "client_signatory_name",
        "client_signer_position",
        "client_signature_date",
        "tenant_signatory",
    )
    properties: dict[str, JsonValue] = {name: {"type": ["string", "null"]} for name in names}

    got = json.loads(join(fill({"type": "object", "properties": properties}, AGREED)))

    assert [got[name] for name in names] == [
        "Eleanor Voss",
        "Director",
        "Imran Qureshi",
        "Chief of Staff",
        "28 June 2021",
        None,
    ]


def test_without_a_party_the_first_who_signs_is_meant() -> None:
    properties: dict[str, JsonValue] = {
        "authorized_signatory": {"type": "string"},
        "signatory_count": {"type": ["integer", "null"]},
    }

    got = json.loads(join(fill({"type": "object", "properties": properties}, SIGNED)))

    assert got == {"authorized_signatory": "Eleanor Voss", "signatory_count": None}

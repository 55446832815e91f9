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

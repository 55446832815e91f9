from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import open_leaves
from wasat.documents.document import BlockKind, Document
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.families import describe
from wasat.reader.extraction.forms.filled import find_filled
from wasat.reader.recognise.found import Found

TEXT: dict[str, JsonValue] = {"type": "string"}


def form(**values: str) -> Document:
    printed = make_block("Surname: Printed", top=10)
    fields = [
        make_block(value, kind=BlockKind.FIELD, marker=name, top=40.0 + 20 * at)
        for at, (name, value) in enumerate(values.items())
    ]
    return make_document(make_page(printed, *fields))


def find(name: str, document: Document, schema: dict[str, JsonValue] = TEXT) -> Found | None:
    return find_filled(describe(name, schema), open_leaves(document))


def test_a_form_field_is_found_by_its_name_or_another_for_the_same() -> None:
    document = form(surname="Delgado", dob="14/02/1991")

    name, birth = find("last_name", document), find("dateOfBirth", document)

    assert name is not None
    assert birth is not None
    assert (name.value, birth.value) == ("Delgado", "1991-02-14")
    assert [citation.quote for citation in name.citations] == ["Delgado"]
    assert name.citations[0].boxes


def test_a_ticked_box_says_yes() -> None:
    found = find("newsletter", form(newsletter="☒"), {"type": "boolean"})

    assert found is not None
    assert found.value is True


def test_what_no_form_field_is_called_is_not_found() -> None:
    assert find("membership_number", form(surname="Delgado")) is None


def test_what_a_form_field_holds_must_be_of_the_kind() -> None:
    assert find("dob", form(dob="unknown"), {"type": "string", "format": "date"}) is None

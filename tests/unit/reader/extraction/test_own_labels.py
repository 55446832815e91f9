"""A field's own words are labels before those of its family."""

import json

import pytest

from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import join
from tests.unit.reader.extraction.test_fill import fill
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.families import describe

Schema = dict[str, JsonValue]

SHEET = make_document(
    make_page(
        make_block("Novel of the Year"),
        make_block("Title: The Mill", top=20),
        make_block("Number of pages: 312", top=40),
        make_block("Total: 90.00", top=60),
        make_block("Balance: 4.00", top=80),
        make_block("Net to pay: 7.00", top=100),
        make_block("Nº: 2023-041", top=120),
        make_block("Data de publicação: 3 August 2014", top=130),
        make_block("Notice period: two months", top=140),
        make_block("Liability of the seller shall not exceed $250,000 in all.", top=160),
        make_block("Either may terminate it upon sixty (60) days' prior written notice.", top=180),
    )
)


def load(name: str, kind: str = "string", **more: JsonValue) -> JsonValue:
    schema: Schema = {"type": "object", "properties": {name: {"type": kind, **more}}}
    return json.loads(join(fill(schema, SHEET))).get(name)


@pytest.mark.parametrize(
    ("name", "kind", "more", "value"),
    [
        ("total", "number", {}, 90.0),
        ("balance", "number", {}, 4.0),
        ("amount_due", "number", {"description": "Net to pay"}, 7.0),
        ("title", "string", {}, "The Mill"),
        ("page_count", "integer", {}, 312),
        ("invoice_number", "string", {}, "2023-041"),
        ("data_publicacao", "string", {}, "3 August 2014"),
        ("notice_period", "string", {}, "2 months"),
        ("notice_period_days", "integer", {}, 60),
        ("liability_cap", "number", {}, 250000.0),
    ],
)
def test_what_a_field_is_called_is_looked_for_first(
    name: str, kind: str, more: Schema, value: JsonValue
) -> None:
    assert load(name, kind, **more) == value


@pytest.mark.parametrize(
    "name", ["numero_factura", "kuendigungsfrist", "Kündigungsfrist", "faelligkeitsdatum", "duree"]
)
def test_names_are_known_without_their_accents(name: str) -> None:
    assert describe(name, {"type": "string"}).family.is_known


@pytest.mark.parametrize("name", ["fecha_vencimiento", "data_scadenza", "fecha_de_vencimiento"])
def test_little_words_may_be_left_out_of_names(name: str) -> None:
    family = describe(name, {"type": "string"}).family

    assert family.is_known
    assert any(label.fullmatch("vencimiento") for label in family.labels)

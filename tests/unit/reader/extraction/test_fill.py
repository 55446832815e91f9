import json

import pytest

from tests.unit.evidence.pages import make_block, make_document, make_page, make_table
from tests.unit.reader.asking import cited, join, make_trace, open_leaves
from wasat.documents.document import BlockKind, Document
from wasat.generation.chunk import Chunk
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.families import Field
from wasat.reader.extraction.fill import Filler
from wasat.reader.recognise.found import Found

INVOICE = make_document(
    make_page(
        make_block("Invoice Number: A-17"),
        make_block("Invoice Date: 3 August 2014", top=20),
        make_block("Paid: yes", top=40),
        make_table(
            ["Description", "Qty", "Unit Price"], ["Blue box", "2", "3.50"], ["Pen", "1", "4"]
        ),
        make_block("Total: $11.00", top=200),
        make_block("Questions: help@example.com", top=220),
    )
)
LEAVES = open_leaves(INVOICE)


def answer_nothing(field: Field) -> Found | None:
    del field
    return None


def fill(schema: dict[str, JsonValue], document: Document | None = None) -> list[Chunk]:
    leaves = LEAVES if document is None else open_leaves(document)
    return list(Filler(schema, leaves, answer_nothing, answer_nothing, make_trace()).fill())


def load(schema: dict[str, JsonValue]) -> JsonValue:
    return json.loads(join(fill(schema)))


def properties(**schemas: dict[str, JsonValue]) -> dict[str, JsonValue]:
    return {"type": "object", "properties": dict(schemas)}


def test_keys_stand_in_the_order_of_the_properties() -> None:
    schema = properties(total={"type": "number"}, invoice_number={"type": "string"})

    assert join(fill(schema)) == '{\n  "total": 11.0,\n  "invoice_number": "A-17"\n}'


def test_each_leaf_is_a_claim_with_the_words_it_rests_on() -> None:
    schema = properties(
        invoice_number={"type": "string"}, date={"type": "string", "format": "date"}
    )

    assert cited(fill(schema)) == [('"A-17"', ["A-17"]), ('"2014-08-03"', ["3 August 2014"])]


def test_braces_and_keys_claim_nothing() -> None:
    chunks = fill(properties(invoice_number={"type": "string"}))

    assert [chunk.text for chunk in chunks if not chunk.is_claim] == [
        '{\n  "invoice_number": ',
        "\n}",
    ]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": ["string", "null"]}, None),
        ({"type": "array", "items": {"type": "string"}}, []),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, None),
    ],
)
def test_what_is_not_found_is_null_or_empty_and_no_claim(
    schema: dict[str, JsonValue], value: JsonValue
) -> None:
    chunks = fill(properties(swift_code_of_moon=schema))

    assert json.loads(join(chunks)) == {"swift_code_of_moon": value}
    assert not any(chunk.is_claim for chunk in chunks)


def test_a_required_value_that_is_not_found_is_the_smallest_and_unsupported() -> None:
    schema = {**properties(moon={"type": "string", "minLength": 1}), "required": ["moon"]}

    chunks = fill(schema)

    assert json.loads(join(chunks)) == {"moon": " "}
    assert [chunk.text for chunk in chunks if chunk.is_claim and not chunk.citations] == ['" "']


def test_an_optional_value_that_is_not_found_and_cannot_be_null_is_left_out() -> None:
    schema = properties(moon={"type": "string"}, invoice_number={"type": "string"})

    assert load(schema) == {"invoice_number": "A-17"}


def test_nothing_found_at_all_is_an_empty_object() -> None:
    assert join(fill(properties(moon={"type": "string"}))) == "{}"


def test_tables_become_arrays_of_objects() -> None:
    item = properties(
        description={"type": "string"}, quantity={"type": "integer"}, price={"type": "number"}
    )

    assert load(properties(lines={"type": "array", "items": item})) == {
        "lines": [
            {"description": "Blue box", "quantity": 2, "price": 3.5},
            {"description": "Pen", "quantity": 1, "price": 4.0},
        ]
    }


def test_an_array_keeps_its_bounds() -> None:
    strings: dict[str, JsonValue] = {"type": "string"}

    assert load({"type": "array", "items": strings, "minItems": 2}) == ["", ""]
    lines: dict[str, JsonValue] = {
        "type": "array",
        "maxItems": 1,
        "items": properties(description=strings, price={"type": "number"}),
    }
    assert load(lines) == [{"description": "Blue box", "price": 3.5}]


def test_a_set_has_every_item_once() -> None:
    table = make_table(["Buyer", "Qty"], ["Ada", "2"], ["Eve", "2"], ["Ada", "2"])
    orders = make_document(make_page(table))
    item = properties(buyer={"type": "string"}, qty={"type": "integer"})
    lines: dict[str, JsonValue] = {"type": "array", "items": item}

    written = [
        json.loads(join(fill(schema, orders))) for schema in (lines, lines | {"uniqueItems": True})
    ]

    assert [[line["buyer"] for line in each] for each in written] == [
        ["Ada", "Eve", "Ada"],
        ["Ada", "Eve"],
    ]


def test_booleans_and_lists_of_addresses_are_found() -> None:
    schema = properties(
        paid={"type": "boolean"}, emails={"type": "array", "items": {"type": "string"}}
    )

    assert load(schema) == {"paid": True, "emails": ["help@example.com"]}


def test_a_value_that_the_schema_does_not_allow_is_not_given() -> None:
    schema = properties(total={"type": ["number", "null"], "maximum": 5})

    assert load(schema) == {"total": None}


def test_objects_stand_within_objects() -> None:
    schema = properties(meta=properties(invoice_number={"type": "string"}))

    assert join(fill(schema)) == '{\n  "meta": {\n    "invoice_number": "A-17"\n  }\n}'


def test_references_are_followed() -> None:
    schema: dict[str, JsonValue] = {
        "$defs": {"number": {"type": "string"}},
        "type": "object",
        "properties": {"invoice_number": {"$ref": "#/$defs/number"}},
    }

    assert load(schema) == {"invoice_number": "A-17"}


def test_a_schema_that_holds_itself_ends() -> None:
    schema: dict[str, JsonValue] = {
        "type": "object",
        "properties": {"invoice_number": {"type": "string"}, "next": {"$ref": "#"}},
    }

    assert "A-17" in join(fill(schema))


def test_constants_are_kept() -> None:
    schema = {**properties(version={"const": 3}), "required": ["version"]}

    assert load(schema) == {"version": 3}


def test_the_question_of_the_prompt_answers_its_own_field() -> None:
    def answer(field: Field) -> Found | None:
        return Found(value=f"about {field.name}", printed="", citations=())

    chunks = Filler(
        properties(answer={"type": "string"}), LEAVES, answer, answer_nothing, make_trace()
    ).fill()

    assert json.loads(join(list(chunks))) == {"answer": "about answer"}


def test_the_trace_tells_what_was_looked_for() -> None:
    trace = make_trace()
    schema = properties(invoice_number={"type": "string"}, moon={"type": "string"})

    _ = list(Filler(schema, LEAVES, answer_nothing, answer_nothing, trace).fill())

    assert trace.steps == [
        ("field", {"name": "invoice number", "kind": "code", "score": 1.0}),
        ("field", {"name": "moon", "kind": "text", "score": None}),
    ]


def test_a_required_text_of_a_pattern_is_the_smallest_it_allows() -> None:
    schema = {**properties(moon={"type": "string", "pattern": "^M-\\d{3}$"}), "required": ["moon"]}

    assert load(schema) == {"moon": "M-000"}


def test_the_trace_tells_of_a_pattern_too_intricate_to_satisfy() -> None:
    trace = make_trace()
    schema = {**properties(moon={"type": "string", "pattern": "^(?i:M)$"}), "required": ["moon"]}

    chunks = list(Filler(schema, LEAVES, answer_nothing, answer_nothing, trace).fill())

    assert json.loads(join(chunks)) == {"moon": ""}
    assert trace.steps[-1] == ("no value is known that the schema allows", {"name": "moon"})


def test_a_value_that_a_pattern_refuses_is_not_given() -> None:
    schema = properties(invoice_number={"type": ["string", "null"], "pattern": "^B"})

    assert load(schema) == {"invoice_number": None}


def test_numbers_of_an_enum_are_chosen_by_their_label() -> None:
    document = make_document(make_page(make_block("Rating: 4"), make_block("5 5 5 5", top=40)))
    schema = properties(
        rating={"type": "integer", "enum": [4, 5]}, moons={"type": ["integer", "null"], "enum": [5]}
    )

    assert json.loads(join(fill(schema, document))) == {"rating": 4}


def test_items_of_a_tuple_are_found_by_their_titles() -> None:
    pair: dict[str, JsonValue] = {
        "type": "array",
        "prefixItems": [
            {"type": "string", "title": "Invoice Number"},
            {"type": "number", "title": "total"},
            {"type": ["string", "null"]},
        ],
        "maxItems": 3,
    }

    assert load(properties(moon=pair)) == {"moon": ["A-17", 11.0, None]}


def test_arrays_within_rows_of_a_table_stay_empty() -> None:
    tags: dict[str, JsonValue] = {"type": "array", "items": {"type": "string"}}
    item = properties(description={"type": "string"}, price={"type": "number"}, emails=tags)

    assert load(properties(lines={"type": "array", "items": item, "maxItems": 1})) == {
        "lines": [{"description": "Blue box", "price": 3.5, "emails": []}]
    }


def test_what_no_label_announces_may_be_stated() -> None:
    def state(field: Field) -> Found | None:
        return Found(value=7, printed="7", citations=()) if field.name == "moons" else None

    schema = properties(moons={"type": "integer"}, stars={"type": ["integer", "null"]})
    chunks = Filler(schema, LEAVES, answer_nothing, state, make_trace()).fill()

    assert json.loads(join(list(chunks))) == {"moons": 7, "stars": None}


def test_figures_beside_a_label_that_differ_give_way_to_a_statement() -> None:
    def state(field: Field) -> Found | None:
        return Found(value=20, printed="20", citations=()) if field.name == "moons" else None

    document = make_document(make_page(make_block("Moons: 10"), make_block("Moons: 20", top=40)))
    leaves = open_leaves(document)
    schema = properties(moons={"type": ["integer", "null"]})

    stated = Filler(schema, leaves, answer_nothing, state, make_trace()).fill()
    printed = Filler(schema, leaves, answer_nothing, answer_nothing, make_trace()).fill()

    assert json.loads(join(list(stated))) == {"moons": 20}
    assert json.loads(join(list(printed))) == {"moons": 10}


def test_what_a_name_only_seems_to_mean_is_given_as_printed() -> None:
    document = make_document(make_page(make_block("Head gardener: the Smiths")))
    schema = properties(delivered_on={"type": ["string", "null"]}, head={"type": "string"})
    late = make_document(make_page(make_block("Delivered on: request")))

    assert json.loads(join(fill(schema, late))) == {"delivered_on": "request"}
    assert json.loads(join(fill(schema, document))) == {"delivered_on": None}


def test_a_form_field_comes_before_what_is_printed() -> None:
    field = make_block("Delgado", kind=BlockKind.FIELD, marker="surname", top=40)
    document = make_document(make_page(make_block("Surname: see below"), field))

    chunks = fill(properties(surname={"type": "string"}), document)

    assert cited(chunks) == [('"Delgado"', ["Delgado"])]

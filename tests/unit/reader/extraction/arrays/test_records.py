import json

from tests.unit.evidence.pages import (
    make_block,
    make_document,
    make_heading,
    make_page,
    make_table,
)
from tests.unit.reader.asking import ask, cited, join
from wasat.documents.document import Block, Document, Page
from wasat.generation.prompt import JsonValue
from wasat.reader.extract import answer

SCHEMA: dict[str, JsonValue] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "invoice_number": {"type": "string"},
            "invoice_date": {"type": "string", "format": "date"},
            "total": {"type": "number"},
        },
        "required": ["invoice_number"],
    },
}


def make_invoice(number: int, code: str, day: str, total: str) -> Page:
    return make_page(
        make_block(f"Invoice Number: {code}"),
        make_block(f"Invoice Date: {day}", top=20),
        make_block(f"Total: {total}", top=40),
        number=number,
    )


FIRST = make_invoice(1, "A-17", "3 August 2014", "$11.00")
SECOND = make_invoice(2, "A-18", "4 August 2014", "$12.50")


def extract(schema: dict[str, JsonValue], *documents: Document) -> JsonValue:
    return json.loads(join(ask(answer, "Extract all invoices.", *documents, schema=schema)))


def test_a_document_that_is_one_record_fills_one_object() -> None:
    assert extract(SCHEMA, make_document(FIRST)) == [
        {"invoice_number": "A-17", "invoice_date": "2014-08-03", "total": 11.0}
    ]


def test_every_leaf_of_a_record_is_cited_from_its_own_page() -> None:
    chunks = ask(answer, "Extract.", make_document(FIRST, SECOND), schema=SCHEMA)

    assert [quote for _, quotes in cited(chunks) for quote in quotes] == [
        "A-17", "3 August 2014", "$11.00", "A-18", "4 August 2014", "$12.50",
    ]  # fmt: skip


def test_records_one_after_another_are_parted_where_a_new_number_stands() -> None:
    more = make_page(make_block("Thank you for your order."), number=2)
    third = make_invoice(3, "A-18", "4 August 2014", "$12.50")

    found = extract(SCHEMA, make_document(FIRST, more, third))

    assert isinstance(found, list)
    assert [entry["invoice_number"] for entry in found] == ["A-17", "A-18"]  # type: ignore[index,call-overload]


def test_each_of_several_documents_is_a_record() -> None:
    found = extract(
        SCHEMA, make_document(FIRST), make_document(make_invoice(1, "B-2", "5 May 2015", "$3.00"))
    )

    assert isinstance(found, list)
    assert len(found) == 2


def test_a_record_may_hold_a_table_of_its_own() -> None:
    invoice = make_page(
        *FIRST.blocks,
        make_table(["Description", "Unit Price"], ["Box", "3.50"], ["Pen", "4.00"]),
    )
    lines: JsonValue = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"description": {"type": "string"}, "price": {"type": "number"}},
        },
    }
    schema: dict[str, JsonValue] = {
        "type": "object",
        "properties": {
            "invoices": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "invoice_number": {"type": "string"},
                        "invoice_date": {"type": "string"},
                        "lines": lines,
                    },
                },
            }
        },
    }

    assert extract(schema, make_document(invoice)) == {
        "invoices": [
            {
                "invoice_number": "A-17",
                "invoice_date": "3 August 2014",
                "lines": [
                    {"description": "Box", "price": 3.5},
                    {"description": "Pen", "price": 4.0},
                ],
            }
        ]
    }


def test_where_nothing_of_a_record_stands_there_is_none() -> None:
    assert extract(SCHEMA, make_document(make_page(make_block("Only words.")))) == []


def test_columns_of_a_table_of_items_are_no_record() -> None:
    schema: dict[str, JsonValue] = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"description": {"type": "string"}, "price": {"type": "number"}},
        },
    }

    assert (
        extract(schema, make_document(make_page(make_block("Description: a mill. Price: 3.00"))))
        == []
    )


CARDS: dict[str, JsonValue] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "customer_number": {"type": "string"},
            "email": {"type": "string"},
            "phone": {"type": "string"},
        },
    },
}


def make_card(name: str, code: str, email: str, phone: str, top: float) -> list[Block]:
    return [
        make_heading(name, 2),
        make_block(f"Customer number: {code}", top=top),
        make_block(f"E-mail: {email}", top=top + 20),
        make_block(f"Phone: {phone}", top=top + 40),
    ]


def test_blocks_that_repeat_on_a_page_are_a_record_each() -> None:
    page = make_page(
        make_heading("Customers"),
        *make_card("Ada", "K-1", "ada@example.com", "+44 20 7946 0958", 100),
        *make_card("Ben", "K-2", "ben@example.com", "+44 20 7946 0959", 200),
        *make_card("Cai", "K-3", "cai@example.com", "+44 20 7946 0960", 300),
    )

    assert extract(CARDS, make_document(page)) == [
        {"customer_number": "K-1", "email": "ada@example.com", "phone": "+44 20 7946 0958"},
        {"customer_number": "K-2", "email": "ben@example.com", "phone": "+44 20 7946 0959"},
        {"customer_number": "K-3", "email": "cai@example.com", "phone": "+44 20 7946 0960"},
    ]


def test_a_record_of_a_page_may_lack_what_others_have() -> None:
    card = make_card("Ben", "K-2", "ben@example.com", "+44 20 7946 0959", 200)
    page = make_page(
        *make_card("Ada", "K-1", "ada@example.com", "+44 20 7946 0958", 100), *card[:3]
    )

    found = extract(CARDS, make_document(page))

    assert isinstance(found, list)
    assert [len(entry) for entry in found if isinstance(entry, dict)] == [3, 2]


def test_a_second_number_alone_on_a_page_makes_no_second_record() -> None:
    page = make_page(
        *FIRST.blocks, make_block("Invoice Number: A-16", top=60), make_block("was paid.", top=80)
    )

    found = extract(SCHEMA, make_document(page))

    assert isinstance(found, list)
    assert len(found) == 1

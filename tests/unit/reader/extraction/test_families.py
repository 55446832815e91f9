import pytest

from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.families import currencies, describe, spell, types_of, words_of
from wasat.reader.recognise.kinds import Kind

TEXT: dict[str, JsonValue] = {"type": "string"}
NUMBER: dict[str, JsonValue] = {"type": ["number", "null"]}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("invoiceNumber", "invoice number"),
        ("invoice_number", "invoice number"),
        ("Invoice-Number", "invoice number"),
        ("IBANCode", "iban code"),
        ("total", "total"),
    ],
)
def test_names_are_spelt_as_words(name: str, words: str) -> None:
    assert spell(name) == words


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("invoice_number", Kind.CODE),
        ("dueDate", Kind.DATE),
        ("iban", Kind.ACCOUNT),
        ("bic", Kind.BIC),
        ("vat", Kind.VAT),
        ("contactEmail", Kind.EMAIL),
        ("emails", Kind.EMAIL),
        ("parties", Kind.PARTY),
        ("jurisdiction", Kind.PLACE),
        ("term", Kind.DURATION),
        ("Rechnungsnummer", Kind.CODE),
        ("numéro de facture", Kind.CODE),
        ("favourite_colour", Kind.TEXT),
    ],
)
def test_a_text_property_means_what_its_name_says(name: str, kind: Kind) -> None:
    assert describe(name, TEXT).kind is kind


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "number"}, Kind.AMOUNT),
        ({"type": "integer"}, Kind.WHOLE),
        ({"type": "boolean"}, Kind.YES_NO),
        ({"type": "number", "description": "in percent"}, Kind.SHARE),
        ({"type": "string", "format": "date"}, Kind.DATE),
        ({"type": ["string", "null"], "format": "email"}, Kind.EMAIL),
        ({}, Kind.TEXT),
    ],
)
def test_the_type_decides_where_the_name_does_not(schema: dict[str, JsonValue], kind: Kind) -> None:
    assert describe("zzz", schema).kind is kind


def test_a_number_is_not_looked_for_as_a_text() -> None:
    assert describe("tax", NUMBER).kind is Kind.AMOUNT
    assert describe("vat", TEXT).kind is Kind.VAT


def test_a_short_description_may_name_the_family() -> None:
    schema: dict[str, JsonValue] = {"type": "string", "description": "Due date"}

    assert describe("x1", schema).kind is Kind.DATE


def test_the_object_around_a_property_gives_it_meaning() -> None:
    assert describe("name", TEXT, "seller").family.special == "issuer"
    assert describe("name", TEXT).family.special == ""


def test_a_price_is_one_of_an_item_within_rows_only() -> None:
    assert describe("price", NUMBER, is_row=True).family.is_row
    assert not describe("price", NUMBER).family.is_row


def test_an_unknown_name_is_its_own_label() -> None:
    field = describe("favourite_colour", {"type": "string", "description": "Colour liked best"})

    assert not field.family.is_known
    assert [bool(label.search("Favourite colour")) for label in field.family.labels] == [
        True,
        False,
    ]
    assert field.family.labels[1].search("colour liked best")


def test_types_are_read_one_or_many() -> None:
    assert types_of({"type": "string"}) == ("string",)
    assert types_of({"type": ["string", "null"]}) == ("string", "null")
    assert types_of({}) == ()


def test_currencies_are_known_by_sign_and_code() -> None:
    assert currencies()["EUR"].search("12 €")
    assert currencies()["USD"].search("$5")
    assert not currencies()["INR"].search("Rs")


def test_the_name_of_a_property_without_family_tells_its_kind() -> None:
    text: dict[str, JsonValue] = {"type": "string"}

    assert describe("dividend_approved_on", text).kind is Kind.DATE
    assert describe("managing_director", text).kind is Kind.PERSON
    assert describe("founded_in", {"type": "integer"}).kind is Kind.YEAR
    assert describe("voter_percentage", {"type": "number"}).kind is Kind.SHARE
    assert describe("founded_in", text).kind is Kind.TEXT


def test_the_object_around_a_property_is_spelt_as_words() -> None:
    assert describe("amount", {"type": "number"}, "paidDividend").parent == "paid dividend"


def test_pages_are_looked_for_by_the_words_of_name_labels_and_values() -> None:
    field = describe("due_date", {"type": "string", "enum": ["soon"], "description": "When to pay"})

    assert {"due", "pay", "soon", "deadline"} <= set(words_of(field).lower().split())


def test_a_name_of_a_row_is_that_of_one_item() -> None:
    assert describe("name", TEXT, "products", is_row=True).family.is_row
    assert not describe("test_name", TEXT).family.is_row


@pytest.mark.parametrize(
    ("name", "label"),
    [("guest_name", "Guest"), ("folio_number", "Folio No."), ("tax_code", "Tax code")],
)
def test_a_label_may_leave_out_the_noun_or_shorten_it(name: str, label: str) -> None:
    assert any(pattern.fullmatch(label) for pattern in describe(name, TEXT).family.labels)


def test_a_label_of_a_number_is_not_that_of_the_name() -> None:
    labels = describe("membership_number", TEXT).family.labels

    assert not any(pattern.fullmatch("Membership") for pattern in labels)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("shipping_cost", "Freight"),
        ("payment_method", "Zahlungsart"),
        ("paymentTerms", "Terms"),
        ("shipping_method", "Versandart"),
        ("period_start", "Statement period"),
        ("taxNumber", "Steuernummer"),
        ("last_name", "Surname"),
    ],
)
def test_what_business_papers_say_is_known_by_their_words(name: str, label: str) -> None:
    schema = NUMBER if name == "shipping_cost" else TEXT

    assert any(pattern.fullmatch(label) for pattern in describe(name, schema).family.labels)

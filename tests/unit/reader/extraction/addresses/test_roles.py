import pytest

from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.addresses.roles import (
    Asked,
    Role,
    find_asked,
    find_role,
    is_beside_address,
)
from wasat.reader.extraction.families import describe


@pytest.mark.parametrize(
    ("parent", "name", "asked"),
    [
        ("bill_to", "name", Asked(Role.BUYER, "name")),
        ("", "buyerAddress", Asked(Role.BUYER, "address")),
        ("", "shipping_address", Asked(Role.DELIVERY, "address")),
        ("", "partita_iva_cliente", Asked(Role.BUYER, "number")),
        ("vendor", "zip_code", Asked(Role.SELLER, "code")),
        ("", "recipient", Asked(Role.BUYER, "name")),
        ("", "delivery_date", None),
        ("", "shipping", None),
        ("", "address", None),
    ],
)
def test_names_of_properties_tell_party_and_part(
    parent: str, name: str, asked: Asked | None
) -> None:
    assert find_asked(describe(name, {"type": "string"}, parent)) == asked


@pytest.mark.parametrize("schema", [{"type": "number"}, {"type": "string", "format": "email"}])
def test_only_texts_are_parts(schema: dict[str, JsonValue]) -> None:
    assert find_asked(describe("buyer_name", schema)) is None


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Bill To:", Role.BUYER),
        ("Aan: mevrouw de Boer", Role.BUYER),
        ("Lieferanschrift", Role.DELIVERY),
        ("Fornecedor", Role.SELLER),
    ],
)
def test_lines_announce_parties(line: str, role: Role) -> None:
    told = find_role(line)

    assert told is not None
    assert told[0] is role


@pytest.mark.parametrize("line", ["Toledo", "Clientele Ltd", "Kunde & Sohn"])
def test_other_lines_announce_no_one(line: str) -> None:
    assert find_role(line) is None


def test_numbers_and_titles_are_no_lines_of_an_address() -> None:
    assert is_beside_address("NIF 504 118 230")
    assert is_beside_address("Frau")
    assert is_beside_address("Attn: Accounts")
    assert not is_beside_address("Hill 4")

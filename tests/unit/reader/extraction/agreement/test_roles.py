import json

import pytest

from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import cited, join, open_leaves
from tests.unit.reader.extraction.test_fill import fill
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.agreement.roles import Member, fill_rows, find_holder, find_members
from wasat.reader.extraction.families import describe

LEASE = make_document(
    make_page(
        make_block(
            "This Agreement (the “Agreement”), dated 1 May 2021 (the “Effective Date”), is between"
            " Acme Tools, Inc., a Nevada corporation (the “Supplier”), and Gregory Lund"
            " (the “Tenant”)."
        )
    )
)


def members(*texts: str) -> list[Member]:
    blocks = [make_block(text, top=20.0 * at) for at, text in enumerate(texts)]
    return find_members(open_leaves(make_document(make_page(*blocks))))


def named(*texts: str) -> list[tuple[JsonValue, JsonValue]]:
    return [(member.name.value, member.role.value) for member in members(*texts)]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ('Acme Tools Ltd ("Seller") sells.', "Acme Tools Ltd", "Seller"),
        ("(1) Marianne Holt of Exeter (the Landlord); and", "Marianne Holt", "Landlord"),
        ("der Licht GmbH (nachfolgend „Auftraggeber“)", "Licht GmbH", "Auftraggeber"),
        ("Océane Conseil SAS, ci-après dénommée « le Client ».", "Océane Conseil SAS", "Client"),
        (
            "Inmuebles Turia, S.A. (en adelante, el Arrendador)",
            "Inmuebles Turia, S.A",
            "Arrendador",
        ),
        ('Tra Salvi S.r.l. (di seguito il "Fornitore")', "Salvi S.r.l.", "Fornitore"),
        ('Bakkerij Zon B.V. (hierna te noemen "Koper")', "Bakkerij Zon B.V.", "Koper"),
    ],
)
def test_a_short_name_follows_the_name_it_stands_for(text: str, name: str, role: str) -> None:
    ((found, short),) = named(text)

    assert str(found).rstrip(".") == name.rstrip(".")
    assert short == role


def test_dates_and_the_contract_itself_are_no_parties() -> None:
    found = find_members(open_leaves(LEASE))

    assert [member.role.value for member in found] == ["Supplier", "Tenant"]
    assert [member.name.value for member in found] == ["Acme Tools, Inc.", "Gregory Lund"]


def test_a_name_and_its_role_may_stand_in_two_blocks() -> None:
    assert named("Nord AG, Hamburg", "- im Folgenden „Käufer“ -") == [("Nord AG", "Käufer")]
    assert named("nothing", '(the "Buyer")') == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("supplier", "Acme Tools, Inc."),
        ("tenant_name", "Gregory Lund"),
        ("tenants", "Gregory Lund"),
    ],
)
def test_a_property_named_by_a_role_is_its_party(name: str, value: str) -> None:
    found = find_holder(describe(name, {"type": "string"}), find_members(open_leaves(LEASE)))

    assert found is not None
    assert found.value == value


def test_other_properties_are_no_party() -> None:
    found = find_members(open_leaves(LEASE))

    assert find_holder(describe("owner", {"type": "string"}), found) is None
    assert find_holder(describe("supplier", {"type": "number"}), found) is None
    assert find_holder(describe("tenant", {"type": "string", "format": "date"}), found) is None


def test_parties_fill_a_list_with_names_and_roles() -> None:
    item: dict[str, JsonValue] = {
        "type": "object",
        "properties": {"name": {"type": "string"}, "role": {"type": "string"}},
    }
    schema: dict[str, JsonValue] = {
        "type": "object",
        "properties": {"parties": {"type": "array", "items": item}},
    }

    chunks = fill(schema, LEASE)

    assert json.loads(join(chunks)) == {
        "parties": [
            {"name": "Acme Tools, Inc.", "role": "Supplier"},
            {"name": "Gregory Lund", "role": "Tenant"},
        ]
    }
    assert [text for text, (quote,) in cited(chunks) if text.strip('"') in quote] == [
        '"Acme Tools, Inc."',
        '"Supplier"',
        '"Gregory Lund"',
        '"Tenant"',
    ]
    assert (
        fill_rows({"town": describe("town", {"type": "string"})}, members('Acme Ltd ("A B")')) == []
    )

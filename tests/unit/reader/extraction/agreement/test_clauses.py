import pytest

from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import open_leaves
from wasat.reader.extraction.agreement.clauses import find_clause
from wasat.reader.extraction.families import describe
from wasat.reader.recognise.found import Found


def find(name: str, text: str, kind: str = "boolean") -> Found | None:
    leaves = open_leaves(make_document(make_page(make_block("Terms."), make_block(text, top=40))))
    return find_clause(describe(name, {"type": kind}), leaves)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("auto_renewal", "It shall renew automatically for periods of a year.", True),
        ("autoRenewal", "This Agreement does not renew automatically.", False),
        ("automatische_verlaengerung", "Er verlängert sich jeweils um ein Jahr.", True),
        ("tacite_reconduction", "Il est renouvelé par tacite reconduction.", True),
        ("rinnovo_automatico", "Il contratto si rinnova automaticamente.", True),
        ("termination_for_convenience", "A party may terminate it for convenience.", True),
        ("termination_for_convenience", "Neither party may terminate for convenience.", False),
        ("assignment_allowed", "Neither party may assign this Agreement.", False),
        ("assignable", "The Bank may assign it without the consent of the Borrower.", True),
        ("subletting_allowed", "The Tenant shall not sublet the Flat.", False),
        ("subarriendo_permitido", "Queda prohibido el subarriendo.", False),
        ("pets_allowed", "Pets are permitted.", True),
        ("pets_allowed", "No pets.", False),
        ("independent_contractor", "Ann is engaged as an independent contractor.", True),
        ("exclusive", "We grant a non-exclusive right.", False),
        ("exclusive", "We grant an exclusive licence.", True),
        ("arbitration", "Disputes are settled by arbitration.", True),
        ("non_compete", "He shall not compete with us.", True),
        ("non_solicitation", "He shall not solicit our staff.", True),
    ],
)
def test_a_clause_says_yes_or_no_in_its_own_words(name: str, text: str, *, value: bool) -> None:
    found = find(name, text)

    assert found is not None
    assert found.value is value
    assert found.citations[0].quote in text


def test_what_no_clause_says_is_not_known() -> None:
    assert find("auto_renewal", "It ends after a year.") is None
    assert find("anything_else", "It shall renew automatically.") is None
    assert find("auto_renewal", "It shall renew automatically.", "string") is None

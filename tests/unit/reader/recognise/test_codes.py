import pytest

from wasat.reader.recognise import codes
from wasat.reader.recognise.found import Habits, Recogniser

HABITS = Habits()


def values(recogniser: Recogniser, text: str) -> list[object]:
    return [match.value for match in recogniser(text, HABITS)]


def test_mail_and_web_addresses_are_found() -> None:
    text = "Write to a.b+c@mail.example.com or see https://example.com/x, www.example.org."

    assert values(codes.find_emails, text) == ["a.b+c@mail.example.com"]
    assert values(codes.find_links, text) == ["https://example.com/x", "www.example.org"]


@pytest.mark.parametrize("text", ["+49 30 901820", "(870)-931-0505", "0800 208 9898"])
def test_telephone_numbers_are_found(text: str) -> None:
    assert values(codes.find_phones, f"call {text}") == [text]


@pytest.mark.parametrize("text", ["03/20/2023", "12345", "1.50"])
def test_other_figures_are_no_telephone_numbers(text: str) -> None:
    assert values(codes.find_phones, text) == []


def test_an_iban_must_have_the_right_check_digits() -> None:
    assert values(codes.find_ibans, "IBAN DE89 3704 0044 0532 0130 00") == [
        "DE89370400440532013000"
    ]
    assert values(codes.find_ibans, "IBAN DE88 3704 0044 0532 0130 00") == []


def test_an_account_may_be_any_number_beside_its_label() -> None:
    assert values(codes.find_accounts, "US1234567890") == ["US1234567890"]


def test_a_bic_has_eight_or_eleven_characters() -> None:
    assert values(codes.find_bics, "INGBNL2A and DEUTDEFF500 and ABC") == [
        "INGBNL2A",
        "DEUTDEFF500",
    ]


def test_tax_numbers_lose_their_spaces() -> None:
    assert values(codes.find_tax_numbers, "FR 604 219 388 61") == ["FR60421938861"]


def test_identifiers_hold_a_figure() -> None:
    assert values(codes.find_codes, "INV/2023/03/0008 is due") == ["INV/2023/03/0008"]
    assert values(codes.find_codes, "##A1- or -x7/, no-figure, #12") == ["#A1", "x7", "#12"]

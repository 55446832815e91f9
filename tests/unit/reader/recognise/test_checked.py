import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.reader.recognise import checked
from wasat.reader.recognise.found import Habits, Recogniser

HABITS = Habits()


def values(recogniser: Recogniser, text: str) -> list[object]:
    return [match.value for match in recogniser(text, HABITS)]


@pytest.mark.parametrize(
    "number",
    [
        "ATU13585627", "BE0428759497", "DE136695976", "DK13585628", "ESB58378431", "ES54362315K",
        "ESX2482300W", "FI20774740", "FR40303265045", "GB980780684", "IT00743110157", "LU15027442",
        "NL004495445B01", "PL8567346215", "PT501964843",
    ],
)  # fmt: skip
def test_vat_numbers_are_known_by_their_check_digits(number: str) -> None:
    """Source: examples of the national rules that tax offices and libraries publish."""
    digit = next(at for at in range(len(number) - 3, 0, -1) if number[at].isdigit())
    wrong = number[:digit] + str((int(number[digit]) + 1) % 10) + number[digit + 1 :]

    assert values(checked.find_vats, f"(VAT {number}).") == [number]
    assert values(checked.find_vats, f"(VAT {wrong}).") == []


def test_a_vat_number_may_be_printed_with_spaces() -> None:
    assert values(checked.find_vats, "FR 40 303 265 045") == ["FR40303265045"]


def test_an_entity_identifier_has_the_right_check_digits() -> None:
    assert values(checked.find_leis, "LEI 529900T8BM49AURSDO55") == ["529900T8BM49AURSDO55"]
    assert values(checked.find_leis, "LEI 529900T8BM49AURSDO56") == []


@pytest.mark.parametrize("number", ["978-3-16-148410-0", "0-306-40615-2", "080442957X"])
def test_numbers_of_books_are_found(number: str) -> None:
    assert values(checked.find_isbns, f"ISBN {number}") == [number]


@pytest.mark.parametrize("number", ["978-3-16-148410-1", "0-306-40615-3", "0804429570", "12345"])
def test_other_numbers_are_no_numbers_of_books(number: str) -> None:
    assert values(checked.find_isbns, f"ISBN {number}") == []


def test_a_card_passes_the_sum_of_digits() -> None:
    assert values(checked.find_cards, "4111 1111 1111 1111") == ["4111111111111111"]
    assert values(checked.find_cards, "4111 1111 1111 1112") == []


@given(st.text("0123456789", min_size=12, max_size=18), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(digits: str, error: int) -> None:
    last = next(digit for digit in "0123456789" if checked.passes_luhn(digits + digit))
    wrong = str((int(last) + error) % 10)

    assert not checked.passes_luhn(digits + wrong)


@given(st.text(max_size=60))
def test_no_text_is_an_error(text: str) -> None:
    for find in (checked.find_vats, checked.find_leis, checked.find_isbns, checked.find_cards):
        assert all(text[match.start : match.end] for match in find(text, HABITS))

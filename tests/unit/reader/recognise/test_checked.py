import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.reader.recognise import checked
from wasat.reader.recognise.found import Habits, Recogniser

HABITS = Habits()


def values(recogniser: Recogniser, text: str) -> list[object]:
    return [match.value for match in recogniser(text, HABITS)]


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
    for find in (checked.find_leis, checked.find_isbns, checked.find_cards):
        assert all(text[match.start : match.end] for match in find(text, HABITS))

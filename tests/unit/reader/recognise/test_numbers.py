import pytest

from wasat.reader.recognise.found import Habits, Match
from wasat.reader.recognise.numbers import (
    find_amounts,
    find_durations,
    find_shares,
    find_whole_numbers,
    parse_number,
)

ENGLISH = Habits(is_day_first=False, decimal=".")
GERMAN = Habits(is_day_first=True, decimal=",")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.56", 1234.56),
        ("1.234,56", 1234.56),
        ("1 234,56", 1234.56),
        ("1'234.56", 1234.56),
        ("12,5", 12.5),
        ("0,125", 0.125),
        ("1.234.567", 1234567.0),
        ("42", 42.0),
        ("1,00,000", 100000.0),
        ("12,34,567.50", 1234567.5),
    ],
)
def test_separators_are_told_apart(text: str, value: float) -> None:
    assert parse_number(text, ENGLISH) == value


def test_a_single_separator_before_three_digits_is_the_habit_of_the_document() -> None:
    assert parse_number("1,234", ENGLISH) == 1234.0
    assert parse_number("1,234", GERMAN) == 1.234
    assert parse_number("1.234", GERMAN) == 1234.0


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Total $4.11", [4.11]),
        ("€ 717,97", [717.97]),
        ("(1,250)", [-1250.0]),
        ("- 3.50 EUR", [-3.5]),
        ("24.99 5.00 29.99", [24.99, 5.0, 29.99]),
        ("1 278.61 40.39", [1.0, 278.61, 40.39]),
        ("Rs. 500", [500.0]),
        ("in 2019 and 15%", []),
        ("see A-12 and 3/4", []),
    ],
)
def test_amounts_are_found(text: str, values: list[float]) -> None:
    assert [match.value for match in find_amounts(text, ENGLISH)] == values


def test_a_year_with_a_currency_sign_is_an_amount() -> None:
    assert [match.value for match in find_amounts("$2019", ENGLISH)] == [2019.0]


def test_an_amount_holds_its_currency_sign() -> None:
    (match,) = find_amounts("pay $ 42.00 now", ENGLISH)

    assert "pay $ 42.00 now"[match.start : match.end] == "$ 42.00"


def test_every_amount_of_a_line_holds_its_own_sign() -> None:
    matches = find_amounts("$ 5 and 7 and EUR 9", ENGLISH)

    assert [(match.start, match.value) for match in matches] == [(0, 5.0), (8, 7.0), (14, 9.0)]


def test_more_digits_than_a_float_has_room_for_are_no_number() -> None:
    digits = "9" * 400

    assert list(find_amounts(f"{digits} or 7", ENGLISH)) == [Match(404, 405, 7.0)]
    assert list(find_whole_numbers(digits, ENGLISH)) == []
    assert list(find_shares(f"{digits}% or 7%", ENGLISH)) == [Match(405, 407, 7.0)]


def test_whole_numbers_have_no_decimals() -> None:
    assert [match.value for match in find_whole_numbers("12 pieces at 3.50", ENGLISH)] == [12]


def test_shares_are_numbers_before_the_sign() -> None:
    assert [match.value for match in find_shares("19 % and -2.5%", ENGLISH)] == [19.0, -2.5]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("for a period of two (2) years", ["2 years"]),
        ("a one-year term", ["1 year"]),
        ("eighteen months", ["18 months"]),
        ("1 year", ["1 year"]),
        ("zwei Jahre", ["2 jahre"]),
        ("trois ans", ["3 ans"]),
        ("some years", []),
    ],
)
def test_durations_are_found(text: str, values: list[str]) -> None:
    assert [match.value for match in find_durations(text, ENGLISH)] == values


@pytest.mark.parametrize(
    "text", ["12.4 percent", "12.4 per cent", "12,4 Prozent", "12,4 pour cent"]
)
def test_shares_may_be_written_in_words(text: str) -> None:
    habits = Habits(decimal="," if "," in text else ".")

    assert [match.value for match in find_shares(text, habits)] == [12.4]
    assert list(find_amounts(text, habits)) == []


def test_brackets_after_a_number_in_words_only_repeat_it() -> None:
    values = [match.value for match in find_amounts("forty-five (45) days, loss (12)", Habits())]

    assert values == [45.0, -12.0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Total 1,20,000.00", 120000.0),
        ("Rs. 12,34,567", 1234567.0),
        ("CHF 5'862.10", 5862.1),
        ("合計 257,400円", 257400.0),
        ("￥3,000", 3000.0),
        ("1 886,00 €", 1886.0),
        ("R$ 1.234,50", 1234.5),
    ],
)
def test_amounts_are_read_as_each_country_writes_them(text: str, value: float) -> None:
    assert [match.value for match in find_amounts(text, ENGLISH)] == [value]

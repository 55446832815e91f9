import pytest

from wasat.evidence.figures import (
    header_years,
    is_interim,
    is_year,
    parse_figure,
    years_in,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234", 1234.0),
        ("$ 1,234.5", 1234.5),
        ("(431)", -431.0),
        ("$(1,867)", -1867.0),
        ("-0.3", -0.3),
        ("−12", -12.0),
        ("12.5%", 12.5),
        ("1.234,56", 1234.56),
        ("1.234.567", 1234567.0),
        ("0,7", 0.7),
        ("3.5x", 3.5),
        (".25", 0.25),
        ("1'000", 1000.0),
        ("65 000", 65000.0),
        ("1 234 567,8", 1234567.8),
        ("1,234 (a)", 1234.0),
        ("—", 0.0),
        ("n/a", 0.0),
    ],
)
def test_a_printed_figure_says_a_number(text: str, number: float) -> None:
    assert parse_figure(text) == pytest.approx(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Revenue",
        "$",
        "June 30",
        "2018 2017",
        "12 30",
        "1,2,3.4.5",
        "12 of 30",
        "1,23,4",
        "9" * 400,
    ],
)
def test_words_and_lists_are_no_figure(text: str) -> None:
    assert parse_figure(text) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("in 2019 and 2018", (2019, 2018)),
        ("FY2019", (2019,)),
        ("FY 19 results", (2019,)),
        ("FY2019 - FY2021", (2019, 2021, 2020)),
        ("from 2017 to 2019", (2017, 2019, 2018)),
        ("von 2017 bis 2018", (2017, 2018)),
        ("$2,019 and 2019.5 and 2000%", ()),
        ("page 12345", ()),
        ("in the 1980s, in den 1970er Jahren", ()),
    ],
)
def test_years_are_told_from_amounts_and_ranges_filled(text: str, years: tuple[int, ...]) -> None:
    assert years_in(text) == years


@pytest.mark.parametrize(
    ("header", "years"),
    [
        ("December 28, 2018", (2018,)),
        ("January 3, 2020", (2019,)),
        ("Feb. 1, 2020", (2019,)),
        ("1 January 2020", (2020,)),
        ("February 28, 2020", (2020,)),
    ],
)
def test_a_year_that_ends_in_winter_has_the_number_of_the_one_before(
    header: str, years: tuple[int, ...]
) -> None:
    assert header_years(header) == years


@pytest.mark.parametrize(
    ("text", "expected"), [("2019", True), ("FY 2019", True), ("2,019", False)]
)
def test_a_lone_year_is_told_from_an_amount(text: str, expected: object) -> None:
    assert is_year(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three Months Ended Dec. 31, 2020", True),
        ("Q2 of FY2022", True),
        ("fourth quarter", True),
        ("1. Halbjahr 2020", True),
        ("Year ended December 31, 2020", False),
        ("headquarters in 2020", False),
    ],
)
def test_parts_of_a_year_are_told_from_years(text: str, expected: object) -> None:
    assert is_interim(text) is expected

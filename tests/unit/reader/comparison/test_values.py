from decimal import Decimal

import pytest

from wasat.reader.comparison.values import are_shares, find_scales, read_value, subtract


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("83.2 ± 0.4", "83.2"),
        (".638", "0.638"),
        ("64,1 %", "64.1"),
        ("1,200*", "1200"),
        ("−3", "-3"),
        ("83.2 (0.4)", "83.2"),
        ("91.0 [7]", "91.0"),
        ("55.1a", "55.1"),
    ],
)
def test_a_value_is_read_as_papers_print_it(text: str, value: str) -> None:
    assert read_value(text) == Decimal(value)


@pytest.mark.parametrize("text", ["high", "1 of 2", "–", "", "3.1/4.2", "9" * 29])
def test_what_is_not_one_value_is_none(text: str) -> None:
    assert read_value(text) is None


@pytest.mark.parametrize(
    ("first", "second", "difference"),
    [
        ("1", "3", "+2"),
        ("37.2", "34.4", "-2.8"),
        ("1,000", "1,200.5", "+200.5"),
        ("-5", "−7", "-2"),
        ("50%", "48%", "-2%"),
        ("5", "5", "+0"),
        ("high", "3", ""),
        ("1 of 2", "3", ""),
    ],
)
def test_differences_keep_decimals_and_unit(first: str, second: str, difference: str) -> None:
    assert subtract(first, second) == difference


def test_a_share_less_a_per_cent_is_on_one_scale() -> None:
    assert subtract(".5", "51.5", (2, 0)) == "+1.5"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [([".5", "0.25", "–"], True), ([".5", "1.2"], False), (["0.5%"], False), (["1"], False)],
)
def test_shares_have_decimals_and_are_not_above_one(texts: list[str], expected: bool) -> None:  # noqa: FBT001 - a case
    assert are_shares(texts) is expected


def test_only_documents_that_print_shares_beside_per_cents_are_scaled() -> None:
    assert find_scales([[".5"], ["50"]]) == (2, 0)
    assert find_scales([[".5"], [".6"]]) == (0, 0)
    assert find_scales([["50"], ["60"]]) == (0, 0)

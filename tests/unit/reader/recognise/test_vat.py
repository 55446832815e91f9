import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.reader.recognise.found import Habits
from wasat.reader.recognise.vat import VAT_CHECKS, find_vats

HABITS = Habits()
UNION = "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"


def values(text: str) -> list[object]:
    return [match.value for match in find_vats(text, HABITS)]


@pytest.mark.parametrize(
    "number",
    [
        "ATU13585627", "BE0428759497", "DE136695976", "DK13585628", "ESB58378431", "ES54362315K",
        "ESX2482300W", "FI20774740", "FR40303265045", "GB980780684", "IT00743110157", "LU15027442",
        "NL004495445B01", "PL8567346215", "PT501964843",
        "BG175074752", "BG7523169263", "CY10259033P", "CZ25123891", "EE100931558", "EL094259216",
        "HR33392005961", "HU12892312", "IE6433435F", "IE6433435OA", "LT119511515", "LT100001919017",
        "LV40003521600", "MT11679112", "RO18547290", "SE123456789701", "SI50223054", "SK2022749619",
    ],
)  # fmt: skip
def test_vat_numbers_are_known_by_their_check_digits(number: str) -> None:
    """Source: examples of the national rules that tax offices and libraries publish."""
    digit = next(at for at in range(len(number) - 3, 0, -1) if number[at].isdigit())
    wrong = number[:digit] + str((int(number[digit]) + 1) % 10) + number[digit + 1 :]

    assert values(f"(VAT {number}).") == [number]
    assert values(f"(VAT {wrong}).") == []


def test_a_vat_number_may_be_printed_with_spaces() -> None:
    assert values("FR 40 303 265 045") == ["FR40303265045"]


def test_swiss_numbers_keep_their_signs() -> None:
    assert values("CHE-100.155.212 MWST, seit 1990") == ["CHE-100.155.212 MWST"]
    assert values("CHE-100.155.213 MWST") == []


def test_every_country_of_the_union_has_its_check() -> None:
    assert set(UNION.split()) <= VAT_CHECKS.keys()


@given(st.sampled_from(sorted(VAT_CHECKS)), st.text("0123456789ABKX", max_size=13))
def test_no_number_is_an_error(country: str, number: str) -> None:
    assert VAT_CHECKS[country](number) in (True, False)
    assert isinstance(values(country + number), list)

import pytest

from wasat.reader.records.periods import SIDES, find_periods


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("in march 2024 and 2023", ["2024-03", "2023"]),
        ("on 2024-05-03", ["2024-05-03"]),
        ("am 3. mai 2024", ["2024-05-03"]),
        ("im oktober", ["10"]),
        ("en marzo de 2021", ["2021-03"]),
        ("what may be in mar. 2020", ["2020-03"]),
        ("order 1010 of 12.50", []),
    ],
)
def test_days_months_and_years_are_found(text: str, values: list[str]) -> None:
    assert [period.value for period in find_periods(text)] == values


@pytest.mark.parametrize(
    ("side", "days"),
    [
        ("", ["2024-05-03"]),
        ("before", ["2024-04-30"]),
        ("after", ["2024-06-01"]),
        ("since", ["2024-05-03", "2024-06-01"]),
        ("until", ["2024-04-30", "2024-05-03"]),
    ],
)
def test_days_lie_in_a_month_or_on_one_side_of_it(side: str, days: list[str]) -> None:
    (month,) = find_periods("may 2024")

    assert [d for d in ("2024-04-30", "2024-05-03", "2024-06-01") if month.holds(d, side)] == days
    assert side in ("", *SIDES)


def test_a_month_without_a_year_is_that_of_any() -> None:
    (month,) = find_periods("october")

    assert month.holds("2019-10-31")
    assert not month.holds("2019-11-01")

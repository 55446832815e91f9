import pytest

from wasat.reader.spans.span import Day, Span


def span(first: tuple[int, int, int], last: tuple[int, int, int]) -> Span:
    begin, end = (Day(year=y, month=m, day=d, text="") for y, m, d in (first, last))
    return Span(start=0, end=1, first=begin, last=end)


@pytest.mark.parametrize(
    ("month", "year", "expected"),
    [(12, 2024, True), (1, 2025, True), (1, 2024, False), (1, 0, True), (2, 0, False)],
)
def test_a_stretch_has_the_months_of_its_days(month: int, year: int, expected: object) -> None:
    assert span((2024, 12, 16), (2025, 1, 5)).has_month(month, year) is expected


def test_without_a_year_a_stretch_is_of_any() -> None:
    assert span((0, 3, 1), (0, 4, 15)).has_month(4, 1999)


def test_both_ends_are_counted() -> None:
    assert (span((2024, 2, 28), (2024, 3, 1)).days, span((2024, 2, 28), (2024, 3, 1)).months) == (
        3,
        2,
    )


def test_months_of_which_no_days_are_told_are_whole() -> None:
    whole = span((2023, 11, 0), (2024, 2, 0))

    assert whole.is_of_months
    assert (whole.days, whole.months) == (121, 4)

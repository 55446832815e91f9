import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasat.reader.spans.written import find_days, find_spans


@pytest.mark.parametrize(
    ("text", "first", "last", "days"),
    [
        ("1 March – 15 April 2024", "1 March 2024", "15 April 2024", 46),
        ("It ran from 3 February to 14 March 2025.", "3 February 2025", "14 March 2025", 40),
        ("April 10 to May 20, 2024", "April 10, 2024", "May 20, 2024", 41),
        ("March 3–14, 2025", "March 3, 2025", "March 14, 2025", 12),
        ("Monday, 3 March to Friday, 7 March 2025", "3 March 2025", "7 March 2025", 5),
        ("between 3 May and 9 June 2020", "3 May 2020", "9 June 2020", 38),
        ("vom 1. bis 15. März", "1. März", "15. März", 15),
        ("vom 03.02. bis 14.03.2024", "03.02.2024", "14.03.2024", 41),
        ("du 1er juillet au 15 septembre 2024", "1er juillet 2024", "15 septembre 2024", 77),
        ("del 10 de mayo al 21 de junio de 2023", "10 de mayo de 2023", "21 de junio de 2023", 43),
        ("dal 5 al 9 aprile 2024", "5 aprile 2024", "9 aprile 2024", 5),
        ("de 2 de março a 1 de abril de 2023", "2 de março de 2023", "1 de abril de 2023", 31),
        ("van 14 tot en met 27 juli 2024", "14 juli 2024", "27 juli 2024", 14),
        ("16 December to 5 January 2025", "16 December 2024", "5 January 2025", 21),
        ("16 December 2024 to 5 January", "16 December 2024", "5 January", 21),
        ("16 December to 5 January", "16 December", "5 January", 21),
    ],
)
def test_both_ends_are_told_whole(text: str, first: str, last: str, days: int) -> None:
    (span,) = find_spans(text)

    assert (span.first.text, span.last.text, span.days) == (first, last, days)


def test_months_without_days_are_counted_in_months() -> None:
    (span,) = find_spans("The library was closed from November 2023 until March 2024.")

    assert span.is_of_months
    assert span.months == 5


@pytest.mark.parametrize(
    "text",
    [
        "on 3 March and 5 April",
        "31 February to 3 March 2020",
        "lots 3 to 5",
        "9 June 2020 to 3 May 2020",
        "3 to 14, 2025",
    ],
)
def test_what_is_no_stretch_of_time_is_none(text: str) -> None:
    assert find_spans(text) == []


def test_single_days_are_found_beside_longer_stretches() -> None:
    (day,) = find_days("from 1 to 3 May 2024, and again on 9 May 2024")

    assert (day.first.text, day.days) == ("9 May 2024", 1)


@given(st.text(alphabet="0123456789 -–./,bistoMay March 2024und", max_size=60))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert all(span.start < span.end for span in find_spans(text))


@pytest.mark.parametrize(
    ("text", "month", "days"), [("1. bis 5. Auguſt", 8, 5), ("1 JUİN – 5 JUİN 2024", 6, 5)]
)
def test_months_are_read_in_letters_that_patterns_take_for_others(
    text: str, month: int, days: int
) -> None:
    (span,) = find_spans(text)

    assert span.has_month(month, 0)
    assert span.days == days


@pytest.mark.parametrize("text", ["29 February – 15 January 2024", "15 March 2024 – 29 February"])
def test_a_leap_day_of_a_common_year_is_no_end_of_a_stretch(text: str) -> None:
    assert find_spans(text) == []

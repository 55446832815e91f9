import pytest

from wasat.reader.recognise.dates import find_dates, find_years, is_day_first, month_number
from wasat.reader.recognise.found import Habits

DAY_FIRST = Habits(is_day_first=True)
MONTH_FIRST = Habits(is_day_first=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2014-08-03", "2014-08-03"),
        ("August 3 , 2014", "2014-08-03"),
        ("3rd day of August, 2014", "2014-08-03"),
        ("19 april 2014", "2014-04-19"),
        ("02 Juillet 2015", "2015-07-02"),
        ("31. März 2020", "2020-03-31"),
        ("5 de mayo de 2021", "2021-05-05"),
        ("1er janvier 2020", "2020-01-01"),
        ("7 maart 2019", "2019-03-07"),
        ("Sept. 9, 2001", "2001-09-09"),
        ("20-10-2015", "2015-10-20"),
        ("10/20/2015", "2015-10-20"),
        ("25.04.18", "2018-04-25"),
        ("25.04.98", "1998-04-25"),
        ("9.1.10 Setup", "2010-01-09"),
        ("27/05/20188:07 PM", "2018-05-27"),
        ("26/02/201817:31", "2018-02-26"),
        ("02/03/1805:16 PM", "2018-03-02"),
        ("16TH DAY OF MARCH, 1999", "1999-03-16"),
    ],
)
def test_dates_are_found_in_figures_and_words(text: str, value: str) -> None:
    assert [match.value for match in find_dates(f"on {text}.", DAY_FIRST)] == [value]


def test_the_habit_decides_where_figures_do_not() -> None:
    assert [m.value for m in find_dates("03/04/2020", DAY_FIRST)] == ["2020-04-03"]
    assert [m.value for m in find_dates("03/04/2020", MONTH_FIRST)] == ["2020-03-04"]


@pytest.mark.parametrize(
    "text",
    [
        *("31.02.2020", "192.168.10.20", "1/2", "May the 4th", "2020-13-40"),
        *("1 out of 16", "9.1.9 Lamps\n 9.1.10 Setup", "4 set of 12"),
    ],
)
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert list(find_dates(text, DAY_FIRST)) == []


def test_dates_come_in_order_and_each_once() -> None:
    text = "from 1 May 2020 to 2020-06-30"

    assert [match.value for match in find_dates(text, DAY_FIRST)] == ["2020-05-01", "2020-06-30"]


def test_a_document_shows_which_comes_first() -> None:
    assert is_day_first("15/03/2020") is True
    assert is_day_first("03/15/2020") is False
    assert is_day_first("03/04/2020") is None


def test_years_stand_alone_or_within_dates() -> None:
    text = "Founded in 1887, rebuilt on 3 May 1999; 2,024 pages, no. 1999/7, 5999."

    assert [match.value for match in find_years(text, DAY_FIRST)] == [1887, 1999]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("請求日：2023年8月31日", "2023-08-31"),
        ("令和5年8月31日", "2023-08-31"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成30年12月1日", "2018-12-01"),
        ("2023년 8월 31일", "2023-08-31"),
    ],
)
def test_dates_are_read_in_characters(text: str, value: str) -> None:
    assert [match.value for match in find_dates(text, DAY_FIRST)] == [value]


def test_a_short_year_without_an_era_is_no_date() -> None:
    assert list(find_dates("23年8月31日", DAY_FIRST)) == []


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Auguſt", 8),
        ("JUİN", 6),
        ("aprıl", 4),
        ("Août", 8),
        ("MARÇO", 3),
        ("Févr.", 2),
        ("x", None),
    ],
)
def test_a_month_is_known_by_its_name_in_any_case(name: str, number: int | None) -> None:
    assert month_number(name) == number


@pytest.mark.parametrize("text", ["5 Auguſt 2024", "5 AOÛT 2024", "Auguſt 5, 2024"])
def test_months_are_read_in_letters_that_patterns_take_for_others(text: str) -> None:
    assert [match.value for match in find_dates(text, DAY_FIRST)] == ["2024-08-05"]


def test_of_dates_within_one_another_the_first_counts() -> None:
    found = list(find_dates("3 May 20, 2024", DAY_FIRST))

    assert [match.value for match in found] == ["2020-05-03"]

"""Dates in figures and words, in the languages we answer in."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from babel.dates import get_month_names

from wasat.reader.recognise.found import Habits, Match

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl")
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")
# Tills print the time right behind the date: "27/05/201817:05", "27/05/1817:05".
_CLOCK = r"(?=(?:[01]?\d|2[0-3]):[0-5]\d(?!\d))"
# "9.1.10 Setup" at the beginning of a line is the number of a section.
_SECTION = re.compile(r"^\s*\d{1,2}\.\d{1,2}\.\d{2}\s+[A-ZÀ-Þ]", re.MULTILINE)
_FIGURES = re.compile(
    r"(?<![\d/.-])(?P<first>\d{1,2})\s?[-/.]\s?(?P<second>\d{1,2})\s?[-/.]\s?"
    rf"(?P<year>\d{{4}}{_CLOCK}|\d{{2}}{_CLOCK}|(?:\d{{4}}|\d{{2}})(?![\d/-]|\.\d))"
)
# 2023年8月31日, 令和5年8月31日; the first year of an era may be written 元.
_KANJI = re.compile(
    r"(?P<era>令和|平成|昭和)?\s?(?P<year>\d{1,4}|元)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日"
)
_KOREAN = re.compile(r"(?P<year>\d{4})\s?년\s?(?P<month>\d{1,2})\s?월\s?(?P<day>\d{1,2})\s?일")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}  # the year before the first one
_YEAR = re.compile(r"(?<![\w.,/-])(?:1\d|20|21)\d{2}(?![\w/-]|[.,]\d)")
_ORDINAL = r"(?:st|nd|rd|th|er|[.ºª°])?"
_CENTURY = 100
# Letters that a pattern takes for others whatever their case, though lower() leaves them as they
# are; of "İ" it leaves an i with a dot above it.
_FOLDED = str.maketrans({"ſ": "s", "ı": "i", "\u0307": None})
_PIVOT = 70  # two figures up to this are of this century. Source: POSIX takes 68; one more decade


def find_dates(text: str, habits: Habits) -> Iterator[Match]:
    """Find dates in order; the value is YYYY-MM-DD."""
    found = [*_find_iso(text), *_find_figures(text, habits), *_find_words(text)]
    found += [*_find_characters(text)]
    end = 0
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if match.start >= end:
            end = match.end
            yield match


def find_years(text: str, habits: Habits) -> Iterator[Match]:
    """Find years of four figures, alone or within a date; the value is a number."""
    del habits
    for match in _YEAR.finditer(text):
        yield Match(match.start(), match.end(), int(match[0]))


def is_day_first(text: str) -> bool | None:
    """Tell from dates in figures which comes first, day or month; None if none of them tells."""
    votes = 0
    for match in _FIGURES.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        votes += (first > 12) - (second > 12)
    return None if votes == 0 else votes > 0


def _find_iso(text: str) -> Iterator[Match]:
    for match in _ISO.finditer(text):
        yield from _match(match, int(match["year"]), int(match["month"]), int(match["day"]))


def _find_figures(text: str, habits: Habits) -> Iterator[Match]:
    sections = [match.span() for match in _SECTION.finditer(text)]
    for match in _FIGURES.finditer(text):
        if any(start <= match.start() < end for start, end in sections):
            continue
        first, second = int(match["first"]), int(match["second"])
        is_day_first = first > 12 or (habits.is_day_first and second <= 12)
        day, month = (first, second) if is_day_first else (second, first)
        yield from _match(match, _full_year(match["year"]), month, day)


def _find_words(text: str) -> Iterator[Match]:
    for pattern in _word_patterns():
        for match in pattern.finditer(text):
            month = month_number(match["month"]) or 0  # of which there is no date
            yield from _match(match, _full_year(match["year"]), month, int(match["day"]))


def _find_characters(text: str) -> Iterator[Match]:
    for match in _KANJI.finditer(text):
        year = 1 if match["year"] == "元" else int(match["year"])
        if match["era"] is not None or len(match["year"]) == len("2023"):
            year += _ERAS.get(match["era"], 0)
            yield from _match(match, year, int(match["month"]), int(match["day"]))
    for match in _KOREAN.finditer(text):
        yield from _match(match, int(match["year"]), int(match["month"]), int(match["day"]))


def _match(match: re.Match[str], year: int, month: int, day: int) -> Iterator[Match]:
    try:
        value = date(year, month, day)
    except ValueError:
        return
    yield Match(match.start(), match.end(), value.isoformat())


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < _PIVOT else 2000 - _CENTURY)


def month_number(name: str) -> int | None:
    """Return the number of a month, from 1, by its name in any case; None if it is none."""
    return month_numbers().get(name.lower().translate(_FOLDED).rstrip("."))


@cache
def month_numbers() -> Mapping[str, int]:
    """Return the names of months in all our languages, lower case, short forms too, from 1."""
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                names.setdefault(name.lower().rstrip("."), number)
    return {**names, "sept": 9}


@cache
def _word_patterns() -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    month = rf"(?P<month>{months})\.?"
    day = rf"(?P<day>\d{{1,2}})\s?{_ORDINAL}"
    return (
        re.compile(
            rf"(?<![\w.]){day}[\s-]+(?:day\s+of\s+|de\s+)?{month}[\s,-]+(?:de\s+|of\s+(?=\d{{4}}))?(?P<year>\d{{4}}|\d{{2}})(?!\w)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!\w){month}\s*{day}\s*,?\s+(?P<year>\d{{4}})(?!\w)", re.IGNORECASE),
    )

"""Stretches of time in a text: "1 March – 15 April 2024", "vom 1. bis 15. März"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from babel.dates import get_day_names

from wasat.reader.recognise.dates import find_dates, month_number, month_numbers
from wasat.reader.recognise.found import Habits
from wasat.reader.spans.span import COMMON_YEAR, Day, Span
from wasat.reader.spans.words import all_joints, all_languages

_HABITS = Habits()
_YEAR = r"(?:19|20)\d\d"
_FORMS = 6  # in which one end may be written, at most
_ORDINAL = r"(?:st|nd|rd|th|er|[.ºª°])?"


def find_spans(text: str) -> list[Span]:
    """Find stretches between two days or months, in order."""
    found: list[Span] = []
    if not _hints().search(text):
        return found
    for match in _pattern().finditer(text):
        span = _read(match)
        if span is not None:
            found.append(span)
    return found


def find_days(text: str) -> Iterator[Span]:
    """Find single days, each a stretch of its own; not the ends of longer ones."""
    spans = find_spans(text)
    for match in find_dates(text, _HABITS):
        if all(match.end <= span.start or match.start >= span.end for span in spans):
            year, month, day = map(int, str(match.value).split("-"))
            told = Day(year=year, month=month, day=day, text=text[match.start : match.end])
            yield Span(start=match.start, end=match.end, first=told, last=told)


@dataclass(frozen=True, slots=True)
class _Part:
    """What one side of a stretch tells; 0 for what it does not."""

    text: str
    year: int
    month: int
    day: int
    before_day: str
    after_day: str
    after_all: str


def _read(match: re.Match[str]) -> Span | None:
    left, right = _part(match, "left"), _part(match, "right")
    month = left.month or right.month
    year = left.year or right.year
    first = Day(year=year, month=month, day=left.day, text=left.text)
    last = Day(year=right.year or year, month=right.month or month, day=right.day, text=right.text)
    if not left.month:
        first = replace(first, text=left.text + right.after_day)
    elif not left.year and right.year:
        sign = "." if right.after_all.startswith(".") else ""
        first = replace(first, text=left.text.removesuffix(sign) + right.after_all)
    if not right.month:
        last = replace(last, text=left.before_day + right.text)
    span = Span(start=match.start(), end=match.end(), first=first, last=last)
    days = _count(span)
    if days is not None and days < 1 and not (left.year and right.year):
        span = _turn_year(span, is_known=bool(right.year))
        days = _count(span)
    return None if days is None or days < 1 else span


def _count(span: Span) -> int | None:
    """Count the days of a stretch; None if one of its ends is a day that does not exist."""
    try:
        return span.days
    except ValueError:
        return None


def _turn_year(span: Span, *, is_known: bool) -> Span:
    """Let a stretch begin in the year before the one told, or end in the one after it."""
    if is_known:
        year = span.last.year - 1
        text = span.first.text.replace(str(span.last.year), str(year))
        return replace(span, first=replace(span.first, year=year, text=text))
    if not span.first.year:
        return replace(
            span,
            first=replace(span.first, year=COMMON_YEAR),
            last=replace(span.last, year=COMMON_YEAR + 1),
        )
    return replace(span, last=replace(span.last, year=span.first.year + 1))


def _part(match: re.Match[str], side: str) -> _Part:
    whole = match.start(side)
    text = match[side]

    def told(name: str) -> tuple[str, int, int]:
        for number in range(_FORMS):
            key = f"{name}_{side}_{number}"
            if key in match.re.groupindex and match[key]:
                return match[key], match.start(key) - whole, match.end(key) - whole
        return "", 0, 0

    (year, *_), (month, _, month_end), (day, day_start, day_end) = map(
        told, ("year", "month", "day")
    )
    is_number = month.isdigit()
    named = 0 if not month else int(month) if is_number else month_number(month) or 0
    ordinal = re.match(_ORDINAL, text[day_end:], re.IGNORECASE)
    day_end += ordinal.end() if ordinal else 0
    return _Part(
        text=text,
        year=int(year or 0),
        month=named,
        day=int(day or 0),
        before_day=text[:day_start],
        after_day=text[day_end:],
        after_all=text[max(day_end, month_end) :],
    )


@cache
def _hints() -> re.Pattern[str]:
    """Return what a text without times does not hold; to look for it costs little."""
    names = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))
    return re.compile(rf"\d[./]\d|(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    joint, between, both = all_joints()
    left, right = _forms("left"), _forms("right")
    ends = rf"(?P<right>{'|'.join(right)})(?![\w/]|\.\d)"
    begins = rf"(?<![\w.,/])(?:(?P<between>{between})\s+)?{_weekday()}(?P<left>{'|'.join(left)})"
    joined = rf"(?(between)\s+{both}\s+|(?:\s*[–—-]\s*|,?\s+{joint}\s+)){_weekday()}"
    return re.compile(begins + joined + ends, re.IGNORECASE)


def _forms(side: str) -> list[str]:
    """Return how one end may be written, the fullest form first."""
    months = "|".join(sorted(map(re.escape, month_numbers()), key=len, reverse=True))

    def name(kind: str, number: int, pattern: str) -> str:
        return rf"(?P<{kind}_{side}_{number}>{pattern})"

    day = [name("day", n, r"\d{1,2}") for n in range(_FORMS)]
    month = [name("month", n, months) for n in range(_FORMS)]
    year = [name("year", n, _YEAR) for n in range(_FORMS)]
    of, of_year = r"(?:[\s-]+(?:de\s+|of\s+)?|\s?d['’])", r"(?:,?\s+(?:del?\s+|of\s+)?"
    figures = name("month", 2, r"\d{1,2}")
    forms = [
        rf"{day[0]}{_ORDINAL}{of}{month[0]}\.?(?!\w){of_year}{year[0]})?",
        rf"{month[1]}\.?\s+{day[1]}{_ORDINAL}(?!\w)(?:,?\s+{year[1]})?",
        rf"{day[2]}[./]{figures}(?:[./]{year[2]}|\.(?!\d)|(?![\d.]))",
        rf"{month[3]}\.?{of_year}{year[3]})",
    ]
    alone = rf"{day[4]}{_ORDINAL}"
    if side == "left":
        return [*forms, rf"{alone}(?!\w)", rf"{month[5]}(?!\w)\.?"]
    return [*forms, rf"(?(month_left_1){alone}(?!\w)(?:,\s+{year[4]})?|(?!))"]


@cache
def _weekday() -> str:
    names = {
        name.lower()
        for language in all_languages()
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, locale=language).values()
    }
    words = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return rf"(?:(?:{words})\.?,?\s+(?:the\s+|de[nmr]?\s+)?)?"

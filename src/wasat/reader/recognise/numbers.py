"""Numbers, amounts, shares and durations, as people print them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from math import isfinite

from wasat.reader.recognise.found import Habits, Match
from wasat.reader.recognise.wordlists import alternatives, number_words

_DIGITS = (
    r"\d{1,3}(?: \d{3})+,\d{2}(?!\d)"  # a plain space may as well part two numbers
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?(?![\d,])"  # lakhs and crores: 1,00,000.00
    r"|\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?:[.,]\d{1,4})?|\d+(?:[.,]\d+)?"
)
_PERCENT = (
    r"%|per\s?cent\b|prozent\b|pour\s?cent\b|por\s?ciento\b|per\s?cento\b|por\s?cento\b|procent\b"
)
_AMOUNT = re.compile(
    rf"(?<![\w.,/#-])(?P<open>\()?(?P<sign>[-−–])?\s?(?P<digits>{_DIGITS})(?P<after>[-−])?(?(open)\))(?![\w/]|[.,]\d|\s?(?:{_PERCENT}))",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LONGER_THAN_WORDS = 80  # characters; no number in words has so many
_SHARE = re.compile(
    rf"(?<![\w.,])(?P<sign>[-−–])?(?P<digits>{_DIGITS})\s?(?:{_PERCENT})", re.IGNORECASE
)
_CURRENCY = re.compile(
    r"(?:US\$|A\$|C\$|HK\$|R\$|[$€£¥₹₽₩₺₫฿]|(?<![A-Za-z])(?:Rs\.?|INR|USD|EUR|GBP|CHF|JPY|CNY|CAD|AUD|MYR|RM|SEK|NOK|DKK|PLN|kr\.?|zł|Euro?s?)(?![A-Za-z])|￥|(?<=\d)\s?[円元圓원])\s*",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?<![\w.,])\d{1,3}(?:[,.' ]\d{3})*(?![\w.,]*\d)|(?<![\w.,])\d+(?![\w.,]*\d)")


def parse_number(text: str, habits: Habits) -> float:
    """Read digits with their separators.

    A separator followed by anything but three digits is the decimal one, and so is the last of two
    different ones; a single one before three digits is the document's habit. Infinite are more
    digits than a float has room for.
    """
    bare = re.sub(r"[\s'’ ]", "", text)
    dots, commas = bare.count("."), bare.count(",")
    if dots and commas:
        decimal = max(".", ",", key=bare.rfind)
    elif dots + commas == 1:
        sign = "." if dots else ","
        tail = len(bare) - bare.index(sign) - 1
        decimal = sign if tail != 3 or bare.startswith("0") else habits.decimal
    else:
        decimal = ""
    for sign in ".,":
        bare = bare.replace(sign, "." if sign == decimal else "")
    return float(Decimal(bare))


def find_amounts(text: str, habits: Habits) -> Iterator[Match]:
    """Find numbers, currency signs before them taken along; bare years and percentages are none."""
    plain = _CURRENCY.sub(lambda match: " " * len(match[0]), text)
    signs = {match.end(): match.start() for match in _CURRENCY.finditer(text)}
    for match in _AMOUNT.finditer(plain):
        value = parse_number(match["digits"], habits)
        is_repeated = match["open"] and _says_number(plain, match.start())
        is_negative = bool(match["sign"] or match["after"] or (match["open"] and not is_repeated))
        start = signs.get(match.start("digits"), match.start("digits"))
        is_bare_year = start == match.start("digits") and _YEAR.fullmatch(match["digits"])
        if is_bare_year or not isfinite(value):
            continue
        yield Match(start, match.end(), -value if is_negative else value)


def find_whole_numbers(text: str, habits: Habits) -> Iterator[Match]:
    """Find numbers without decimals."""
    for match in find_amounts(text, habits):
        if isinstance(match.value, float) and match.value.is_integer():
            yield Match(match.start, match.end, int(match.value))


def find_shares(text: str, habits: Habits) -> Iterator[Match]:
    """Find percentages; the value is the number before the sign."""
    for match in _SHARE.finditer(text):
        value = parse_number(match["digits"], habits)
        if isfinite(value):
            yield Match(match.start(), match.end(), -value if match["sign"] else value)


def find_durations(text: str, habits: Habits) -> Iterator[Match]:
    """Find "two (2) years", "18 months"; the value is a number and the unit as printed."""
    del habits
    for match in _durations().finditer(text):
        digits = match["again"] or match["digits"]
        number = int(digits) if digits else number_words()[match["word"].lower()]
        yield Match(match.start(), match.end(), f"{number} {_agree(match['unit'].lower(), number)}")


def _says_number(text: str, end: int) -> bool:
    """Whether a number in words stands before a place, as in "ninety (90) days"."""
    words = re.split(r"[\s-]+", text[max(0, end - _LONGER_THAN_WORDS) : end].rstrip())
    return words[-1].lower() in number_words()


def _agree(unit: str, number: int) -> str:
    """Put an English unit into the number; "two-year" says "2 years"."""
    if unit.rstrip("s") in ("year", "month", "week", "day", "hour"):
        return unit.rstrip("s") + ("" if number == 1 else "s")
    return unit


@cache
def _durations() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, number_words()), key=len, reverse=True))
    number = rf"(?P<word>{words})(?:\s*\(\s*(?P<again>\d+)\s*\))?|(?P<digits>\d{{1,4}})"
    return re.compile(
        rf"(?<!\w)(?:{number})[\s-]+(?:\w+[\s-])?(?P<unit>{alternatives('periods')})(?!\w)",
        re.IGNORECASE,
    )

"""Numbers as documents print them: signs, brackets, separators, years."""

import re
from functools import lru_cache
from math import isfinite

_FIGURE = re.compile(
    r"[\s(\[]*(?P<sign>[-−–+])?\s*(?:US|C|A|HK)?\s*[$€£¥₹]?\s*(?P<sign2>[-−–])?\s*(?P<open>\()?\s*"
    r"(?P<digits>\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d[\d.,'\u00a0\u202f]*\d|\d|[.,]\d+)[.,]?\s*"
    r"(?P<unit>%|x\b|bps\b|pp\b|[$€£¥₹]|EUR\b|USD\b|CHF\b|GBP\b)?\s*(?P<close>\))?\s*%?\s*"
    r"(?:\(?[a-z\d*†‡]{1,2}\)|[*†‡]+)?\s*"
)
_NIL = re.compile(r"\s*[$€£¥]?\s*(?:[-–—−]+|nil|n/a|n\.?m\.?)\s*%?\s*", re.IGNORECASE)
_YEAR = re.compile(
    r"(?<![\d.,$€£])(?:(?:FY|CY)\s?)?((?:19|20)\d\d)(?!\d|s\b|er\b|[.,]\d|\s?%)", re.IGNORECASE
)
_LONE_YEAR = re.compile(r"\(?(?:FY\s?)?(?:19|20)\d\d\)?(?:\s*\(?[a-z\d*]\)?)?")
_SHORT_YEAR = re.compile(r"\b(?:FY|CY)\s?'?(\d\d)\b(?!\d)", re.IGNORECASE)
_YEARS_BETWEEN = re.compile(
    r"((?:19|20)\d\d)\s*(?:-|–|—|to|through|until|bis|hasta|à|al?)\s*(?:(?:FY|CY)\s?)?"
    r"((?:19|20)\d\d)",
    re.IGNORECASE,
)
_WINTER_END = re.compile(
    r"\b(?:jan(?:uary|\.)?\s+([2-9]|[12]\d|3[01])|feb(?:ruary|\.)?\s+[1-7]),?\s+((?:19|20)\d\d)",
    re.IGNORECASE,
)
_INTERIM = re.compile(
    r"\b(?:(?:three|six|nine|3|6|9) months|quarters?|quarterly|q[1-4]|[1-4]q|half[- ]years?"
    r"|quartale?|halbjahr\w*|trimestres?|semestres?)\b",
    re.IGNORECASE,
)
_SPACES = str.maketrans("", "", "' \u00a0\u202f")
_MARKS = str.maketrans("", "", ".,")
_THOUSANDS = re.compile(r"\d{1,3}(?:(?:,\d{3})+|(?:\.\d{3}){2,})")
_REMEMBERED = 2_048  # texts: the cells of a page are looked at in several ways, a page at a time


@lru_cache(_REMEMBERED)
def parse_figure(text: str) -> float | None:
    """Read a text that is one number and nothing else; a dash is zero.

    Brackets mean negative. Spaces and apostrophes may set thousands apart. A comma or point before
    exactly three digits separates thousands, unless it is a single point; the last other one is the
    decimal sign. More digits than a float has room for are no figure.
    """
    match = _FIGURE.fullmatch(text)
    if match is None:
        return 0.0 if _NIL.fullmatch(text) else None
    is_bracketed = bool(match["close"]) and "(" in text[: match.start("digits")]
    is_negative = is_bracketed or match["sign"] in ("-", "−", "–") or bool(match["sign2"])
    value = _parse_digits(match["digits"])
    if value is None or not isfinite(value):
        return None
    return -value if is_negative else value


@lru_cache(_REMEMBERED)
def years_in(text: str) -> tuple[int, ...]:
    """Return the calendar or fiscal years named, in order, each once; ranges are filled up."""
    if not ("19" in text or "20" in text or "y" in text or "Y" in text):  # nearly all cells
        return ()
    years = [int(year) for year in _YEAR.findall(text)]
    years += [2000 + int(year) for year in _SHORT_YEAR.findall(text)]
    for first, last in _YEARS_BETWEEN.findall(text):
        years += range(int(first), int(last) + 1)
    return tuple(dict.fromkeys(years))


def header_years(text: str) -> tuple[int, ...]:
    """Return the fiscal years that a column's header stands for.

    A year that ends in January or early in February bears the number of the one before; the first
    of January is a day to count from, not the end of a year.
    """
    ends = {int(year) for _, year in _WINTER_END.findall(text)}
    return tuple(dict.fromkeys(year - 1 if year in ends else year for year in years_in(text)))


def is_interim(text: str) -> bool:
    """Whether a column or a question is about a part of a year, such as a quarter."""
    return bool(_INTERIM.search(text))


@lru_cache(_REMEMBERED)
def is_year(text: str) -> bool:
    """Whether a text is a lone year, which heads a column more often than it counts something."""
    return bool(_LONE_YEAR.fullmatch(text.strip()))


def _parse_digits(digits: str) -> float | None:
    plain = digits.translate(_SPACES)
    marks = [mark for mark in plain if mark in ".,"]
    if not marks or _THOUSANDS.fullmatch(plain):
        return float(plain.translate(_MARKS))
    if len(marks) > 1 and len(set(marks[:-1])) > 1:
        return None
    if len(marks) > 1 and marks[-1] == marks[0]:
        return None
    whole, mark, fraction = plain.rpartition(marks[-1]) if marks else (plain, "", "")
    return float(whole.translate(_MARKS) + (f".{fraction}" if mark else ""))

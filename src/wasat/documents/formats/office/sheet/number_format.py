"""Numbers as a cell shows them: one format code, its sections, and the number in it.

Source: ISO/IEC 29500-1, 18.8.30 (number formats) and 18.8.31 (their codes), as spreadsheets do.
"""

import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from wasat.documents.formats.office.sheet.dates import format_date, is_date_code

GENERAL = "General"
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm",
    37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_EXACT = Context(prec=600, rounding=ROUND_HALF_UP)  # any float with the digits of any code
_OUT_OF_RANGE = "#NUM!"  # as spreadsheets show what is no number
_LONGEST = 255  # characters of a code. Source: as spreadsheets bound it
_SIGNIFICANT = 11  # digits that a cell without a format shows
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)'
    r"|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<digits>[0#?][0#?,./ ]*[0#?](?:/[1-9][0-9]{0,3})?"
    r"|[0#?]|\.[0#?]+)(?P<scale>,*)(?P<power>[Ee][+-][0#?]+)?"
    r"|(?P<general>General)|(?P<sign>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)\]")
_SECTION = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|.', re.DOTALL)
_HOLDS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge, "=": operator.eq,
    "<>": operator.ne,
}  # fmt: skip


class _Piece(NamedTuple):
    """A piece of a section: text as it stands, or the pattern of a number."""

    text: str
    pattern: str = ""
    scale: int = 0
    power: str = ""


def built_in(number: int) -> str:
    """Return the code of a format that files name by number alone."""
    return _BUILT_IN.get(number, GENERAL)


def format_value(value: float, code: str, *, is_1904: bool = False) -> str:
    """Write a number as a cell with this format shows it.

    Args:
        value: Dates count days.
        code: The format; one that makes no sense is as none.
        is_1904: Whether days are counted from 1904.
    """
    if not math.isfinite(value):
        return _OUT_OF_RANGE
    section, number = _choose(value, code[:_LONGEST])
    if section is None:
        return _general(value)
    if is_date_code(section):
        return format_date(number, section, is_1904=is_1904)
    return _fill(number, section)


def _choose(value: float, code: str) -> tuple[str | None, float]:
    """Return the section of a code that holds for a number, and the number it is given."""
    sections = _split(code)
    if not code or sections == (GENERAL,):
        return None, value
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        return _choose_by_condition(value, sections), value
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    return sections[2 if value == 0 and len(sections) > 2 else 0], value


def _choose_by_condition(value: float, sections: Sequence[str]) -> str | None:
    """Return the first section whose condition holds, else the first that has none."""
    for section in sections:
        found = _CONDITION.search(section)
        if found and _HOLDS[found[1]](value, float(found[2])):
            return _CONDITION.sub("", section)
    return next((section for section in sections if not _CONDITION.search(section)), None)


@lru_cache(maxsize=1_024)
def _split(code: str) -> tuple[str, ...]:
    """Cut a code at the semicolons that are no part of a text; sections may be empty."""
    sections = [""]
    for found in _SECTION.finditer(code):
        if found[0] == ";":
            sections.append("")
        else:
            sections[-1] += found[0]
    return tuple(sections[:4])


@lru_cache(maxsize=1_024)
def _parse(section: str) -> tuple[tuple[_Piece, ...], int]:
    """Return the pieces of a section, and how many signs of percent are among them."""
    pieces: list[_Piece] = []
    percents = 0
    for found in _TOKEN.finditer(section):
        kind = found.lastgroup
        if found["digits"]:
            pattern, scale = found["digits"], len(found["scale"] or "")
            pieces.append(_Piece("", pattern, scale, found["power"] or ""))
        elif kind == "space":
            pieces.append(_Piece(" "))
        elif kind in ("quoted", "escaped", "currency", "sign"):
            percents += found[0] == "%"
            pieces.append(_Piece(found[kind]))
        elif kind == "general":
            pieces.append(_Piece("", GENERAL))
    return tuple(pieces), percents


def _fill(number: float, section: str) -> str:
    pieces, percents = _parse(section)
    number *= float(f"1e{2 * percents}")  # infinite where a power would be an error
    if not math.isfinite(number):
        return _OUT_OF_RANGE
    patterns = [piece for piece in pieces if piece.pattern]
    sign = "-" if number < 0 and patterns else ""
    filled = _share(abs(number), patterns) if len(patterns) > 1 else []
    written: list[str] = []
    for piece in pieces:
        if not piece.pattern:
            written.append(piece.text.replace("@", _general(number)))
        elif filled:
            written.append(filled.pop(0))
        else:
            written.append(_write(abs(number), piece))
    text = " ".join("".join(written).split())
    return f"{sign}{text}" if any(digit in text for digit in "123456789") else text


def _share(number: float, patterns: Sequence[_Piece]) -> list[str]:
    """Share the digits of a whole number among patterns, from the right, as in `000-0000`."""
    digits = str(round(number))
    parts: list[str] = []
    for piece in reversed(patterns[1:]):
        width = max(sum(sign in "0#?" for sign in piece.pattern), 1)
        parts.append(digits[-width:].rjust(width, "0"))
        digits = digits[:-width]
    least = patterns[0].pattern.count("0")
    return [digits.rjust(least, "0"), *reversed(parts)]


def _write(number: float, piece: _Piece) -> str:
    if piece.pattern == GENERAL:
        return _general(number)
    if piece.power:
        return _write_power(number, piece)
    if "/" in piece.pattern:
        return _write_fraction(number, piece.pattern)
    whole, _, fraction = piece.pattern.partition(".")
    scaled = Decimal(repr(number)) / 1000**piece.scale
    digits = sum(sign in "0#?" for sign in fraction)
    rounded = scaled.quantize(Decimal(1).scaleb(-digits), context=_EXACT)
    before, _, after = f"{rounded:f}".partition(".")
    least = whole.count("0")
    before = before.lstrip("0").rjust(least, "0")
    if "," in whole:
        before = _group(before)
    needed = len(fraction.rstrip("#?,"))
    while len(after) > needed and after.endswith("0"):
        after = after[:-1]
    return f"{before}.{after}" if after else before


def _group(digits: str) -> str:
    return f"{int(digits):,}".rjust(len(digits), "0") if digits else digits


def _write_power(number: float, piece: _Piece) -> str:
    fraction = piece.pattern.partition(".")[2]
    base, _, power = f"{number:.{len(fraction)}E}".partition("E")
    width = sum(sign in "0#?" for sign in piece.power)
    sign = "-" if power.startswith("-") else "+" if "+" in piece.power else ""
    return f"{base}E{sign}{power[1:].lstrip('0').rjust(width, '0')}"


def _write_fraction(number: float, pattern: str) -> str:
    """Write the nearest fraction whose denominator has as many digits as the pattern."""
    before, _, below = pattern.partition("/")
    fixed = below.strip()
    most = 10 ** min(sum(sign in "0#?" for sign in below), 4) - 1
    exact = Decimal(repr(number))
    whole = int(exact) if " " in before.strip() else 0
    rest = exact - whole
    if fixed.isdigit() and int(fixed):
        above, under = round(rest * int(fixed)), int(fixed)
    else:
        above, under = _nearest(float(rest), max(most, 1))
    if not above:
        return str(whole)
    return f"{whole} {above}/{under}" if whole else f"{above}/{under}"


def _nearest(number: float, most: int) -> tuple[int, int]:
    found = Fraction(number).limit_denominator(most)
    return found.numerator, found.denominator


def _general(value: float) -> str:
    """Write a number without a format: whole ones in full, others to eleven digits."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.{_SIGNIFICANT}g}"
    if "e" not in text:
        return text
    if 1e-9 < abs(value) < 1:
        return f"{value:.{_SIGNIFICANT}f}".rstrip("0")
    return text.upper().replace("E+0", "E+").replace("E-0", "E-")

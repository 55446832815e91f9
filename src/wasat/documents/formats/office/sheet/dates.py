"""Days and their parts to dates and times as a cell shows them.

Source: ISO/IEC 29500-1, 18.17.4 (dates as numbers) and 18.8.31 (their codes).
"""

import re
from datetime import datetime, timedelta
from functools import lru_cache

_BARE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_CODE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<space>.)|\*.'
    r"|(?P<elapsed>\[(?:h+|m+|s+)\])|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]"
    r"|(?P<half>AM/PM|A/P)|(?P<part>y+|m+|d+|h+|s+|b+|e+|g+)|(?P<fraction>\.0+)|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MOST_DAYS = 2_958_465.99  # the end of the year 9999
_LEAP_DAY = 60  # 29 February 1900, which never was


@lru_cache(maxsize=1_024)
def is_date_code(section: str) -> bool:
    """Whether a section of a format writes a date or a time."""
    bare = _BARE.sub("", section)
    return re.search("[ymdhs]", bare, re.IGNORECASE) is not None and "general" not in bare.lower()


def find_date(value: float, *, is_1904: bool) -> datetime | None:
    """Return what a number of days stands for; nothing if it is before or after all dates."""
    if not 0 <= value <= _MOST_DAYS:
        return None
    start = datetime(1904, 1, 1) if is_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - wall clock
    if not is_1904 and value < _LEAP_DAY:
        value += 1
    return start + timedelta(milliseconds=round(value * 86_400_000))


def format_date(value: float, section: str, *, is_1904: bool) -> str:
    """Write a number of days by a section of a format; what no date can be is `####`."""
    moment = find_date(value, is_1904=is_1904)
    if moment is None:
        return "####"
    tokens = list(_CODE.finditer(section))
    has_half = any(found["half"] for found in tokens)
    pieces: list[str] = []
    before = ""
    for index, found in enumerate(tokens):
        part = (found["part"] or "").lower()
        if found["elapsed"]:
            pieces.append(_elapsed(value, found["elapsed"].strip("[]").lower()))
            before = found["elapsed"].strip("[]").lower()[:1]
        elif part:
            is_minute = part[0] == "m" and (before == "h" or _next_part(tokens, index) == "s")
            pieces.append(_write(moment, part, has_half=has_half, is_minute=is_minute))
            before = part[0]
        elif found["half"]:
            half = "PM" if moment.hour >= 12 else "AM"
            pieces.append(half if len(found["half"]) > 3 else half[0])
        elif found["fraction"]:
            digits = len(found["fraction"]) - 1
            pieces.append("." + f"{moment.microsecond:06d}"[:digits])
        else:
            pieces.append(found["quoted"] or found["escaped"] or found["sign"] or
                          found["currency"] or (" " if found["space"] else ""))  # fmt: skip
    return " ".join("".join(pieces).split())


def _next_part(tokens: list[re.Match[str]], index: int) -> str:
    """Return the first letter of the next part of a date; minutes are those before seconds."""
    for found in tokens[index + 1 :]:
        part = found["part"] or (found["elapsed"] or "").strip("[]")
        if part:
            return part[0].lower()
    return ""


def _elapsed(value: float, unit: str) -> str:
    parts = {"h": 24, "m": 1_440, "s": 86_400}[unit[0]]
    return str(int(round(value * parts, 6))).rjust(len(unit), "0")


def _write(moment: datetime, part: str, *, has_half: bool, is_minute: bool) -> str:
    """Write one part of a date or time; an era is written as nothing."""
    letter, width = part[0], min(len(part), 2)
    if letter == "m" and not is_minute:
        return _name(moment.month, _MONTHS[moment.month - 1], len(part))
    if letter == "d":
        return _name(moment.day, _DAYS[moment.weekday()], len(part))
    if letter in ("y", "e"):
        is_short = letter == "y" and len(part) <= 2
        return f"{moment.year % 100:02d}" if is_short else f"{moment.year:04d}"
    hour = (moment.hour % 12 or 12) if has_half else moment.hour
    number = {"h": hour, "m": moment.minute, "s": moment.second}.get(letter)
    return "" if number is None else f"{number:0{width}d}"


def _name(number: int, name: str, width: int) -> str:
    """Write a month or day: 1 and 2 letters are numbers, 3 a short name, 4 the whole one."""
    if width <= 2:
        return f"{number:0{width}d}"
    return {3: name[:3], 5: name[:1]}.get(width, name)

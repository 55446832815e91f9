"""Numbers that prove themselves by their check digits: LEI, ISBN, payment cards."""

import re
from collections.abc import Iterator, Sequence

from wasat.reader.recognise.found import Habits, Match

_LEI = re.compile(r"(?<!\w)[A-Z0-9]{18}\d{2}(?!\w)")
_ISBN = re.compile(r"(?<![\w-])(?:97[89][ -]?)?(?:\d[ -]?){9}[\dX](?![\w-])")
_CARD = re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])")
_VAT = re.compile(
    r"(?<!\w)(?P<country>AT ?U|BE|DE|DK|ES|FI|FR|GB|IT|LU|NL|PL|PT)[ .-]?"
    r"(?P<number>[A-Z0-9](?:[ .-]?[A-Z0-9]){7,11})(?!\w)"
)


def find_leis(text: str, habits: Habits) -> Iterator[Match]:
    """Find legal entity identifiers. Source: ISO 17442, 20 characters, mod 97."""
    del habits
    for match in _LEI.finditer(text):
        if remainder_97(match[0]) == 1:
            yield Match(match.start(), match.end(), match[0])


def find_isbns(text: str, habits: Habits) -> Iterator[Match]:
    """Find the numbers of books, hyphens kept. Source: ISO 2108, 10 or 13 digits."""
    del habits
    for match in _ISBN.finditer(text):
        if _is_isbn(re.sub(r"[ -]", "", match[0])):
            yield Match(match.start(), match.end(), match[0])


def find_cards(text: str, habits: Habits) -> Iterator[Match]:
    """Find the numbers of payment cards, spaces left out. Source: ISO/IEC 7812, 13 to 19 digits."""
    del habits
    for match in _CARD.finditer(text):
        value = re.sub(r"[ -]", "", match[0])
        if passes_luhn(value):
            yield Match(match.start(), match.end(), value)


def remainder_97(text: str) -> int:
    """Return letters and digits, read as one number with A as 10, modulo 97. Source: ISO 7064."""
    return int("".join(str(int(character, 36)) for character in text)) % 97


def passes_luhn(digits: str) -> bool:
    """Whether every second digit doubled, from the last but one, and summed, ends in 0."""
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0


def _is_isbn(digits: str) -> bool:
    if len(digits) == 13 and digits.isdigit():
        return weigh(digits, [1, 3] * 7) % 10 == 0
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return len(digits) == 10 and sum(v * (10 - at) for at, v in enumerate(values)) % 11 == 0


def weigh(digits: str, weights: Sequence[int]) -> int:
    """Sum up digits, each times its weight; what has no partner counts for nothing."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))

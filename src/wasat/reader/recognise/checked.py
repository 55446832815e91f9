"""Numbers that prove themselves by their check digits: VAT, LEI, ISBN, payment cards."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from wasat.reader.recognise.found import Habits, Match

_LEI = re.compile(r"(?<!\w)[A-Z0-9]{18}\d{2}(?!\w)")
_ISBN = re.compile(r"(?<![\w-])(?:97[89][ -]?)?(?:\d[ -]?){9}[\dX](?![\w-])")
_CARD = re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])")
_VAT = re.compile(
    r"(?<!\w)(?P<country>AT ?U|BE|DE|DK|ES|FI|FR|GB|IT|LU|NL|PL|PT)[ .-]?"
    r"(?P<number>[A-Z0-9](?:[ .-]?[A-Z0-9]){7,11})(?!\w)"
)
_SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_SPANISH_CONTROLS = "JABCDEFGHI"
_SPANISH_FOREIGNERS = str.maketrans("XYZ", "012")


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


def find_vats(text: str, habits: Habits) -> Iterator[Match]:
    """Find VAT numbers with their country whose check digits are right, spaces left out.

    Source: the structure of national numbers as the European Commission's VIES describes it, and
    the national rules of check digits.
    """
    del habits
    for match in _VAT.finditer(text):
        country, number = match["country"][:2], re.sub(r"[ .-]", "", match["number"])
        if _VAT_CHECKS[country](number):
            yield Match(match.start(), match.end(), re.sub(r"[ .-]", "", match[0]))


def remainder_97(text: str) -> int:
    """Return letters and digits, read as one number with A as 10, modulo 97. Source: ISO 7064."""
    return int("".join(str(int(character, 36)) for character in text)) % 97


def passes_luhn(digits: str) -> bool:
    """Whether every second digit doubled, from the last but one, and summed, ends in 0."""
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(map(int, digits[-1::-2]))) % 10 == 0


def _is_isbn(digits: str) -> bool:
    if len(digits) == 13 and digits.isdigit():
        return _weigh(digits, [1, 3] * 7) % 10 == 0
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return len(digits) == 10 and sum(v * (10 - at) for at, v in enumerate(values)) % 11 == 0


def _weigh(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _mod_11(weights: Sequence[int]) -> Callable[[str], bool]:
    """Check a number whose last digit makes up for the weighted sum of the others, modulo 11."""

    def check(number: str) -> bool:
        is_long = number.isdigit() and len(number) == len(weights) + 1
        return is_long and -_weigh(number[:-1], weights) % 11 % 10 == int(number[-1])

    return check


def _austria(number: str) -> bool:
    if not number.isdigit() or len(number) != 8:
        return False
    total = sum(sum(divmod(int(d) * (1 + at % 2), 10)) for at, d in enumerate(number[:7]))
    return (10 - (total + 4) % 10) % 10 == int(number[7])


def _belgium(number: str) -> bool:
    is_long = number.isdigit() and len(number) == 10
    return is_long and 97 - int(number[:8]) % 97 == int(number[8:])


def _germany(number: str) -> bool:
    """Check by ISO 7064, mod 11, 10."""
    if not number.isdigit() or len(number) != 9:
        return False
    product = 10
    for digit in number[:8]:
        product = 2 * ((int(digit) + product) % 10 or 10) % 11
    return (11 - product) % 10 == int(number[8])


def _denmark(number: str) -> bool:
    is_long = number.isdigit() and len(number) == 8
    return is_long and _weigh(number, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0


def _spain(number: str) -> bool:
    """Check people by their letter and companies by a digit or a letter."""
    if len(number) != 9 or not number[1:8].isdigit():
        return False
    person = number[:8].translate(_SPANISH_FOREIGNERS)
    if person.isdigit():
        return _SPANISH_LETTERS[int(person) % 23] == number[8]
    odd = sum(sum(divmod(2 * int(digit), 10)) for digit in number[1:8:2])
    control = -(odd + sum(map(int, number[2:8:2]))) % 10
    return number[8] in (str(control), _SPANISH_CONTROLS[control])


def _france(number: str) -> bool:
    is_long = number.isdigit() and len(number) == 11
    return is_long and (12 + 3 * (int(number[2:]) % 97)) % 97 == int(number[:2])


def _britain(number: str) -> bool:
    if not number.isdigit() or len(number) not in (9, 12):
        return False
    total = _weigh(number[:7], [8, 7, 6, 5, 4, 3, 2]) + int(number[7:9])
    return total % 97 == 0 or (total + 55) % 97 == 0


def _italy(number: str) -> bool:
    return number.isdigit() and len(number) == 11 and passes_luhn(number)


def _luxembourg(number: str) -> bool:
    is_long = number.isdigit() and len(number) == 8
    return is_long and int(number[:6]) % 89 == int(number[6:])


def _netherlands(number: str) -> bool:
    """Check companies by their digits, people since 2020 by the whole number."""
    if not re.fullmatch(r"\d{9}B\d{2}", number):
        return False
    is_company = _weigh(number, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == int(number[8])
    return is_company or remainder_97("NL" + number) == 1


def _poland(number: str) -> bool:
    is_long = number.isdigit() and len(number) == 10
    return is_long and _weigh(number, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == int(number[9])


_VAT_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "AT": _austria,
    "BE": _belgium,
    "DE": _germany,
    "DK": _denmark,
    "ES": _spain,
    "FI": _mod_11([7, 9, 10, 5, 8, 4, 2]),
    "FR": _france,
    "GB": _britain,
    "IT": _italy,
    "LU": _luxembourg,
    "NL": _netherlands,
    "PL": _poland,
    "PT": _mod_11([9, 8, 7, 6, 5, 4, 3, 2]),
}

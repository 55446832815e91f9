"""VAT numbers of the Union, Britain and Switzerland: their check digits prove them.

Source: the structure of national numbers as the European Commission's VIES describes it, and the
national rules of check digits.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from wasat.reader.recognise.checked import passes_luhn, remainder_97, weigh
from wasat.reader.recognise.found import Habits, Match

_VAT = re.compile(
    r"(?<!\w)(?P<country>AT ?U|BE|BG|CHE|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|GR|HR|HU|IE|IT|LT|LU|LV|MT"
    r"|NL|PL|PT|RO|SE|SI|SK)[ .-]?"
    r"(?P<number>[A-Z0-9](?:[ .-]?[A-Z0-9+]){1,11})(?P<after> ?(?:MWST|TVA|IVA))?(?!\w)"
)
_IRISH_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV"
_CYPRIOT = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)  # what a digit at an odd place counts for
_SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_SPANISH_CONTROLS = "JABCDEFGHI"
_SPANISH_FOREIGNERS = str.maketrans("XYZ", "012")


def find_vats(text: str, habits: Habits) -> Iterator[Match]:
    """Find VAT numbers with their country whose check digits are right, spaces left out.

    Switzerland's keep their signs, as they are written.
    """
    del habits
    for match in _VAT.finditer(text):
        country, number = match["country"][:2], re.sub(r"[ .-]", "", match["number"])
        if not VAT_CHECKS[country](number):
            continue
        whole = match[0] if country in _AS_WRITTEN else re.sub(r"[ .-]", "", match[0])
        yield Match(match.start(), match.end(), whole)


def _mod_11(weights: Sequence[int]) -> Callable[[str], bool]:
    """Check a number whose last digit makes up for the weighted sum of the others, modulo 11."""

    def check(number: str) -> bool:
        is_long = number.isdigit() and len(number) == len(weights) + 1
        return is_long and -weigh(number[:-1], weights) % 11 % 10 == int(number[-1])

    return check


def _mod_11_10(length: int) -> Callable[[str], bool]:
    """Check a number of so many digits by ISO 7064, mod 11, 10."""

    def check(number: str) -> bool:
        if not number.isdigit() or len(number) != length:
            return False
        product = 10
        for digit in number[:-1]:
            product = 2 * ((int(digit) + product) % 10 or 10) % 11
        return (11 - product) % 10 == int(number[-1])

    return check


def _twice_mod_11(number: str, first: Sequence[int], second: Sequence[int]) -> bool:
    """Weigh the digits before the last; where 10 is left over, weigh them in the other way."""
    rest = weigh(number[:-1], first) % 11
    return (rest if rest < 10 else weigh(number[:-1], second) % 11 % 10) == int(number[-1])


def _austria(number: str) -> bool:
    if not number.isdigit() or len(number) != 8:
        return False
    total = sum(sum(divmod(int(d) * (1 + at % 2), 10)) for at, d in enumerate(number[:7]))
    return (10 - (total + 4) % 10) % 10 == int(number[7])


def _belgium(number: str) -> bool:
    is_long = number.isdigit() and len(number) == 10
    return is_long and 97 - int(number[:8]) % 97 == int(number[8:])


def _denmark(number: str) -> bool:
    is_long = number.isdigit() and len(number) == 8
    return is_long and weigh(number, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0


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
    total = weigh(number[:7], [8, 7, 6, 5, 4, 3, 2]) + int(number[7:9])
    return total % 97 == 0 or (total + 55) % 97 == 0


def _greece(number: str) -> bool:
    is_long = number.isdigit() and len(number) == 9
    return is_long and weigh(number[:8], [256 >> at for at in range(8)]) % 11 % 10 == int(number[8])


def _italy(number: str) -> bool:
    return number.isdigit() and len(number) == 11 and passes_luhn(number)


def _luxembourg(number: str) -> bool:
    is_long = number.isdigit() and len(number) == 8
    return is_long and int(number[:6]) % 89 == int(number[6:])


def _netherlands(number: str) -> bool:
    """Check companies by their digits, people since 2020 by the whole number."""
    if not re.fullmatch(r"\d{9}B\d{2}", number):
        return False
    is_company = weigh(number, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 == int(number[8])
    return is_company or remainder_97("NL" + number) == 1


def _poland(number: str) -> bool:
    is_long = number.isdigit() and len(number) == 10
    return is_long and weigh(number, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 == int(number[9])


def _bulgaria(number: str) -> bool:
    """Check companies of nine digits, and people of ten by any of the three ways they have."""
    if not number.isdigit() or len(number) not in (9, 10):
        return False
    if len(number) == 9:
        return _twice_mod_11(number, range(1, 9), range(3, 11))
    last = int(number[9])
    return last in (
        weigh(number[:9], [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10,
        weigh(number[:9], [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10,
        -weigh(number[:9], [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11 % 10,
    )


def _cyprus(number: str) -> bool:
    if not re.fullmatch(r"\d{8}[A-Z]", number):
        return False
    odd = sum(_CYPRIOT[int(digit)] for digit in number[:8:2])
    return chr(65 + (odd + sum(map(int, number[1:8:2]))) % 26) == number[8]


def _czechia(number: str) -> bool:
    """Check companies of eight digits, and people of ten; shorter ones have no check digit."""
    if not number.isdigit() or len(number) not in (8, 10):
        return False
    if len(number) == 10:
        return int(number) % 11 == 0
    return (11 - weigh(number[:7], [8, 7, 6, 5, 4, 3, 2]) % 11) % 10 == int(number[7])


def _mod_10(weights: Sequence[int]) -> Callable[[str], bool]:
    """Check a number whose last digit makes up for the weighted sum of the others, modulo 10."""

    def check(number: str) -> bool:
        is_long = number.isdigit() and len(number) == len(weights) + 1
        return is_long and -weigh(number[:-1], weights) % 10 == int(number[-1])

    return check


def _ireland(number: str) -> bool:
    """Check seven digits by the letter after them, a second letter weighed as well."""
    match = re.fullmatch(r"(\d{7})([A-W])([A-IW]?)", number)
    if match is None:
        return False
    more = 9 * _IRISH_LETTERS.index(match[3]) if match[3] else 0
    rest = (weigh(match[1], [8, 7, 6, 5, 4, 3, 2]) + more) % 23
    return _IRISH_LETTERS[rest] == match[2]


def _lithuania(number: str) -> bool:
    if not number.isdigit() or len(number) not in (9, 12):
        return False
    count = len(number) - 1
    first = [1 + at % 9 for at in range(count)]
    second = [1 + (at + 2) % 9 for at in range(count)]
    return _twice_mod_11(number, first, second)


def _latvia(number: str) -> bool:
    """Check companies; the numbers of people begin with a day and prove nothing."""
    if not number.isdigit() or len(number) != 11 or number[0] < "4":
        return False
    return (3 - weigh(number[:10], [9, 1, 4, 8, 3, 10, 2, 5, 7, 6])) % 11 == int(number[10])


def _malta(number: str) -> bool:
    is_long = number.isdigit() and len(number) == 8
    return is_long and 37 - weigh(number[:6], [3, 4, 6, 7, 8, 9]) % 37 == int(number[6:])


def _romania(number: str) -> bool:
    if not number.isdigit() or not 4 <= len(number) <= 10:
        return False
    whole = number.zfill(10)
    return weigh(whole[:9], [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10 % 11 % 10 == int(whole[9])


def _sweden(number: str) -> bool:
    is_long = number.isdigit() and len(number) == 12
    return is_long and passes_luhn(number[:10]) and number[10:] > "00"


def _slovakia(number: str) -> bool:
    return number.isdigit() and len(number) == 10 and int(number) % 11 == 0


def _switzerland(number: str) -> bool:
    return _mod_11([5, 4, 3, 2, 7, 6, 5, 4])(number.removeprefix("E"))


_AS_WRITTEN = frozenset({"CH"})
VAT_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "AT": _austria,
    "BE": _belgium,
    "BG": _bulgaria,
    "CH": _switzerland,
    "CY": _cyprus,
    "CZ": _czechia,
    "DE": _mod_11_10(9),
    "DK": _denmark,
    "EE": _mod_10([3, 7, 1, 3, 7, 1, 3, 7]),
    "EL": _greece,
    "ES": _spain,
    "FI": _mod_11([7, 9, 10, 5, 8, 4, 2]),
    "FR": _france,
    "GB": _britain,
    "GR": _greece,
    "HR": _mod_11_10(11),
    "HU": _mod_10([9, 7, 3, 1, 9, 7, 3]),
    "IE": _ireland,
    "IT": _italy,
    "LT": _lithuania,
    "LU": _luxembourg,
    "LV": _latvia,
    "MT": _malta,
    "NL": _netherlands,
    "PL": _poland,
    "PT": _mod_11([9, 8, 7, 6, 5, 4, 3, 2]),
    "RO": _romania,
    "SE": _sweden,
    "SI": _mod_11([8, 7, 6, 5, 4, 3, 2]),
    "SK": _slovakia,
}
"""Whether a national number is right, by the letters before it."""

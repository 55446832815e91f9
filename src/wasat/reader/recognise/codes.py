"""Addresses and numbers that machines read: e-mail, web, phone, bank, tax, identifiers."""

import re
from collections.abc import Iterator

from wasat.reader.recognise.checked import remainder_97
from wasat.reader.recognise.found import Habits, Match
from wasat.reader.recognise.vat import find_vats

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"]+[^\s<>\".,;:)]", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w/-])(?:\+|00|(?=\(|0))\(?\d{1,4}\)?(?:[\s./-]{0,2}\(?\d{2,5}\)?){1,5}(?![\w/])"
)
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_AMOUNT = re.compile(r"(?<!\d)\d+\.\d{2}(?=\s|$)")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?(?!\w)")
_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{0,2}\d[\dA-Z -]{6,32}\d(?!\w)")
_BIC = re.compile(r"(?<!\w)[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?!\w)")
_TAX = re.compile(
    r"(?<!\w)(?:[A-Z]{2}\s?)?(?=[\dA-Z./\s-]*\d{3})[\dA-Z][\dA-Z./-]*(?:\s\d[\dA-Z]*)*(?!\w)"
)
_CODE = re.compile(
    r"(?<![\w/.#-])(?=[\w/.#-]*\d)[/.#-]*?(?P<code>#?\w(?:[\w/.#-]*\w)?)"  # looks at a run once
)
_FEWEST_PHONE_DIGITS = 7
_FEWEST_UNMARKED_DIGITS = 9  # without + or brackets a shorter one may be any number
_MOST_PHONE_DIGITS = 15  # Source: ITU-T E.164


def find_emails(text: str, habits: Habits) -> Iterator[Match]:
    """Find e-mail addresses."""
    del habits
    yield from _plain(_EMAIL, text)


def find_links(text: str, habits: Habits) -> Iterator[Match]:
    """Find web addresses."""
    del habits
    yield from _plain(_LINK, text)


def find_phones(text: str, habits: Habits) -> Iterator[Match]:
    """Find telephone numbers of 7 to 15 digits."""
    del habits
    for match in _PHONE.finditer(text):
        digits = sum(character.isdigit() for character in match[0])
        if _DATE.fullmatch(match[0].strip()) or _AMOUNT.search(match[0]):
            continue
        is_marked = match[0][0] in "+("
        fewest = _FEWEST_PHONE_DIGITS if is_marked else _FEWEST_UNMARKED_DIGITS
        if fewest <= digits <= _MOST_PHONE_DIGITS:
            yield Match(match.start(), match.end(), match[0].strip())


def find_ibans(text: str, habits: Habits) -> Iterator[Match]:
    """Find bank accounts in IBAN form whose check digits are right; the value has no spaces.

    Source: ISO 13616, mod 97.
    """
    del habits
    for match in _IBAN.finditer(text):
        value = re.sub(r"\s", "", match[0])
        if remainder_97(value[4:] + value[:4]) == 1:
            yield Match(match.start(), match.end(), value)


def find_accounts(text: str, habits: Habits) -> Iterator[Match]:
    """Find account numbers of any form; only to be trusted beside a label."""
    yield from find_ibans(text, habits)
    yield from _plain(_ACCOUNT, text)


def find_bics(text: str, habits: Habits) -> Iterator[Match]:
    """Find what may be a BIC. Source: ISO 9362, 8 or 11 characters; only beside a label."""
    del habits
    yield from _plain(_BIC, text)


def find_tax_numbers(text: str, habits: Habits) -> Iterator[Match]:
    """Find tax and registration numbers; the value has no spaces. Only beside a label."""
    del habits
    for match in _TAX.finditer(text):
        yield Match(match.start(), match.end(), re.sub(r"\s", "", match[0]))


def find_vat_numbers(text: str, habits: Habits) -> Iterator[Match]:
    """Find VAT numbers, those with the right check digits first. Only beside a label."""
    yield from find_vats(text, habits)
    yield from find_tax_numbers(text, habits)


def find_codes(text: str, habits: Habits) -> Iterator[Match]:
    """Find identifiers: runs with a figure in them and no spaces. Only beside a label."""
    del habits
    for match in _CODE.finditer(text):
        yield Match(*match.span("code"), match["code"])


def _plain(pattern: re.Pattern[str], text: str) -> Iterator[Match]:
    for match in pattern.finditer(text):
        yield Match(match.start(), match.end(), match[0])

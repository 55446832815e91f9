"""Kinds of values and who recognises them."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from wasat.reader.recognise import checked, codes, dates, numbers, parties, vat
from wasat.reader.recognise.found import Habits, Match, Recogniser

_TRUE = re.compile(
    r"(?<!\w)(?:yes|true|ja|wahr|oui|vrai|sí|verdadero|sì|vero|sim|verdadeiro|waar|☑|☒|✓|✔|x)(?!\w)|[☑☒✓✔]",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"(?<!\w)(?:no|none|false|nein|falsch|non|faux|falso|não|nee|onwaar)(?!\w)|[☐✗✘]", re.IGNORECASE
)


class Kind(StrEnum):
    """What a value is."""

    TEXT = "text"
    DATE = "date"
    AMOUNT = "amount"
    WHOLE = "whole"
    SHARE = "share"
    DURATION = "duration"
    EMAIL = "email"
    LINK = "link"
    PHONE = "phone"
    IBAN = "iban"
    ACCOUNT = "account"
    BIC = "bic"
    TAX = "tax"
    VAT = "vat"
    LEI = "lei"
    ISBN = "isbn"
    CARD = "card"
    CODE = "code"
    COMPANY = "company"
    PERSON = "person"
    PARTY = "party"
    PLACE = "place"
    YES_NO = "yes_no"
    YEAR = "year"


def find_yes_no(text: str, habits: Habits) -> Iterator[Match]:
    """Find words and ticks that say yes or no."""
    del habits
    matches = [(m, True) for m in _TRUE.finditer(text)] + [
        (m, False) for m in _FALSE.finditer(text)
    ]
    for match, value in sorted(matches, key=lambda entry: entry[0].start()):
        yield Match(match.start(), match.end(), value)


def find_text(text: str, habits: Habits) -> Iterator[Match]:
    """Take all of a text, white space and stray punctuation around it left out."""
    del habits
    stripped = text.strip(" \t\n:;,.-–—|_")
    if stripped:
        start = text.index(stripped)
        end = start + len(stripped)
        end += text[end : end + 1] == "." and bool(re.search(r"\b\w{1,4}$", stripped))
        yield Match(start, end, " ".join(text[start:end].split()))


def find_parties(text: str, habits: Habits) -> Iterator[Match]:
    """Find companies, else people."""
    companies = list(parties.find_companies(text, habits))
    yield from companies or parties.find_people(text, habits)


RECOGNISERS: Mapping[Kind, Recogniser] = {
    Kind.TEXT: find_text,
    Kind.DATE: dates.find_dates,
    Kind.AMOUNT: numbers.find_amounts,
    Kind.WHOLE: numbers.find_whole_numbers,
    Kind.SHARE: numbers.find_shares,
    Kind.DURATION: numbers.find_durations,
    Kind.EMAIL: codes.find_emails,
    Kind.LINK: codes.find_links,
    Kind.PHONE: codes.find_phones,
    Kind.IBAN: codes.find_ibans,
    Kind.ACCOUNT: codes.find_accounts,
    Kind.BIC: codes.find_bics,
    Kind.TAX: codes.find_tax_numbers,
    Kind.VAT: codes.find_vat_numbers,
    Kind.LEI: checked.find_leis,
    Kind.ISBN: checked.find_isbns,
    Kind.CARD: checked.find_cards,
    Kind.CODE: codes.find_codes,
    Kind.COMPANY: parties.find_companies,
    Kind.PERSON: parties.find_people,
    Kind.PARTY: find_parties,
    Kind.PLACE: parties.find_places,
    Kind.YES_NO: find_yes_no,
    Kind.YEAR: dates.find_years,
}

STANDALONE: Mapping[Kind, Recogniser] = {
    Kind.EMAIL: codes.find_emails,
    Kind.LINK: codes.find_links,
    Kind.IBAN: codes.find_ibans,
    Kind.ACCOUNT: codes.find_ibans,
    Kind.PHONE: codes.find_phones,
    Kind.VAT: vat.find_vats,
    Kind.LEI: checked.find_leis,
    Kind.ISBN: checked.find_isbns,
    Kind.CARD: checked.find_cards,
}
"""Kinds that are known by their form or check digits alone, where no label is."""

NUMERIC = frozenset({Kind.AMOUNT, Kind.WHOLE, Kind.SHARE, Kind.YEAR})
"""Kinds whose values are numbers."""

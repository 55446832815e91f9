"""Which column of a table a field means, and which rows hold values."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from wasat.reader.extraction.families import Field, spell
from wasat.reader.recognise.found import Found
from wasat.reader.recognise.kinds import NUMERIC, Kind
from wasat.reader.recognise.wordlists import alternatives

FEWEST_COLUMNS = 2
"""Columns that must be known before a table is taken for the one meant."""

_NAMESAKE = 1.1  # worth of a header that is the name of the field itself
_MEANT = 0.97  # worth of a header that is another name of it; one that is its first label is 1
_SHORT = 0.4  # worth of a header that is one word of the field's name
_RANK = 0.01  # worth lost by each label further down the list

Row = Mapping[str, Found]


def match_columns(fields: Mapping[str, Field], headers: Sequence[str]) -> dict[str, int]:
    """Give each field the header its labels describe best; no header to two fields."""
    scored = sorted(
        (
            (_fit(field, header), -at, name)
            for name, field in fields.items()
            for at, header in enumerate(headers)
        ),
        reverse=True,
    )
    columns: dict[str, int] = {}
    for score, at, name in scored:
        if score > 0 and name not in columns and -at not in columns.values():
            columns[name] = -at
    return columns


def _fit(field: Field, header: str) -> float:
    text = " ".join(header.split()).strip(" :.*")
    if not text:
        return 0.0
    if spell(text) == field.name:
        return _NAMESAKE
    if field.family.names.fullmatch(text):
        return _MEANT
    is_vague = field.family.is_generic or not field.family.is_known
    short = _SHORT if is_vague and spell(text) in field.name.split() else 0.0
    return _fit_label(field, text) or short


def _fit_label(field: Field, text: str) -> float:
    for rank, label in enumerate(field.family.labels):
        if label.fullmatch(text):
            return 1.0 - _RANK * rank
        match = label.search(text)
        if match and match.start() == 0:
            return 0.6 * (match.end() - match.start()) / len(text)
    return 0.0


def is_item(found: Row, kinds: Sequence[Kind]) -> bool:
    """Tell a row of values from a line that only goes on or divides the table."""
    has_numbers = any(kind in NUMERIC for kind in kinds)
    values = [entry.value for entry in found.values()]
    return bool(values) and (
        not has_numbers or any(isinstance(value, int | float) for value in values)
    )


def is_line(found: Row, fields: Mapping[str, Field]) -> bool:
    """Tell an item from a sum: it is told in words, or in two figures at least."""
    figures = sum(fields[name].kind in NUMERIC for name in found)
    has_words = any(field.kind not in NUMERIC for field in fields.values())
    return len(found) > figures or figures > 1 or not has_words


def is_sum(text: str) -> bool:
    """Tell whether a row that begins so sums up others."""
    return bool(_sums().match(text))


@cache
def _sums() -> re.Pattern[str]:
    return re.compile(rf"\W*{alternatives('sums')}\b", re.IGNORECASE)

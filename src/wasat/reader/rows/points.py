"""Figures of documents that set thousands apart by points: "8.020" is eight thousand and twenty."""

import re
from collections.abc import Sequence
from dataclasses import replace

from wasat.evidence.figures import parse_figure
from wasat.evidence.language import UNKNOWN, Language
from wasat.evidence.rows import Row, Value

_POINT_IS_DECIMAL = frozenset({"en", UNKNOWN})
_GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])")
_DECIMAL = re.compile(r"\d\.(?:\d{1,2}|\d{4,})(?!\d)|(?<!\d)0\.\d|\d,\d{3}(?!\d)")


def read_points(rows: Sequence[Row], language: Language) -> Sequence[Row]:
    """Read the points in the figures of one page as what parts thousands, where they are that.

    They are in languages that do so, unless a figure on the page shows a point or a comma in
    another use.
    """
    if language.code in _POINT_IS_DECIMAL:
        return rows
    figures = [value.text for row in rows for value in row.values if value.number is not None]
    if not any(map(_GROUPED.search, figures)) or any(map(_DECIMAL.search, figures)):
        return rows
    return [replace(row, values=tuple(map(_read, row.values))) for row in rows]


def _read(value: Value) -> Value:
    if not _GROUPED.search(value.text):
        return value
    return value._replace(number=parse_figure(value.text.replace(".", "")))

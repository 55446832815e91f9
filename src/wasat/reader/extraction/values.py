"""Findings in the form a schema wants: as printed, as a number, as an ISO date."""

import re
from collections.abc import Iterator

from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.families import Field, types_of
from wasat.reader.recognise.found import Found
from wasat.reader.recognise.kinds import NUMERIC, Kind

_ISO_WANTED = re.compile(r"\bISO\b|Y{4}-M{2}-D{2}", re.IGNORECASE)


def fit_value(found: Found, field: Field) -> Iterator[JsonValue]:
    """Yield the forms a finding may take, the best first; the schema decides which one fits."""
    types = set(types_of(field.schema)) - {"null"}
    if not types or "string" in types:
        yield _as_text(found, field)
    value = found.value
    if isinstance(value, float) and value.is_integer():
        yield from (value, int(value)) if "integer" not in types else (int(value),)
    yield value
    yield found.printed


def _as_text(found: Found, field: Field) -> JsonValue:
    """Write a value as text: dates in ISO form only where the schema asks for it."""
    if field.kind is Kind.DATE:
        wants_iso = "date" in str(field.schema.get("format", "")) or bool(
            _ISO_WANTED.search(field.description)
        )
        if str(field.schema.get("format")) == "date-time":
            return f"{found.value}T00:00:00Z"
        return found.value if wants_iso else " ".join(found.printed.split())
    if field.kind in NUMERIC:
        return " ".join(found.printed.split())
    if isinstance(found.value, str):
        return found.value
    return " ".join(found.printed.split())

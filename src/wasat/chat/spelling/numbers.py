"""Numbers within bounds as servers are to write them: many grammars bound whole ones alone."""

import math
from collections.abc import Mapping

from wasat.generation.prompt import JsonValue

BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_OTHER_RULES = {"enum", "const", "multipleOf"}
_LARGEST = 2**53  # to which every whole number is one of JSON's. Source: RFC 8259, section 6


def spell_whole(schema: JsonValue) -> JsonValue:
    """Return a schema whose bounded numbers are whole, where one lies within the bounds.

    For the second try of a model that wrote one out of its bounds.

    Source:
        llama.cpp's grammars of JSON Schema, 2026, which Ollama has too: `minimum` and `maximum`
        hold for integers and are passed over for numbers.
    """
    if isinstance(schema, list):
        return [spell_whole(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    spelled = {name: spell_whole(each) for name, each in schema.items()}
    kinds, bounds = schema.get("type"), _find_bounds(schema)
    if not bounds or _OTHER_RULES & schema.keys():
        return spelled
    if isinstance(kinds, list):
        whole: JsonValue = ["integer" if each == "number" else each for each in kinds]
    else:
        whole = "integer" if kinds == "number" else kinds
    kept = {name: each for name, each in spelled.items() if name not in BOUNDS}
    return spelled if whole == kinds else {**kept, "type": whole, **bounds}


def _find_bounds(schema: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the whole numbers that bound others; nothing where none lies between them."""
    lows = [math.ceil(each) for each in _pick(schema, "minimum")]
    lows += [math.floor(each) + 1 for each in _pick(schema, "exclusiveMinimum")]
    highs = [math.floor(each) for each in _pick(schema, "maximum")]
    highs += [math.ceil(each) - 1 for each in _pick(schema, "exclusiveMaximum")]
    if lows and highs and max(lows) > min(highs):
        return {}
    low: dict[str, JsonValue] = {"minimum": max(lows)} if lows else {}
    high: dict[str, JsonValue] = {"maximum": min(highs)} if highs else {}
    return low | high


def _pick(schema: Mapping[str, JsonValue], name: str) -> list[float]:
    """Return a bound that whole numbers can stand for, if there is one."""
    bound = schema.get(name)
    return [bound] if isinstance(bound, int | float) and abs(bound) < _LARGEST else []

"""Answers about portions of a document, merged by code: nothing is written twice.

Lists are joined, each member once; of single values the one that most portions give, and among
equals the one that stands in the document; transcriptions follow one another.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from wasat.generation.prompt import JsonValue

Found = Callable[[str, str], bool]  # whether a value, named so, stands in the document

_NOTHING: tuple[JsonValue, ...] = (None, "", [])


def merge(answers: Sequence[JsonValue], found: Found, label: str = "") -> JsonValue:
    """Merge the JSON answers of all portions, in their order.

    Args:
        answers: At least one, all of one schema.
        found: Tells whether a value stands in the document.
        label: The keys that lead here, as words.
    """
    told: list[JsonValue] = [each for each in answers if each not in _NOTHING] or [answers[0]]
    objects = [answer for answer in told if isinstance(answer, dict)]
    if objects:
        return _merge_objects(objects, found, label)
    lists = [answer for answer in told if isinstance(answer, list)]
    if lists:
        return _join(lists)
    return _vote(told, found, label)


def bound(value: JsonValue, schema: Mapping[str, JsonValue]) -> JsonValue:
    """Cut joined lists to the length that their schema allows."""
    if isinstance(value, dict):
        properties = schema.get("properties")
        known = properties if isinstance(properties, dict) else {}
        return {name: _bound(each, known.get(name)) for name, each in value.items()}
    most = schema.get("maxItems")
    if isinstance(value, list) and isinstance(most, int):
        return value[:most]
    return value


def _bound(value: JsonValue, schema: JsonValue) -> JsonValue:
    return bound(value, schema) if isinstance(schema, dict) else value


def _merge_objects(
    objects: Sequence[dict[str, JsonValue]], found: Found, label: str
) -> dict[str, JsonValue]:
    names = dict.fromkeys(name for each in objects for name in each)
    return {
        name: merge([each[name] for each in objects if name in each], found, f"{label} {name}")
        for name in names
    }


def _join(lists: Sequence[list[JsonValue]]) -> list[JsonValue]:
    joined: dict[str, JsonValue] = {}
    for members in lists:
        for member in members:
            joined.setdefault(_alike(member), member)
    return list(joined.values())


def _alike(member: JsonValue) -> str:
    """Return what members have in common that are the same but for spaces and capitals."""
    return " ".join(json.dumps(member, sort_keys=True, ensure_ascii=False).casefold().split())


def _vote(values: Sequence[JsonValue], found: Found, label: str) -> JsonValue:
    """Choose what stands in the document before what is said most, and that before the rest."""
    counts = Counter(json.dumps(value) for value in values)

    def worth(written: str) -> tuple[bool, int]:
        value = json.loads(written)
        stands = isinstance(value, str | int | float) and found(str(value), label)
        return stands, counts[written]

    chosen: JsonValue = json.loads(max(counts, key=worth))
    return chosen

"""Answers about portions of a document, merged by code: nothing is written twice.

Lists are joined, each member once; a member that holds lists and goes on in the next portion, such
as a section with its rows, is one member with its lists joined. Of single values the one that most
portions give is taken, and among equals the one that stands in the document. Transcriptions follow
one another.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import TypeGuard

from wasat.generation.pointer import follow
from wasat.generation.prompt import JsonValue

Found = Callable[[str, str], bool]  # whether a value, named so, stands in the document

_NOTHING: tuple[JsonValue, ...] = (None, "", [])
_NOTHINGS = {json.dumps(each) for each in _NOTHING}


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
        return _join(lists, found, label)
    return _vote(told, found, label)


def bound(
    value: JsonValue, schema: Mapping[str, JsonValue], root: Mapping[str, JsonValue] | None = None
) -> JsonValue:
    """Cut joined lists, inner ones too, to the length that their schema allows.

    Args:
        value: What was merged.
        schema: Of the value.
        root: What references in it lead into; the schema itself by default.
    """
    root = schema if root is None else root
    if isinstance(value, dict):
        known = find_word(schema, "properties", root)
        properties = known if isinstance(known, dict) else {}
        return {name: _bound(each, properties.get(name), root) for name, each in value.items()}
    if isinstance(value, list):
        most, items = find_word(schema, "maxItems", root), find_word(schema, "items", root)
        kept = value[:most] if isinstance(most, int) else value
        return [_bound(each, items, root) for each in kept]
    return value


def _bound(value: JsonValue, schema: JsonValue, root: Mapping[str, JsonValue]) -> JsonValue:
    return bound(value, schema, root) if isinstance(schema, dict) else value


def find_word(
    schema: Mapping[str, JsonValue], word: str, root: Mapping[str, JsonValue]
) -> JsonValue:
    """Return a word of a schema, or of what it refers to, or of one of its choices."""
    if word in schema:
        return schema[word]
    reference = schema.get("$ref")
    target = follow(dict(root), reference) if isinstance(reference, str) else None
    choices = schema.get("anyOf")
    others = [target, *(choices if isinstance(choices, list) else ())]
    found = (find_word(each, word, root) for each in others if isinstance(each, dict))
    return next((each for each in found if each is not None), None)


def _merge_objects(
    objects: Sequence[dict[str, JsonValue]], found: Found, label: str
) -> dict[str, JsonValue]:
    names = dict.fromkeys(name for each in objects for name in each)
    return {
        name: merge([each[name] for each in objects if name in each], found, f"{label} {name}")
        for name in names
    }


def _join(lists: Sequence[list[JsonValue]], found: Found, label: str) -> list[JsonValue]:
    """Join lists; what one portion tells apart stays apart."""
    joined: dict[str, JsonValue] = {}
    open_ends: dict[str, str] = {}  # members that hold lists, by their first single value
    for members in lists:
        fresh: dict[str, str] = {}
        for member in members:
            mark = _alike(member)
            head = _head(member)
            before = open_ends.get(head, "")
            known = joined.get(before)
            if mark not in joined and isinstance(member, dict) and _goes_on(known, member):
                joined[before] = _merge_objects([known, member], found, label)
            else:
                joined.setdefault(mark, member)
                before = mark
            if head:
                fresh[head] = before
        open_ends |= fresh
    return list(joined.values())


def _head(member: JsonValue) -> str:
    """Return what a member that holds lists is called; nothing where it holds none."""
    if not isinstance(member, dict) or not any(isinstance(each, list) for each in member.values()):
        return ""
    single = {name: each for name, each in member.items() if not isinstance(each, list | dict)}
    name = next(iter(single), "")
    return _alike([name, single[name]]) if name and single[name] not in _NOTHING else ""


def _goes_on(known: JsonValue, member: Mapping[str, JsonValue]) -> TypeGuard[dict[str, JsonValue]]:
    """Return whether nothing but lists tells a member from one before it."""
    if not isinstance(known, dict):
        return False
    both = [(known[name], each) for name, each in member.items() if name in known]
    return all(
        isinstance(each, list)
        or {_alike(before), _alike(each)} & _NOTHINGS
        or _alike(before) == _alike(each)
        for before, each in both
    )


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

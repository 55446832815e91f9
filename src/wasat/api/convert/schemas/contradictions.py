"""Schemas that nothing fits: told before any work is done for an answer that cannot be."""

from collections.abc import Callable, Iterator

from wasat.api.convert.faults import Fault
from wasat.generation.prompt import JsonValue

Node = dict[str, JsonValue]
Resolve = Callable[[str], Node | None]

_BOUNDS = (
    ("minItems", "maxItems"),
    ("minLength", "maxLength"),
    ("minProperties", "maxProperties"),
    ("minimum", "maximum"),
)
_FEW = {"boolean": 2, "null": 1}  # how many values a type has


def find_contradictions(schema: Node, name: str, resolve: Resolve) -> Iterator[Fault]:
    """Yield what no answer could fulfil: of the schema itself, and of all that must be in it.

    What may be left out is not looked at, since an answer may do without it.

    Args:
        schema: JSON Schema, its references paths.
        name: Where it stands in the request.
        resolve: Returns what a reference leads to.
    """
    waiting: list[tuple[str, JsonValue]] = [(name, schema)]
    seen: set[int] = set()
    while waiting:
        path, node = waiting.pop()
        if not isinstance(node, dict) or id(node) in seen:
            continue
        seen.add(id(node))
        for text in (*_find_bounds(node), *_find_few_items(node), *_find_few_names(node)):
            yield path, text
        waiting += [(f"{path}.{step}", each) for step, each in _demanded(node, resolve)]


def _find_bounds(node: Node) -> Iterator[str]:
    for low, high in _BOUNDS:
        least, most = _number(node, low), _number(node, high)
        if least is not None and most is not None and least > most and _applies(node, low):
            yield f"{low} {least:g} is more than {high} {most:g}"


def _find_few_items(node: Node) -> Iterator[str]:
    """Yield where more different items are demanded than there can be."""
    least, most = _number(node, "minItems"), _count_values(node.get("items"))
    is_unique = node.get("uniqueItems") is True and "prefixItems" not in node
    if least is None or most is None or not (is_unique and _applies(node, "minItems")):
        return
    if least > most:
        yield f"minItems {least:g} is more than the {most} different items there can be"


def _find_few_names(node: Node) -> Iterator[str]:
    """Yield where more properties are demanded than there can be."""
    least, names = _number(node, "minProperties"), node.get("properties", {})
    is_closed = node.get("additionalProperties") is False and "patternProperties" not in node
    if least is None or not (is_closed and isinstance(names, dict)):
        return
    if least > len(names) and _applies(node, "minProperties"):
        yield f"minProperties {least:g} is more than the {len(names)} properties there can be"


def _demanded(node: Node, resolve: Resolve) -> Iterator[tuple[str, JsonValue]]:
    """Yield what every answer holds, with the step that leads there."""
    required, properties = node.get("required"), node.get("properties")
    if node.get("type") == "object" and isinstance(required, list) and isinstance(properties, dict):
        for each in required:
            if isinstance(each, str) and each in properties:
                yield f'properties["{each}"]', properties[each]
    holds_items = node.get("type") == "array" and (_number(node, "minItems") or 0) > 0
    if holds_items and not node.get("prefixItems"):
        yield "items", node.get("items")
    parts = node.get("allOf")
    for index, part in enumerate(parts if isinstance(parts, list) else ()):
        yield f"allOf[{index}]", part
    if isinstance(reference := node.get("$ref"), str):
        yield "$ref", resolve(reference)


def _applies(node: Node, word: str) -> bool:
    """Return whether a word binds: those of lists bind lists alone, and others may be allowed."""
    kinds = {"Items": "array", "Length": "string", "Properties": "object"}
    kind = next((kind for end, kind in kinds.items() if word.endswith(end)), "number")
    return node.get("type") == kind or (kind == "number" and node.get("type") == "integer")


def _count_values(schema: JsonValue) -> int | None:
    """Return how many different values a schema allows at most; None if nobody can tell."""
    if not isinstance(schema, dict):
        return None
    if "const" in schema:
        return 1
    members = schema.get("enum")
    if isinstance(members, list):
        return len(members)
    return _FEW.get(str(schema.get("type")))


def _number(node: Node, word: str) -> float | None:
    value = node.get(word)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value

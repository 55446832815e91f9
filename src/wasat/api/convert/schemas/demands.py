"""How much the least of answers must hold, for a schema to be refused that demands no end of it."""

from collections.abc import Callable, Sequence

from wasat.generation.prompt import JsonValue

Node = dict[str, JsonValue]

ENDLESS = 10**9  # no need to count on
_DEMANDS = ("minItems", "minLength", "minProperties", "minContains")
_ALTERNATIVES = ("anyOf", "oneOf")
_MOST_ROUNDS = 64  # references behind one another; a longer way is as one without end


def count_nested(value: JsonValue) -> float:
    """Return items or letters, one list within another; what may be left out counts as well."""
    if isinstance(value, list):
        return max(map(count_nested, value), default=1)
    if not isinstance(value, dict):
        return 1
    beneath = max(map(count_nested, value.values()), default=1)
    return min(_own(value) * beneath, ENDLESS)


def count_referred(nodes: Sequence[Node], resolve: Callable[[str], Node | None]) -> float:
    """Return the most values that any schema demands, references followed.

    A schema that is its own required property demands no end of them. All are taken for endless
    at first, and counted again until no round finds less.

    Args:
        nodes: All objects of the schema, outer ones before those within them.
        resolve: Returns what a reference leads to.
    """
    least: dict[int, float] = {}

    def count(value: JsonValue) -> float:
        return least.get(id(value), ENDLESS) if isinstance(value, dict) else 1

    for _ in range(_MOST_ROUNDS):
        is_settled = True
        for node in reversed(nodes):
            found = min(_count(node, resolve, count), ENDLESS)
            is_settled = is_settled and found == least.get(id(node), ENDLESS)
            least[id(node)] = found
        if is_settled:
            break
    return max(least.values(), default=1)


def _own(node: Node) -> float:
    """Return what a schema demands by a number of its own."""
    own = [each for key in _DEMANDS if isinstance(each := node.get(key), int | float)]
    return min(max([1, *own]), ENDLESS)


def _count(
    node: Node, resolve: Callable[[str], Node | None], count: Callable[[JsonValue], float]
) -> float:
    """Return what one schema demands, by what those that it asks for do."""
    found = [_own(node), _count_properties(node, count), _count_items(node, count)]
    if isinstance(reference := node.get("$ref"), str):
        found.append(count(resolve(reference)))
    parts = node.get("allOf")
    found += map(count, parts if isinstance(parts, list) else [])
    for key in _ALTERNATIVES:
        options = node.get(key)
        found.append(min(map(count, options), default=1) if isinstance(options, list) else 1)
    return max(found)


def _count_properties(node: Node, count: Callable[[JsonValue], float]) -> float:
    required, properties = node.get("required"), node.get("properties")
    if not isinstance(required, list) or not isinstance(properties, dict):
        return 1
    return sum(count(properties.get(name)) for name in {*map(str, required)})


def _count_items(node: Node, count: Callable[[JsonValue], float]) -> float:
    least = node.get("minItems")
    if not isinstance(least, int | float):
        return 1
    own = node.get("prefixItems")
    first = own[: int(min(least, ENDLESS))] if isinstance(own, list) else []
    rest = max(min(least, ENDLESS) - len(first), 0)
    return sum(map(count, first)) + rest * (count(node.get("items")) if rest else 1)

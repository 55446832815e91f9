"""The caller's schema of the answer, in either dialect, as JSON Schema that ends and stays inside.

What comes from outside is checked once, here: no reference is ever fetched, and none leads back to
itself.
"""

from collections.abc import Iterator

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import SchemaError

from wasat.api.convert.faults import Fault, echo
from wasat.api.convert.schemas.contradictions import find_contradictions
from wasat.api.convert.schemas.demands import ENDLESS, Node, count_nested, count_referred
from wasat.api.convert.schemas.references import write_paths
from wasat.generation.checking import is_pattern
from wasat.generation.pointer import follow
from wasat.generation.prompt import AnswerForm, JsonValue
from wasat.wire.generate import GenerationConfig
from wasat.wire.schema import JsonSchema, Type, find_faults, to_json_schema

MOST_DEMANDED = 10_000  # ours: an answer that nothing is known of is written out nevertheless
MOST_BESIDE = 2_000  # ours: alternatives of alternatives are all tried


_PATTERNS = FormatChecker(formats=())


@_PATTERNS.checks("regex")
def _is_pattern(value: object) -> bool:
    return not isinstance(value, str) or is_pattern(value)


_LISTS_BESIDE = ("allOf", "anyOf", "oneOf")  # keywords whose schemas are tried on the same value
_BESIDE = ("not", "if", "then", "else")


def to_schema(config: GenerationConfig, form: AnswerForm) -> JsonSchema | None:
    """Return the JSON Schema of the answer, or None if any will do."""
    if form is AnswerForm.TEXT:
        return None
    if config.response_schema is not None:
        return to_json_schema(config.response_schema)
    return None if config.response_json_schema is None else to_paths(config.response_json_schema)


def to_paths(schema: JsonSchema) -> JsonSchema:
    """Return a JSON Schema without names for its places."""
    return write_paths(schema)[0]


def find_schema_faults(config: GenerationConfig, path: str) -> Iterator[Fault]:
    """Yield everything that is wrong with the schema, and with its place among other settings.

    Args:
        config: What may hold one, in either dialect.
        path: Where it stands in the request.
    """
    schema, json_schema = config.response_schema, config.response_json_schema
    name = f"{path}.{'response_json_schema' if schema is None else 'response_schema'}"
    if config.response_mime_type == AnswerForm.ENUM:
        yield from _find_enum_faults(config, path)
    if schema is None and json_schema is None:
        return
    if schema is not None and json_schema is not None:
        yield name, "must not be set together with response_json_schema"
    if config.response_mime_type in {"", AnswerForm.TEXT}:
        yield name, "only allowed when response_mime_type is 'application/json' or 'text/x.enum'"
    if schema is not None:
        yield from find_faults(schema, name)
        yield from find_json_schema_faults(to_json_schema(schema), name)
    elif isinstance(json_schema, dict):
        yield from find_json_schema_faults(json_schema, name)
    else:
        yield name, "expected an object"


def _find_enum_faults(config: GenerationConfig, path: str) -> Iterator[Fault]:
    """Yield what keeps an answer from being one bare value of several."""
    schema, json_schema = config.response_schema, config.response_json_schema
    if schema is not None and not (schema.type is Type.STRING and schema.enum):
        yield f"{path}.response_schema.type", "only STRING with enum is allowed for 'text/x.enum'"
    elif schema is None and not isinstance(json_schema, dict):
        yield f"{path}.response_schema", "must name the values of 'text/x.enum'"
    elif schema is None and json_schema.get("type", "string") != "string":
        yield f"{path}.response_json_schema.type", "only 'string' is allowed for 'text/x.enum'"


def find_json_schema_faults(schema: JsonSchema, name: str) -> Iterator[Fault]:
    """Yield what keeps a JSON Schema from being checked against.

    Args:
        schema: Of draft 2020-12; words it does not know are left alone.
        name: Where it stands in the request.
    """
    try:
        Draft202012Validator.check_schema(schema, format_checker=_PATTERNS)
    except SchemaError as error:
        yield f"{name}{error.json_path.removeprefix('$')}", echo(error.message)
        return
    except RecursionError:
        yield name, "must not be nested so deep"
        return
    written, outside = write_paths(schema)
    for reference in outside:
        yield name, f"$ref must lead to a place inside the schema, not to {echo(reference)}"
    if not outside:
        yield from _find_excess(written, name)


def _find_excess(schema: JsonSchema, name: str) -> Iterator[Fault]:
    """Yield what would take no end of work; each is looked for where those before are not there."""
    if (least := count_nested(schema)) > MOST_DEMANDED:
        yield name, _tell_demand(least)
    elif _leads_back(schema):
        yield name, "$ref must not lead back to itself"
    elif (
        least := count_referred([*_nodes(schema)], lambda reference: _resolve(schema, reference))
    ) > MOST_DEMANDED:
        yield name, _tell_demand(least)
    elif (most := _count_beside(schema)) > MOST_BESIDE:
        yield name, f"expected {MOST_BESIDE} schemas of one value at most, not {most:g}"
    else:
        yield from find_contradictions(schema, name, lambda reference: _resolve(schema, reference))


def _tell_demand(least: float) -> str:
    return f"expected to demand {MOST_DEMANDED} items or letters at most, not {least:g}"


def _nodes(root: JsonValue) -> Iterator[Node]:
    """Yield all objects of a JSON value, the value itself first."""
    waiting = [root]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting += here
        elif isinstance(here, dict):
            yield here
            waiting += here.values()


def _resolve(schema: Node, reference: str) -> Node | None:
    """Return the schema that a path leads to; one that is only `true` or `false` says nothing."""
    found = follow(schema, reference)
    return {} if isinstance(found, bool) else found if isinstance(found, dict) else None


def _count_beside(schema: Node) -> float:
    """Return how many schemas at most are tried on one value; the schema never leads back."""
    counted: dict[int, float] = {}

    def count(node: Node) -> float:
        if id(node) not in counted:
            counted[id(node)] = min(1 + sum(map(count, _beside(node, schema))), ENDLESS)
        return counted[id(node)]

    return max(map(count, _nodes(schema)))


def _leads_back(schema: Node) -> bool:
    """Return whether checking some value would never end, as a schema asks for itself."""
    settled: set[int] = set()
    try:
        return any(_asks_for_itself(node, schema, set(), settled) for node in _nodes(schema))
    except RecursionError:
        return True


def _asks_for_itself(node: Node, root: Node, above: set[int], settled: set[int]) -> bool:
    if id(node) in settled:
        return False
    if id(node) in above:
        return True
    above.add(id(node))
    if any(_asks_for_itself(each, root, above, settled) for each in _beside(node, root)):
        return True
    above.remove(id(node))
    settled.add(id(node))
    return False


def _beside(node: Node, root: Node) -> Iterator[Node]:
    """Yield the schemas that are tried on the same value as this one."""
    candidates: list[JsonValue] = [node.get(key) for key in _BESIDE]
    for key in _LISTS_BESIDE:
        members = node.get(key)
        candidates += members if isinstance(members, list) else []
    if isinstance(reference := node.get("$ref"), str):
        candidates.append(_resolve(root, reference))
    yield from (each for each in candidates if isinstance(each, dict))

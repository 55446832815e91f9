"""JSON Schemas: references, choices, and the smallest value that a schema allows."""

from collections.abc import Mapping, Sequence

from jsonschema import Draft202012Validator
from referencing import Registry

from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.families import types_of
from wasat.reader.recognise.pattern import smallest_match

Schema = Mapping[str, JsonValue]
AnySchema = JsonValue | Schema

_DEEPEST = 20  # levels of objects in one another; deeper ones stay as small as they may be
_SMALLEST: Mapping[str, JsonValue] = {"string": "", "integer": 0, "number": 0, "boolean": False}
_FORMATS = {
    "date": "1970-01-01",
    "date-time": "1970-01-01T00:00:00Z",
    "time": "00:00:00Z",
    "email": "a@b.c",
    "uri": "about:blank",
}


class Resolver:
    """Follows references within one schema.

    Args:
        root: The whole schema.
    """

    def __init__(self, root: Schema) -> None:
        self._root = root
        self._validator = Draft202012Validator(dict(root), registry=Registry())

    def resolve(self, schema: AnySchema) -> Schema:
        """Return the schema a reference leads to, `allOf` merged in; an open one for `true`."""
        if not isinstance(schema, Mapping):
            return {}
        seen: set[str] = set()
        while isinstance(reference := schema.get("$ref"), str) and reference not in seen:
            seen.add(reference)
            rest = {key: value for key, value in schema.items() if key != "$ref"}
            schema = {**self._follow(reference), **rest}
        schema = {key: value for key, value in schema.items() if key != "$ref"}
        parts = schema.get("allOf")
        if isinstance(parts, list):
            merged: dict[str, JsonValue] = {}
            for part in parts:
                merged.update(self.resolve(part))
            schema = {**merged, **{key: value for key, value in schema.items() if key != "allOf"}}
        return schema

    def choices(self, schema: Schema, depth: int = 0) -> list[Schema]:
        """Return the alternatives of `anyOf` and `oneOf`, also of those within them.

        What they share is merged in.
        """
        for key in ("anyOf", "oneOf"):
            options = schema.get(key)
            if isinstance(options, list) and options and depth < _DEEPEST:
                shared = {name: value for name, value in schema.items() if name != key}
                merged = [{**shared, **self.resolve(option)} for option in options]
                return [choice for each in merged for choice in self.choices(each, depth + 1)]
        return [schema]

    def is_valid(self, value: JsonValue, schema: Schema) -> bool:
        """Check a value; references are followed from the whole schema."""
        return self._validator.evolve(schema=dict(schema)).is_valid(value)

    def smallest(self, schema: AnySchema, depth: int = 0) -> JsonValue:
        """Return the smallest value a schema allows: null, an empty list, an empty text, nought."""
        resolved = self.resolve(schema)
        options: list[JsonValue] = []
        for choice in self.choices(resolved):
            if "const" in choice:
                options.append(choice["const"])
            elif isinstance(values := choice.get("enum"), list):
                options.extend([None] if None in values else values)
            else:
                kinds = types_of(choice) or _guess_types(choice)
                options.extend(self._smallest_of(kind, choice, depth) for kind in kinds)
        options.sort(key=lambda option: option is not None)
        valid = (option for option in options if self.is_valid(option, resolved))
        return next(valid, options[0] if options else None)

    def _follow(self, reference: str) -> Schema:
        target: JsonValue = dict(self._root)
        for part in reference.removeprefix("#").strip("/").split("/"):
            if part:
                name = part.replace("~1", "/").replace("~0", "~")
                target = target.get(name) if isinstance(target, dict) else None
        return target if isinstance(target, dict) else {}

    def _smallest_of(self, kind: str, schema: Schema, depth: int) -> JsonValue:
        if kind == "object":
            return self._smallest_object(schema, depth)
        if kind == "array":
            return self._smallest_array(schema, depth)
        if kind in ("number", "integer"):
            return smallest_number(schema, is_whole=kind == "integer")
        if kind == "string":
            return _smallest_text(schema)
        return _SMALLEST.get(kind)

    def _smallest_array(self, schema: Schema, depth: int) -> JsonValue:
        count = _whole(schema.get("minItems"))
        values: list[JsonValue] = [None] * count if depth >= _DEEPEST else []
        if not values:
            first = items_before(schema)[:count]
            values = [self.smallest(item, depth + 1) for item in first]
        if len(values) < count:
            item = self.smallest(schema.get("items", {}), depth + 1)
            values += [item] * (count - len(values))
        return values

    def _smallest_object(self, schema: Schema, depth: int) -> JsonValue:
        required = schema.get("required")
        properties = schema.get("properties")
        known = properties if isinstance(properties, dict) else {}
        names = [str(name) for name in required] if isinstance(required, list) else []
        ordered = [name for name in known if name in names] + [n for n in names if n not in known]
        if depth >= _DEEPEST:
            return {}
        more = [name for name in known if name not in ordered]
        ordered += more[: max(0, _whole(schema.get("minProperties")) - len(ordered))]
        return {name: self.smallest(known.get(name, {}), depth + 1) for name in ordered}


def smallest_number(schema: Schema, *, is_whole: bool) -> JsonValue:
    """Return nought, or the number nearest to it that the bounds allow."""
    step = 1 if is_whole else 0.001
    low, high = schema.get("minimum"), schema.get("maximum")
    above, below = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    value: float = 0
    if isinstance(low, int | float):
        value = max(value, low)
    if isinstance(above, int | float) and value <= above:
        value = above + step
    if isinstance(high, int | float):
        value = min(value, high)
    if isinstance(below, int | float) and value >= below:
        value = below - step
    if is_whole:
        return int(value) if float(value).is_integer() else int(value) + (1 if value > 0 else -1)
    return value


def items_before(schema: Schema) -> list[JsonValue]:
    """Return the schemas of the first items of an array, where each has its own."""
    items = schema.get("prefixItems")
    return items if isinstance(items, list) else []


def _smallest_text(schema: Schema) -> str:
    """Return the text of a format or of a pattern, as long as it must be."""
    text = _FORMATS.get(str(schema.get("format")), "")
    pattern = schema.get("pattern")
    if isinstance(pattern, str):
        text = smallest_match(pattern) or text
    return text + " " * max(0, _whole(schema.get("minLength")) - len(text))


def _guess_types(schema: Schema) -> Sequence[str]:
    """Tell the type of a schema that names none by what else it says."""
    if "properties" in schema:
        return ("object",)
    return ("array",) if "items" in schema or "prefixItems" in schema else ("null",)


def _whole(value: JsonValue) -> int:
    return int(value) if isinstance(value, int | float) else 0

"""JSON Schemas: references, choices, and the smallest value that a schema allows."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import islice

from wasat.generation.checking import OverworkedError, Steps, make_validator
from wasat.generation.pointer import follow
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.families import types_of
from wasat.reader.recognise.pattern import smallest_match

Schema = Mapping[str, JsonValue]
AnySchema = JsonValue | Schema

_MOST_INVENTED = 1_000  # names of properties that a schema wants and does not give
_DEEPEST = 20  # levels of objects in one another; deeper ones stay as small as they may be
_STEPS_A_CHECK = 50  # enough for a leaf, however many there are
_MOST_CHOICES = 200  # alternatives that are looked at
_MOST_SMALLEST = 20_000  # schemas of which the smallest value is sought: twice what may be demanded
_BOUNDS = ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf")
_STEP = 0.001  # from a bound that is no value itself to the next value
_DIGITS = 12  # after the point
_LARGE = 1e15  # a bound so far from nought is taken as it is
_SMALLEST: Mapping[str, JsonValue] = {"string": "", "integer": 0, "number": 0, "boolean": False}
# Clients parse what a format names, so that an empty text would break them. The first day there is
# (`date.min` of Python, the zero time of Go and .NET) is no date that a document states; 1970 is.
_FORMATS = {
    "date": "0001-01-01",
    "date-time": "0001-01-01T00:00:00Z",
    "time": "00:00:00Z",
    "email": "a@b.c",
    "uri": "about:blank",
}


class _EndlessError(Exception):
    """A value would have to hold itself."""


class Resolver:
    """Follows references within one schema.

    Args:
        root: The whole schema.
    """

    def __init__(self, root: Schema) -> None:
        self._root = root
        self._steps = Steps()
        self._validator = make_validator(root, steps=self._steps)
        self._kept: dict[int, tuple[AnySchema, JsonValue]] = {}
        self._above: set[int] = set()
        self._sought = 0

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
            merged: Schema = {}
            for part in parts:
                merged = _merge(merged, self.resolve(part))
            schema = _merge(merged, {key: schema[key] for key in schema if key != "allOf"})
        return schema

    def choices(self, schema: Schema) -> list[Schema]:
        """Return the alternatives of `anyOf` and `oneOf`, also of those within them.

        What they share is merged in.
        """
        return list(islice(self._iter_choices(schema, 0), _MOST_CHOICES))

    def _iter_choices(self, schema: Schema, depth: int) -> Iterator[Schema]:
        for key in ("anyOf", "oneOf"):
            options = schema.get(key)
            if isinstance(options, list) and options and depth < _DEEPEST:
                shared = {name: value for name, value in schema.items() if name != key}
                for option in options:
                    yield from self._iter_choices({**shared, **self.resolve(option)}, depth + 1)
                return
        yield schema

    def is_valid(self, value: JsonValue, schema: Schema) -> bool:
        """Check a value; references are followed from the whole schema.

        What takes too long to check is not valid.
        """
        self._steps.grant(_STEPS_A_CHECK)
        try:
            return self._validator.evolve(schema=dict(schema)).is_valid(value)
        except (OverworkedError, RecursionError):
            return False

    def smallest(self, schema: AnySchema) -> JsonValue:
        """Return the smallest value a schema allows: null, an empty list, an empty text, nought.

        Each schema is looked at once, so that the work grows with the schema and not with the
        ways through it.
        """
        try:
            return self._smallest(schema, 0)
        except _EndlessError:
            return None

    def _smallest(self, schema: AnySchema, depth: int) -> JsonValue:
        key = id(schema)
        if key in self._kept:
            return self._kept[key][1]
        self._sought += 1
        if key in self._above or self._sought > _MOST_SMALLEST:
            raise _EndlessError
        self._above.add(key)
        try:
            value = self._find_smallest(schema, depth)
        finally:
            self._above.remove(key)
        self._kept[key] = (schema, value)  # the schema as well: while it lives its id is its own
        return value

    def _find_smallest(self, schema: AnySchema, depth: int) -> JsonValue:
        resolved = self.resolve(schema)
        options = self._iter_smallest(resolved, depth)
        for first in options:
            if self.is_valid(first, resolved):
                return first
            return next((each for each in options if self.is_valid(each, resolved)), first)
        raise _EndlessError

    def _iter_smallest(self, schema: Schema, depth: int) -> Iterator[JsonValue]:
        """Yield the smallest of each alternative, null before all others."""
        choices = self.choices(schema)
        if len(choices) > 1 and self.is_valid(None, schema):
            yield None
        for choice in choices:
            if "const" in choice:
                yield choice["const"]
            elif isinstance(values := choice.get("enum"), list):
                yield from [None] if None in values else values
            else:
                kinds = types_of(choice) or _guess_types(choice)
                for kind in sorted(kinds, key=lambda kind: kind != "null"):
                    with suppress(_EndlessError):
                        yield self._smallest_of(kind, choice, depth)

    def _follow(self, reference: str) -> Schema:
        target = follow(dict(self._root), reference)
        return target if isinstance(target, dict) else {}

    def _smallest_of(self, kind: str, schema: Schema, depth: int) -> JsonValue:
        if kind == "object":
            return self._smallest_object(schema, depth)
        if kind == "array":
            return self._smallest_array(schema, depth)
        if kind in ("number", "integer"):
            return self._smallest_number(kind, schema)
        if kind == "string":
            return _smallest_text(schema)
        return _SMALLEST.get(kind)

    def _smallest_number(self, kind: str, schema: Schema) -> JsonValue:
        """Return nought, or the number nearest to it that the bounds and `multipleOf` allow."""
        bounds = {key: schema[key] for key in _BOUNDS if key in schema}
        numbers = near_numbers(schema, is_whole=kind == "integer")
        allowed = (value for value in numbers if self.is_valid(value, {"type": kind, **bounds}))
        return next(allowed, 0)

    def _smallest_array(self, schema: Schema, depth: int) -> JsonValue:
        count = _whole(schema.get("minItems"))
        values: list[JsonValue] = [None] * count if depth >= _DEEPEST else []
        if not values:
            first = items_before(schema)[:count]
            values = [self._smallest(item, depth + 1) for item in first]
        if len(values) < count:
            item = self._smallest(schema.get("items", {}), depth + 1)
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
        least = _whole(schema.get("minProperties"))
        more = [name for name in known if name not in ordered]
        ordered += more[: max(0, least - len(ordered))]
        found = {name: self._smallest(known.get(name, {}), depth + 1) for name in ordered}
        other = schema.get("additionalProperties", {})
        lacking = min(least, _MOST_INVENTED) - len(found) if other is not False else 0
        for number in range(1, lacking + 1):
            found.setdefault(str(number), self._smallest(other, depth + 1))
        return found


def near_numbers(schema: Schema, *, is_whole: bool) -> list[JsonValue]:
    """Return the numbers that may be the smallest by bounds and `multipleOf`, nought first."""
    known = {key: value for key in _BOUNDS if isinstance(value := schema.get(key), int | float)}
    step = known.pop("multipleOf", 0) or (1 if is_whole else _STEP)
    step = Fraction(step).numerator if is_whole else step  # whole multiples of a quarter: all whole
    ends = [end for end in known.values() if abs(end) < _LARGE]
    steps = [round((end // step + k) * step, _DIGITS) for end in ends for k in (-1, 0, 1, 2)]
    between = sum(ends) / max(len(ends), 1)
    found = sorted({0, *known.values(), *steps, between}, key=abs)
    whole = [int(value) for value in found if isinstance(value, int) or value.is_integer()]
    return [*whole] if is_whole else [*found]


def _merge(first: Schema, second: Schema) -> Schema:
    """Join two schemas that both hold; where both say one thing, the second counts."""
    merged = {**first, **second}
    for key in ("properties", "patternProperties"):
        both = first.get(key), second.get(key)
        if isinstance(both[0], dict) and isinstance(both[1], dict):
            merged[key] = {**both[0], **both[1]}
    needed, more = first.get("required"), second.get("required")
    if isinstance(needed, list) and isinstance(more, list):
        merged["required"] = [*needed, *(name for name in more if name not in needed)]
    return merged


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
    return ("array",) if "items" in schema or "prefixItems" in schema else ("null", *_SMALLEST)


def _whole(value: JsonValue) -> int:
    return int(value) if isinstance(value, int | float) else 0

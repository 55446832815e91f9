"""Any schema that is taken is filled in work that ends; all else is refused by its place."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.reader.asking import join
from tests.unit.reader.extraction.test_fill import fill
from wasat.api.convert.schemas.check import find_json_schema_faults, to_paths
from wasat.generation.agreement import find_fault
from wasat.generation.prompt import JsonValue

NAMES = st.sampled_from(["a", "total", "invoice_number", "$id", "x y"])
REFERENCES = st.sampled_from(
    ["#", "#/$defs/a", "#/$defs/total", "#/properties/a", "#n", "T", "http://h/x", "#/anyOf/0", "%"]
)
PATTERNS = st.sampled_from(["^(a+)+$", "(?!a)b", "[A-Z]-[0-9]{2}", "(", "(a{999}){999}"])
WORDS: dict[str, st.SearchStrategy[JsonValue]] = {
    "type": st.sampled_from(["object", "array", "string", "number", "null", ["string", "null"]]),
    "$ref": REFERENCES,
    "$dynamicRef": REFERENCES,
    "$id": st.sampled_from(["T", "http://h/r", "http://[", "#x"]),
    "$anchor": st.just("n"),
    "$dynamicAnchor": st.just("n"),
    "pattern": PATTERNS,
    "enum": st.lists(st.sampled_from(["a", 1, None]), min_size=1, max_size=3),
    "const": st.sampled_from(["a", 1.0, None, {"$id": "T"}]),
    "required": st.lists(NAMES, max_size=2, unique=True),
    "minItems": st.integers(-1, 3),
    "maxItems": st.integers(0, 3),
    "minProperties": st.integers(0, 3),
    "minLength": st.sampled_from([0, 3, 10**9]),
    "uniqueItems": st.booleans(),
    "minimum": st.integers(-3, 3),
    "format": st.sampled_from(["date", "email", "regex"]),
}


def nest(inner: st.SearchStrategy[JsonValue]) -> st.SearchStrategy[JsonValue]:
    """Draw a schema with some words of its own, and some schemas within it."""
    named = st.dictionaries(NAMES, inner, max_size=3)
    listed = st.lists(inner, min_size=1, max_size=2)
    nested = {
        **dict.fromkeys(("properties", "$defs", "patternProperties"), named),
        **dict.fromkeys(("anyOf", "oneOf", "allOf", "prefixItems"), listed),
        **dict.fromkeys(("items", "additionalProperties", "not", "unevaluatedItems"), inner),
    }
    every = {**WORDS, **nested}
    chosen = st.lists(st.sampled_from(sorted(every)), min_size=1, max_size=4, unique=True)
    return chosen.flatmap(
        lambda words: st.fixed_dictionaries({word: every[word] for word in words})
    )


SCHEMAS = st.recursive(
    st.just({}) | st.booleans() | st.just({"type": "string"}), nest, max_leaves=8
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SCHEMAS.filter(lambda schema: isinstance(schema, dict)))
def test_any_schema_is_filled_or_refused(schema: dict[str, JsonValue]) -> None:
    faults = list(find_json_schema_faults(schema, "s"))
    if faults:
        assert all(path.startswith("s") and text for path, text in faults)
        return
    written = to_paths(schema)
    text = join(fill(written))

    json.loads(text)
    assert find_fault(text, written) == "" or "does not fit" in find_fault(text, written)

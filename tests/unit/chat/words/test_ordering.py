"""Members of objects in the order of their schema."""

import pytest

from wasat.chat.words.ordering import put_in_order
from wasat.generation.prompt import JsonValue

PAIR: dict[str, JsonValue] = {
    "type": "object",
    "properties": {"b": {"type": "number"}, "a": {"type": "string"}},
}
TREE: dict[str, JsonValue] = {
    "properties": {"name": {}, "parts": {"items": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}}
}


@pytest.mark.parametrize(
    ("schema", "text", "ordered"),
    [
        (PAIR, '{"a": "x", "b": 1.50}', '{"b":1.50,"a":"x"}'),
        (PAIR, '{"other": [1, 2], "a": "\\u00e9"}', '{"a":"\\u00e9","other":[1, 2]}'),
        (
            {"items": PAIR},
            '[{"b": 1e400, "a": ""},{"a":"","b":2}]',
            '[{"b": 1e400, "a": ""},{"b":2,"a":""}]',
        ),
        (TREE, '{"parts": [{"parts": [], "name": 1}]}', '{"parts":[{"name":1,"parts":[]}]}'),
        (TREE, '{"parts": [null], "name": 1}', '{"name":1,"parts":[null]}'),
    ],
)
def test_members_come_in_the_order_of_their_schema_with_values_as_written(
    schema: dict[str, JsonValue], text: str, ordered: str
) -> None:
    assert put_in_order(text, schema) == ordered


@pytest.mark.parametrize(
    "text",
    ['{ "b" : 2, "a": "x" }', '{"a": NaN, "b": 1}', '{"a": ', "3", '"a"', '[{"b":1}]', '{"c": 1}'],
)
def test_what_is_in_order_or_no_json_stays_whole(text: str) -> None:
    assert put_in_order(text, PAIR) == text

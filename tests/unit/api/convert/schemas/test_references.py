"""Every way in which a schema names a place inside itself."""

import pytest

from wasat.api.convert.schemas.references import write_paths

TEXT = {"type": "string"}


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ({"$defs": {"a": {"$anchor": "x", **TEXT}}, "items": {"$ref": "#x"}}, "#/$defs/a"),
        ({"$defs": {"a": {"$id": "T", **TEXT}}, "items": {"$ref": "T"}}, "#/$defs/a"),
        (
            {"$id": "http://h/r", "$defs": {"a": TEXT}, "items": {"$ref": "http://h/r#/$defs/a"}},
            "#/$defs/a",
        ),
        ({"$id": "http://h/r", "$defs": {"a": TEXT}, "items": {"$ref": "r"}}, "#"),
        (
            {
                "$defs": {"a": {"$id": "T", "$defs": {"b": {"$anchor": "c"}}}},
                "items": {"$ref": "T#c"},
            },
            "#/$defs/a/$defs/b",
        ),
        ({"$defs": {"a": {"$dynamicAnchor": "n"}}, "items": {"$dynamicRef": "#n"}}, "#/$defs/a"),
        ({"$defs": {"a": TEXT}, "items": {"$dynamicRef": "#/$defs/a"}}, "#/$defs/a"),
        ({"components": {"a": TEXT}, "items": {"$ref": "#/components/a"}}, "#/components/a"),
        ({"anyOf": [TEXT], "items": {"$ref": "#/anyOf/0"}}, "#/anyOf/0"),
        (
            {"$defs": {"a b%/~": TEXT}, "items": {"$ref": "#/$defs/a%20b%25~1~0"}},
            "#/$defs/a%20b%25~1~0",
        ),
        ({"$defs": {"a": True}, "items": {"$ref": "#/$defs/a"}}, "#/$defs/a"),
    ],
)
def test_a_reference_becomes_a_path(schema: dict, path: str) -> None:
    written, lost = write_paths(schema)

    assert lost == []
    assert written["items"] == {"$ref": path}
    assert "$id" not in written


def test_what_only_looks_like_a_name_is_left_alone() -> None:
    schema = {
        "properties": {"$id": TEXT, "$anchor": TEXT, "$ref": TEXT},
        "enum": [{"$id": "x", "$ref": "y"}],
        "default": {"$schema": "z"},
    }

    assert write_paths({**schema, "$schema": "https://json-schema.org/draft/2020-12/schema"}) == (
        schema,
        [],
    )


@pytest.mark.parametrize(
    "reference",
    ["http://h/x", "file:///etc/passwd", "other", "#name", "#/a/b", "http://[", "#/$defs"],
)
def test_what_leads_outside_is_told_and_not_followed(reference: str) -> None:
    assert write_paths({"items": {"$ref": reference}})[1] == [reference]


def test_a_name_that_is_no_address_is_told() -> None:
    lost = write_paths({"$id": "http://[", "items": {"$ref": "x"}})[1]

    assert len(lost) == 1


def test_a_schema_behind_a_reference_is_seen_as_well() -> None:
    schema = {"x": {"y": {"$ref": "#/x/z"}, "z": {"$anchor": "end"}}, "$ref": "#/x/y"}

    assert write_paths(schema) == ({"x": {"y": {"$ref": "#/x/z"}, "z": {}}, "$ref": "#/x/y"}, [])

"""The caller's schema of the answer: the OpenAPI subset, and its one translation to JSON Schema.

Source: Schema of the v1beta discovery document; the sentences are those of the service.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import AliasChoices, BeforeValidator, Field

from wasat.wire.base import Many, Wire
from wasat.wire.scalars import Flag, Float, Int64, ProtoEnum, choice

JsonSchema = dict[str, Any]

_NUMBER_FORMATS = ("float", "double", "int32", "int64")
_STRING_FORMATS = ("enum", "date-time", "date", "time", "duration", "email", "uri", "uuid")


class Type(ProtoEnum):
    """What a value is."""

    TYPE_UNSPECIFIED = "TYPE_UNSPECIFIED"
    STRING = "STRING"
    NUMBER = "NUMBER"
    INTEGER = "INTEGER"
    BOOLEAN = "BOOLEAN"
    ARRAY = "ARRAY"
    OBJECT = "OBJECT"
    NULL = "NULL"


def _as_schema(value: Any) -> Any:  # noqa: ANN401 - whatever JSON came
    return Schema.model_validate(value) if isinstance(value, dict) else value


class Schema(Wire):
    """A schema in the OpenAPI subset; types in upper or lower case, keys of maps untouched."""

    type: Annotated[Type, choice(Type)] = Type.TYPE_UNSPECIFIED
    format: str = ""
    title: str = ""
    description: str = ""
    nullable: Flag = False
    enum: Many[str] = ()
    items: "Schema | None" = None
    max_items: Int64 | None = None
    min_items: Int64 | None = None
    properties: dict[str, "Schema"] | None = None
    required: Many[str] = ()
    min_properties: Int64 | None = None
    max_properties: Int64 | None = None
    minimum: Float | None = None
    maximum: Float | None = None
    min_length: Int64 | None = None
    max_length: Int64 | None = None
    pattern: str = ""
    example: Any = None
    any_of: Many["Schema"] = ()
    property_ordering: Many[str] = ()
    default: Any = None
    additional_properties: Annotated[Any, BeforeValidator(_as_schema)] = None
    ref: str = Field("", validation_alias=AliasChoices("ref", "$ref"))
    defs: dict[str, "Schema"] | None = Field(None, validation_alias=AliasChoices("defs", "$defs"))


def find_faults(schema: Schema, path: str) -> Iterator[tuple[str, str]]:
    """Yield path and sentence of everything the service refuses in a schema.

    Args:
        schema: What came.
        path: Where it stood in the request, such as `generation_config.response_schema`.
    """
    if schema.type is Type.OBJECT and not schema.properties and not schema.additional_properties:
        yield f"{path}.properties", "should be non-empty for OBJECT type"
    if schema.type is Type.ARRAY and schema.items is None:
        yield f"{path}.items", "missing field."
    if schema.enum and schema.type is not Type.STRING:
        yield f"{path}.enum", "only allowed for STRING type"
    if schema.type is Type.STRING and schema.format not in ("", *_STRING_FORMATS):
        yield f"{path}.format", "only 'enum' and 'date-time' are supported for STRING type"
    yield from _find_unknown_names(schema, path)
    for name, child in _children(schema):
        yield from find_faults(child, f"{path}{name}")


def _find_unknown_names(schema: Schema, path: str) -> Iterator[tuple[str, str]]:
    known = schema.properties or {}
    for field, names in (
        ("required", schema.required),
        ("property_ordering", schema.property_ordering),
    ):
        for index, name in enumerate(names):
            if name not in known:
                yield f"{path}.{field}[{index}]", "property is not defined"


def _children(schema: Schema) -> Iterator[tuple[str, Schema]]:
    for name, child in (schema.properties or {}).items():
        yield f'.properties["{name}"]', child
    for index, child in enumerate(schema.any_of):
        yield f".any_of[{index}]", child
    if schema.items is not None:
        yield ".items", schema.items
    for name, child in (schema.defs or {}).items():
        yield f'.defs["{name}"]', child


def to_json_schema(schema: Schema) -> JsonSchema:
    """Write a schema as JSON Schema, its properties in the order of the answer.

    Returns:
        A schema of draft 2020-12. Formats, examples and defaults that only describe are kept where
        JSON Schema has a word for them.
    """
    written: JsonSchema = _constraints(schema)
    if schema.type is not Type.TYPE_UNSPECIFIED:
        written["type"] = schema.type.lower()
    if schema.ref:
        written["$ref"] = schema.ref.replace("#/defs/", "#/$defs/")
    if schema.items is not None:
        written["items"] = to_json_schema(schema.items)
    if schema.any_of:
        written["anyOf"] = [to_json_schema(each) for each in schema.any_of]
    if schema.properties is not None:
        written["properties"] = _ordered(schema.properties, schema.property_ordering)
    if isinstance(schema.additional_properties, Schema):
        written["additionalProperties"] = to_json_schema(schema.additional_properties)
    if schema.defs:
        written["$defs"] = {name: to_json_schema(each) for name, each in schema.defs.items()}
    return _or_null(written) if schema.nullable else written


def _ordered(properties: Mapping[str, Schema], ordering: tuple[str, ...]) -> JsonSchema:
    """Put properties in the caller's order; those it does not name come last, as they came."""
    names = dict.fromkeys([*(name for name in ordering if name in properties), *properties])
    return {name: to_json_schema(properties[name]) for name in names}


def _constraints(schema: Schema) -> JsonSchema:
    """Write what both dialects call by the same name."""
    given = {
        "title": schema.title or None,
        "description": schema.description or None,
        "format": schema.format if schema.format not in ("", "enum", *_NUMBER_FORMATS) else None,
        "enum": list(schema.enum) or None,
        "required": list(schema.required) or None,
        "pattern": schema.pattern or None,
        "minItems": schema.min_items,
        "maxItems": schema.max_items,
        "minProperties": schema.min_properties,
        "maxProperties": schema.max_properties,
        "minLength": schema.min_length,
        "maxLength": schema.max_length,
        "minimum": schema.minimum,
        "maximum": schema.maximum,
        "default": schema.default,
        "additionalProperties": schema.additional_properties,
    }
    return {name: value for name, value in given.items() if value is not None}


def _or_null(written: JsonSchema) -> JsonSchema:
    """Let null pass everywhere the schema says what a value is."""
    nullable = dict(written)
    if "$ref" in nullable:
        nullable["anyOf"] = [{"$ref": nullable.pop("$ref")}, {"type": "null"}]
        return nullable
    if "type" in written:
        nullable["type"] = [written["type"], "null"]
    if "enum" in written:
        nullable["enum"] = [*written["enum"], None]
    if "anyOf" in written:
        nullable["anyOf"] = [*written["anyOf"], {"type": "null"}]
    return nullable

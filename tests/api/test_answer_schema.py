"""responseSchema and responseJsonSchema: what reaches the engine, and what is refused."""

import pytest

from tests.api.asking import HELLO, Asking, EchoEngine, post, refused
from wasat.generation.chunk import Chunk
from wasat.generation.prompt import AnswerForm

NAME = "* GenerateContentRequest.generation_config."
JSON = "application/json"
TEXT = {"type": "STRING"}


def config(**fields: object) -> dict[str, object]:
    return {**HELLO, "generationConfig": fields}


async def ask(answer: str, **fields: object) -> Asking:
    asking = Asking(engine=EchoEngine(chunks=[Chunk(text=answer)]))
    response = await post(config(**fields), asking=asking)
    assert response.json()["candidates"][0]["content"]["parts"] == [{"text": answer}]
    return asking


async def test_an_openapi_schema_reaches_the_engine_as_json_schema() -> None:
    schema = {"type": "OBJECT", "properties": {"a": TEXT}, "property_ordering": ["a"]}
    asking = await ask('{"a": "b"}', responseMimeType=JSON, responseSchema=schema)

    options = asking.prompt.options
    assert options.form is AnswerForm.JSON
    assert options.schema == {"type": "object", "properties": {"a": {"type": "string"}}}


async def test_a_json_schema_reaches_the_engine_untouched() -> None:
    schema = {
        "$defs": {"tree": {"type": "object", "properties": {"sub": {"$ref": "#/$defs/tree"}}}},
        "$ref": "#/$defs/tree",
        "x-anything": 1,
    }
    asking = await ask("{}", response_mime_type=JSON, response_json_schema=schema)

    assert asking.prompt.options.schema == schema


async def test_names_of_places_become_paths_before_the_engine_sees_them() -> None:
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "definitions": {"a": {"$id": "Name", "type": "string"}},
        "properties": {"a": {"$ref": "Name"}},
    }
    asking = await ask("{}", responseMimeType=JSON, responseJsonSchema=schema)

    assert asking.prompt.options.schema == {
        "definitions": {"a": {"type": "string"}},
        "properties": {"a": {"$ref": "#/definitions/a"}},
    }


async def test_an_enumeration_is_answered_bare() -> None:
    schema = {"type": "STRING", "enum": ["yes", "no"]}
    asking = await ask("yes", responseMimeType="text/x.enum", responseSchema=schema)

    assert asking.prompt.options.form is AnswerForm.ENUM
    assert asking.prompt.options.schema == {"type": "string", "enum": ["yes", "no"]}


async def test_json_needs_no_schema() -> None:
    asking = await ask("[]", responseMimeType=JSON)

    assert asking.prompt.options.schema is None


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        (
            {"type": "OBJECT", "properties": {"params": {"type": "OBJECT"}}},
            'response_schema.properties["params"].properties: should be non-empty for OBJECT'
            " type\n",
        ),
        (
            {"type": "OBJECT", "properties": {"x": {"type": "INTEGER", "enum": ["1"]}}},
            'response_schema.properties["x"].enum: only allowed for STRING type\n',
        ),
        (
            {"type": "OBJECT", "properties": {"x": {"type": "STRING", "format": "phone"}}},
            "response_schema.properties[\"x\"].format: only 'enum' and 'date-time' are supported"
            " for STRING type\n",
        ),
        (
            {"type": "OBJECT", "properties": {"x": TEXT}, "required": ["y"]},
            "response_schema.required[0]: property is not defined\n",
        ),
        (
            {"type": "OBJECT", "properties": {"x": {"type": "ARRAY"}}},
            'response_schema.properties["x"].items: missing field.\n',
        ),
        (
            {"$ref": "#/defs/a"},
            "response_schema: $ref must lead to a place inside the schema, not to #/$defs/a\n",
        ),
    ],
)
async def test_faults_of_a_schema_are_told_in_the_services_words(
    schema: dict, message: str
) -> None:
    assert await refused(config(responseMimeType=JSON, responseSchema=schema)) == f"{NAME}{message}"


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        (
            {"type": "thing"},
            "response_json_schema.type: 'thing' is not valid under any of the given schemas",
        ),
        (
            {"$ref": "http://169.254.169.254/x"},
            "response_json_schema: $ref must lead to a place inside the schema, not to http://169.254.169.254/x",
        ),
        (
            {"$ref": "#/$defs/a"},
            "response_json_schema: $ref must lead to a place inside the schema, not to #/$defs/a",
        ),
        (
            {"$ref": "#anchor"},
            "response_json_schema: $ref must lead to a place inside the schema, not to #anchor",
        ),
        ({"$ref": "#"}, "response_json_schema: $ref must not lead back to itself"),
        (
            {"properties": {"a": {"anyOf": [{"$ref": "#/properties/a"}]}}},
            "response_json_schema: $ref must not lead back to itself",
        ),
        (
            {"pattern": "("},
            "response_json_schema.pattern: '(' is not a 'regex'",
        ),
        (
            {"patternProperties": {"*": True}},
            "response_json_schema.patternProperties: '*' is not a 'regex'",
        ),
        ([1], "response_json_schema: expected an object"),
    ],
)
async def test_a_json_schema_that_cannot_be_checked_is_refused(
    schema: object, message: str
) -> None:
    found = await refused(config(responseMimeType=JSON, responseJsonSchema=schema))

    assert found == f"{NAME}{message}\n"


@pytest.mark.parametrize("fields", [{}, {"responseMimeType": "text/plain"}])
async def test_a_schema_needs_a_type_that_it_can_shape(fields: dict) -> None:
    message = await refused(config(responseSchema=TEXT, **fields))

    assert message == (
        f"{NAME}response_schema: only allowed when response_mime_type is 'application/json' or"
        " 'text/x.enum'\n"
    )


async def test_only_one_schema_is_taken() -> None:
    message = await refused(
        config(responseMimeType=JSON, responseSchema=TEXT, responseJsonSchema={})
    )

    assert message == f"{NAME}response_schema: must not be set together with response_json_schema\n"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"responseSchema": {"type": "ARRAY", "items": TEXT}},
            "response_schema.type: only STRING with enum is allowed for 'text/x.enum'\n",
        ),
        (
            {"responseSchema": TEXT},
            "response_schema.type: only STRING with enum is allowed for 'text/x.enum'\n",
        ),
        (
            {"responseJsonSchema": {"type": "array", "items": {"enum": ["a"]}}},
            "response_json_schema.type: only 'string' is allowed for 'text/x.enum'\n",
        ),
        ({}, "response_schema: must name the values of 'text/x.enum'\n"),
    ],
)
async def test_an_enumeration_is_one_of_named_values(fields: dict, message: str) -> None:
    assert await refused(config(responseMimeType="text/x.enum", **fields)) == f"{NAME}{message}"


async def test_a_schema_that_no_answer_fits_is_the_callers_fault() -> None:
    asked = config(responseMimeType=JSON, responseJsonSchema={"not": {}})
    answer = await post(asked, asking=Asking(engine=EchoEngine(chunks=[Chunk(text="{}")])))

    error = answer.json()["error"]
    assert (answer.status_code, error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["details"][0]["fieldViolations"][0]["field"] == "generation_config.response_schema"

"""Functions that a model may call."""

import pytest

from wasat.api.convert.tools import to_functions
from wasat.generation.prompt import Calling, Function
from wasat.status import InvalidArgumentError
from wasat.wire.generate import GenerateContentRequest

CITY = {"type": "OBJECT", "properties": {"city": {"type": "STRING"}}}
WEATHER = {"name": "weather", "description": "Of a city.", "parameters": CITY}
CITY_SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}}


def convert(*declarations: dict, **config: object) -> tuple[tuple[Function, ...], Calling]:
    body = {
        "tools": [{"functionDeclarations": list(declarations)}],
        "toolConfig": {"functionCallingConfig": config},
    }
    return to_functions(GenerateContentRequest.model_validate(body))


def refused(*declarations: dict, **config: object) -> list[str]:
    with pytest.raises(InvalidArgumentError) as caught:
        convert(*declarations, **config)
    return [violation.path for violation in caught.value.details]


def test_without_tools_there_are_no_functions() -> None:
    assert to_functions(GenerateContentRequest()) == ((), Calling.AUTO)


def test_a_declaration_becomes_a_function_with_json_schema() -> None:
    (function,), calling = convert(WEATHER)

    assert function == Function(name="weather", description="Of a city.", schema=CITY_SCHEMA)
    assert calling is Calling.AUTO


def test_a_json_schema_is_taken_as_it_is() -> None:
    (function,), _ = convert({"name": "f", "parametersJsonSchema": CITY_SCHEMA})

    assert function.schema == CITY_SCHEMA


def test_functions_that_must_not_be_called_are_left_out() -> None:
    assert convert(WEATHER, mode="NONE") == ((), Calling.AUTO)


def test_of_functions_one_of_which_must_be_called_only_the_allowed_are_left() -> None:
    functions, calling = convert(
        WEATHER, {"name": "other"}, mode="ANY", allowedFunctionNames=["other"]
    )

    assert [function.name for function in functions] == ["other"]
    assert calling is Calling.ANY


def test_a_call_without_functions_cannot_be_had() -> None:
    assert refused(mode="ANY") == ["tool_config.function_calling_config.mode"]


def test_only_declared_functions_can_be_allowed() -> None:
    assert refused(WEATHER, mode="ANY", allowedFunctionNames=["weather", "x"]) == [
        "tool_config.function_calling_config.allowed_function_names[1]"
    ]


@pytest.mark.parametrize("name", ["", "n" * 65])
def test_a_name_out_of_range_is_refused(name: str) -> None:
    assert refused({"name": name}) == ["tools[0].function_declarations[0].name"]


def test_two_functions_of_one_name_are_refused() -> None:
    assert refused(WEATHER, WEATHER) == ["tools[0].function_declarations[1].name"]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"parameters": CITY, "parametersJsonSchema": CITY_SCHEMA}, "parameters"),
        ({"parameters": {"type": "ARRAY"}}, "parameters.items"),
        ({"parametersJsonSchema": {"type": "nothing"}}, "parameters_json_schema.type"),
        ({"parametersJsonSchema": [1]}, "parameters_json_schema"),
    ],
)
def test_a_schema_that_does_not_fit_is_refused_with_its_place(fields: dict, path: str) -> None:
    assert refused({"name": "f", **fields}) == [f"tools[0].function_declarations[0].{path}"]

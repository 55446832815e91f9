"""functionDeclarations and toolConfig to the functions of a prompt."""

from collections.abc import Iterator, Sequence

from wasat.api.convert.checks import REQUEST, forbids_functions
from wasat.api.convert.faults import Fault, echo, refuse
from wasat.api.convert.schemas.check import find_json_schema_faults, to_paths
from wasat.generation.prompt import Calling, Function
from wasat.wire.generate import (
    FunctionCallingConfig,
    FunctionCallingConfig_Mode,
    FunctionDeclaration,
    GenerateContentRequest,
)
from wasat.wire.schema import JsonSchema, find_faults, to_json_schema

_LONGEST_NAME = 64  # documented
_CONFIG = "tool_config.function_calling_config"
_UNCONFIGURED = FunctionCallingConfig()


def to_functions(request: GenerateContentRequest) -> tuple[tuple[Function, ...], Calling]:
    """Return the functions that may be called, and whether one must be.

    None where the caller forbids all calls. Where one must be called, only those that the caller
    allows; VALIDATED is AUTO, since arguments are always held to their schema.

    Raises:
        InvalidArgumentError: A declaration or the configuration does not fit; says where.
    """
    declared = [
        (f"tools[{index}].function_declarations[{number}]", declaration)
        for index, tool in enumerate(request.tools)
        for number, declaration in enumerate(tool.function_declarations)
    ]
    config = _config(request)
    refuse([*_find_faults(declared), *_find_config_faults(config, declared)], REQUEST)
    if forbids_functions(request):
        return (), Calling.AUTO
    functions = tuple(
        Function(name=each.name, description=each.description, schema=_schema(each))
        for _, each in declared
        if not config.allowed_function_names or each.name in config.allowed_function_names
    )
    must = config.mode is FunctionCallingConfig_Mode.ANY
    return functions, Calling.ANY if must else Calling.AUTO


def _config(request: GenerateContentRequest) -> FunctionCallingConfig:
    config = request.tool_config and request.tool_config.function_calling_config
    return config or _UNCONFIGURED


def _schema(declaration: FunctionDeclaration) -> JsonSchema | None:
    if declaration.parameters is not None:
        return to_json_schema(declaration.parameters)
    json_schema: JsonSchema | None = declaration.parameters_json_schema
    return None if json_schema is None else to_paths(json_schema)


def _find_faults(declared: Sequence[tuple[str, FunctionDeclaration]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, each in declared:
        if not 1 <= len(each.name) <= _LONGEST_NAME:
            yield f"{path}.name", f"expected 1 to {_LONGEST_NAME} characters, not {len(each.name)}"
        if each.name in seen:
            yield f"{path}.name", f"Duplicate function declaration found: {echo(each.name)}"
        seen.add(each.name)
        yield from _find_schema_faults(path, each)


def _find_schema_faults(path: str, declaration: FunctionDeclaration) -> Iterator[Fault]:
    schema, json_schema = declaration.parameters, declaration.parameters_json_schema
    if schema is not None and json_schema is not None:
        yield f"{path}.parameters", "must not be set together with parameters_json_schema"
    elif schema is not None:
        yield from find_faults(schema, f"{path}.parameters")
    elif isinstance(json_schema, dict):
        yield from find_json_schema_faults(json_schema, f"{path}.parameters_json_schema")
    elif json_schema is not None:
        yield f"{path}.parameters_json_schema", "expected an object"


def _find_config_faults(
    config: FunctionCallingConfig, declared: Sequence[tuple[str, FunctionDeclaration]]
) -> Iterator[Fault]:
    names = {each.name for _, each in declared}
    if config.mode is FunctionCallingConfig_Mode.ANY and not names:
        yield f"{_CONFIG}.mode", "ANY is only allowed beside function_declarations"
    for index, name in enumerate(config.allowed_function_names):
        if name not in names:
            path = f"{_CONFIG}.allowed_function_names[{index}]"
            yield path, f"expected a declared function, not {echo(name)}"

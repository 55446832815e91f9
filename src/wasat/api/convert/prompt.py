"""Requests to prompts."""

from collections.abc import Sequence

from wasat.api.context import Call
from wasat.api.convert.checks import (
    check_contents,
    check_data,
    check_state,
    check_tools,
)
from wasat.api.convert.options import to_options
from wasat.api.convert.sources import UNSPECIFIED, Place, open_file, open_inline
from wasat.api.convert.tools import to_functions
from wasat.generation.prompt import (
    Code,
    FunctionCall,
    FunctionResult,
    Options,
    Part,
    Prompt,
    Role,
    Text,
    Turn,
)
from wasat.generation.service import Model
from wasat.wire import content as wire
from wasat.wire.generate import GenerateContentRequest


async def to_prompt(call: Call, request: GenerateContentRequest, model: Model) -> Prompt:
    """Make a prompt of a whole request; all that is wrong with it is said before files are opened.

    Args:
        call: Whose files may be named.
        request: What came.
        model: What is to answer, and what it can do.

    Raises:
        InvalidArgumentError: Something is missing, too much, or cannot be honoured.
        PermissionDeniedError: A file or a cache is not there, or not the caller's.
        FailedPreconditionError: A file could not be read, or not in time.
    """
    check_contents(request.contents)
    check_state(request)
    check_tools(request, model)
    functions, calling = to_functions(request)
    options = to_options(request.generation_config, model)
    resolution = request.generation_config.media_resolution.value
    return Prompt(
        turns=await _turns(call, request.contents, resolution),
        system=await _system(call, request.system_instruction, resolution),
        functions=functions,
        calling=calling,
        options=options,
    )


async def to_plain_prompt(call: Call, contents: Sequence[wire.Content], request: str) -> Prompt:
    """Make a prompt of contents alone, as countTokens takes them.

    Args:
        call: Whose files may be named.
        contents: What came.
        request: Name of the message they came in.

    Raises:
        StatusError: As `to_prompt`.
    """
    check_contents(contents, request)
    return Prompt(turns=await _turns(call, contents, UNSPECIFIED), options=Options())


async def _turns(call: Call, contents: Sequence[wire.Content], resolution: str) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    for index, content in enumerate(contents):
        role = Role.MODEL if content.role == "model" else Role.USER
        parts = await _parts(call, content, f"contents[{index}]", str(index), resolution)
        turns.append(Turn(role=role, parts=parts))
    return tuple(turns)


async def _system(call: Call, content: wire.Content | None, resolution: str) -> tuple[Part, ...]:
    """Take the system instruction whatever role it bears: the SDKs say `user`."""
    if content is None:
        return ()
    for number, part in enumerate(content.parts):
        check_data(part, f"system_instruction.parts[{number}]")
    return await _parts(call, content, "system_instruction", "system", resolution)


async def _parts(
    call: Call, content: wire.Content, path: str, name: str, resolution: str
) -> tuple[Part, ...]:
    parts: list[Part] = []
    for number, part in enumerate(content.parts):
        place = Place(
            path=f"{path}.parts[{number}]", uri=f"inline:{name}.{number}", resolution=resolution
        )
        parts += await _convert(call, part, place)
    return tuple(parts)


async def _convert(call: Call, part: wire.Part, place: Place) -> list[Part]:
    """Convert one part; what only accompanies others, such as a thought's signature, is nothing."""
    if part.inline_data is not None:
        return [await open_inline(call, part, part.inline_data, place)]
    if part.file_data is not None:
        return [await open_file(call, part, part.file_data, place)]
    if part.function_response is not None:
        return await _function_result(call, part.function_response, place)
    return _plain(part)


async def _function_result(call: Call, result: wire.FunctionResponse, place: Place) -> list[Part]:
    """Convert what a function returned, and the documents it returned beside it."""
    parts: list[Part] = [
        FunctionResult(name=result.name, response=result.response or {}, call_id=result.id)
    ]
    for number, each in enumerate(result.parts):
        inner = Place(
            path=f"{place.path}.function_response.parts[{number}]",
            uri=f"{place.uri}.{number}",
            resolution=place.resolution,
        )
        if each.inline_data is not None:
            parts.append(await open_inline(call, each, each.inline_data, inner))
        elif each.file_data is not None:
            parts.append(await open_file(call, each, each.file_data, inner))
    return parts


def _plain(part: wire.Part) -> list[Part]:
    if part.text is not None:
        return [Text(text=part.text, is_thought=part.thought)]
    if (asked := part.function_call) is not None:
        return [FunctionCall(name=asked.name, arguments=asked.args or {}, call_id=asked.id)]
    if (program := part.executable_code) is not None:
        return [Code(text=program.code, language=program.language.lower())]
    if (printed := part.code_execution_result) is not None:
        return [Code(text=printed.output, is_result=True)]
    return []

"""What a request must be before it is worth opening a file for: pure, and said all at once."""

from collections.abc import Iterator, Sequence

from wasat.api.convert.faults import Fault, echo, refuse
from wasat.api.details import DOMAIN, fault
from wasat.generation.prompt import AnswerForm
from wasat.generation.service import Model
from wasat.status import ErrorInfo, PermissionDeniedError
from wasat.wire.content import Content, FunctionResponsePart, Part
from wasat.wire.generate import (
    FunctionCallingConfig,
    FunctionCallingConfig_Mode,
    GenerateContentRequest,
    Tool,
)

REQUEST = "GenerateContentRequest"
ROLES = frozenset({"", "user", "model", "function"})

_DATA = (
    "text",
    "inline_data",
    "file_data",
    "function_call",
    "function_response",
    "executable_code",
    "code_execution_result",
    "tool_call",
    "tool_response",
)
_TOOLS = {
    "function_declarations": "Function calling",
    "google_search": "Google Search as a tool",
    "google_search_retrieval": "Google Search as a tool",
    "code_execution": "Code execution",
    "computer_use": "Computer use",
    "url_context": "URL context as a tool",
    "file_search": "File search",
    "google_maps": "Google Maps as a tool",
    "mcp_servers": "MCP servers as a tool",
}


def asks_documents(request: GenerateContentRequest) -> bool:
    """Return whether a document or picture stands anywhere in a request."""
    system = request.system_instruction
    contents = (*request.contents, system) if system else request.contents
    parts = [part for content in contents for part in content.parts]
    results = [each for part in parts if (each := part.function_response) is not None]
    inner = [each for result in results for each in result.parts]
    return any(map(_has_document, parts)) or any(map(_has_document, inner))


_BESIDE_CACHE = (
    "CachedContent can not be used with GenerateContent request setting system_instruction, tools"
    " or tool_config.\n\nProposed fix: move those values to CachedContent from GenerateContent"
    " request."
)


def check_contents(contents: Sequence[Content], request: str = REQUEST) -> None:
    """Refuse contents that say nothing, or two things at once, or are nobody's.

    Raises:
        InvalidArgumentError: In the service's words, with every place.
    """
    if not contents:
        refuse([("contents", "contents is not specified")], request)
    refuse([*_find_empty(contents)], request)
    for place, part in _places(contents):
        check_data(part, place)
    for index, content in enumerate(contents):
        if content.role not in ROLES:
            raise fault(f"contents[{index}].role", "Please use a valid role: user, model.")


def check_last_turn(contents: Sequence[Content]) -> None:
    """Refuse contents that end with the model's word, as nothing is asked then.

    They may be counted all the same: the SDKs' samples count the history of a chat.

    Raises:
        InvalidArgumentError: They do.
    """
    if contents and contents[-1].role == "model":
        raise fault(
            f"contents[{len(contents) - 1}].role",
            "Please ensure that multiturn requests ends with a user role or a function response.",
        )


def check_data(part: Part, place: str) -> None:
    """Refuse a part that holds two kinds of data.

    Raises:
        InvalidArgumentError: As a proto parser says it.
    """
    given = [name for name in _DATA if getattr(part, name) is not None]
    if len(given) > 1:
        second = type(part).model_fields[given[1]].alias
        raise fault(
            place,
            f"Invalid value at '{place}' (oneof), oneof field 'data' is already set. Cannot set"
            f" '{second}'",
        )


def check_tools(request: GenerateContentRequest, model: Model) -> None:
    """Refuse tools that would change the answer and are not there, by name.

    Functions that the caller itself forbids to call change nothing.

    Raises:
        InvalidArgumentError: A tool is empty, or the model has none of its kind.
    """
    is_demanded = _mode(request) is FunctionCallingConfig_Mode.ANY
    may_call = (
        model.profile.has_tools
        or (model.profile.calls_on_demand and is_demanded)
        or forbids_functions(request)
    )
    for index, tool in enumerate(request.tools):
        given = _given(tool)
        if not given:
            text = "required one_of 'tool_type' must have one initialized field"
            refuse([(f"tools[{index}].tool_type", text)], REQUEST)
        for name in given:
            if name == "function_declarations" and may_call:
                continue
            raise fault(f"tools[{index}].{name}", _unavailable(name, request, model))


def _unavailable(tool: str, request: GenerateContentRequest, model: Model) -> str:
    """Say that a tool is not there; in JSON mode the service's sentence about both goes before."""
    ours = f"{_TOOLS[tool]} is not enabled for models/{model.name}"
    if tool == "file_search":
        ours = f"The file search stores that are named do not exist. {ours}"
    mime_type = request.generation_config.response_mime_type
    if mime_type in {"", AnswerForm.TEXT}:
        return ours
    kind = "Function calling" if tool == "function_declarations" else "Tool use"
    return f"{kind} with response mime type: {echo(mime_type)!r} is unsupported. {ours}"


def check_state(request: GenerateContentRequest) -> None:
    """Refuse what points at state that is not kept here.

    Raises:
        PermissionDeniedError: A cache is named; there are none.
        InvalidArgumentError: What names it is no cache's name or stands beside what a cache would
            hold, or an answer is to be continued.
    """
    name = request.cached_content
    if name and (request.system_instruction or request.tools or request.tool_config):
        raise fault("cached_content", _BESIDE_CACHE)
    if name and "/" in name and not name.startswith("cachedContents/"):
        text = f"expected cachedContents/ID, not {echo(name)}"
        refuse([("cached_content", text)], REQUEST)
    if name:
        raise PermissionDeniedError(
            "CachedContent not found (or permission denied). No cached contents are kept here;"
            f" cachedContent was {echo(name)!r}.",
            details=[ErrorInfo(reason="CACHED_CONTENT_NOT_FOUND", domain=DOMAIN)],
        )
    if request.continuation_token is not None:
        refuse([("continuation_token", "answers are never to be continued here")], REQUEST)


def forbids_functions(request: GenerateContentRequest) -> bool:
    """Return whether the caller declares functions only to keep them from being called."""
    return _mode(request) is FunctionCallingConfig_Mode.NONE


def _mode(request: GenerateContentRequest) -> FunctionCallingConfig_Mode | None:
    config = request.tool_config and request.tool_config.function_calling_config
    return config.mode if isinstance(config, FunctionCallingConfig) else None


def _given(tool: Tool) -> list[str]:
    """Return the kinds of tool that are set; an empty list of functions is none."""
    return [name for name in _TOOLS if getattr(tool, name) not in (None, ())]


def _find_empty(contents: Sequence[Content]) -> Iterator[Fault]:
    for index, content in enumerate(contents):
        if not content.parts:
            yield f"contents[{index}].parts", "contents.parts must not be empty."
    for place, part in _places(contents):
        if not (has_data(part) or part.thought or part.thought_signature is not None):
            text = "required oneof field 'data' must have one initialized field"
            yield f"{place}.data", text


def has_data(part: Part) -> bool:
    """Return whether a part says anything; one that only marks a thought does not."""
    return any(getattr(part, name) is not None for name in _DATA)


def _has_document(part: Part | FunctionResponsePart) -> bool:
    return part.inline_data is not None or part.file_data is not None


def _places(contents: Sequence[Content]) -> Iterator[tuple[str, Part]]:
    for index, content in enumerate(contents):
        for number, part in enumerate(content.parts):
            yield f"contents[{index}].parts[{number}]", part

"""The words of chat completions: requests out, events in.

Source: OpenAI's chat completions as llama.cpp, vLLM, SGLang and LM Studio speak them. Thoughts come
as `reasoning` or `reasoning_content`; both are read.
"""

import base64
from collections.abc import Iterator, Sequence

import msgspec

from wasat.chat.client import (
    ChatRequest,
    Delta,
    EngineUsage,
    Message,
    Picture,
    Piece,
    Speaker,
    ToolCall,
)
from wasat.chat.dialects import Dialect, Thinking
from wasat.generation.chunk import Chance, FinishReason
from wasat.generation.prompt import Function, Options

Json = dict[str, object]

_REASONS = {
    "stop": FinishReason.STOP,
    "length": FinishReason.MAX_TOKENS,
    "content_filter": FinishReason.SAFETY,
    "tool_calls": FinishReason.STOP,
    "function_call": FinishReason.STOP,
}
_LEVELS = {"minimal": "low", "xhigh": "high"}  # what every server that takes effort takes
_LOW_BUDGET, _HIGH_BUDGET = 1_024, 8_192  # tokens of thought that a low, a high effort takes


def write_body(request: ChatRequest, model: str, dialect: Dialect) -> Json:
    """Return the body of a streamed request."""
    options = request.options
    given: Json = {
        "model": model,
        "messages": [write_message(message) for message in request.messages],
        "stream": True,
        "stream_options": {"include_usage": True},
        "max_tokens": request.max_tokens,
        "temperature": options.temperature,
        "top_p": options.top_p,
        "top_k": options.top_k if dialect.has_top_k else None,
        "seed": options.seed,
        "presence_penalty": options.presence_penalty,
        "frequency_penalty": options.frequency_penalty,
        "logprobs": None if options.rivals is None else True,
        "top_logprobs": options.rivals or None,
        "response_format": _write_format(request),
        "tools": [write_function(function) for function in request.functions] or None,
    }
    given |= _write_thinking(options, dialect)
    return {name: value for name, value in given.items() if value is not None}


def write_message(message: Message) -> Json:
    """Return one message; text alone stays a string, which every template takes."""
    written: Json = {"role": message.speaker.value}
    if message.speaker is Speaker.TOOL:
        return {**written, "tool_call_id": message.call_id, "content": message.text}
    if any(isinstance(piece, Picture) for piece in message.pieces):
        written["content"] = [_write_piece(piece) for piece in message.pieces]
    else:
        written["content"] = message.text
    if message.calls:
        written["tool_calls"] = [
            {
                "id": call.call_id,
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for call in message.calls
        ]
    return written


def write_function(function: Function) -> Json:
    """Return the declaration of a function."""
    schema = function.schema or {"type": "object", "properties": {}}
    declared = {"name": function.name, "description": function.description, "parameters": schema}
    return {"type": "function", "function": declared}


def _write_piece(piece: Piece) -> Json:
    """Return text, or a picture as a data URI: no server is made to fetch anything."""
    if isinstance(piece, str):
        return {"type": "text", "text": piece}
    data = base64.b64encode(piece.data).decode()
    return {"type": "image_url", "image_url": {"url": f"data:{piece.mime_type};base64,{data}"}}


def _write_format(request: ChatRequest) -> Json | None:
    if not request.is_json:
        return None
    if request.schema is None:
        return {"type": "json_object"}
    schema = {"name": "answer", "strict": True, "schema": request.schema}
    return {"type": "json_schema", "json_schema": schema}


def _write_thinking(options: Options, dialect: Dialect) -> Json:
    """Say whether and how hard to think, where the caller says so and the server can be told."""
    budget, level = options.thinking_budget, options.thinking_level
    if dialect.thinking is Thinking.NOT_AT_ALL or (budget in (None, -1) and not level):
        return {}
    if dialect.thinking is Thinking.TEMPLATE:
        return {"chat_template_kwargs": {"enable_thinking": budget != 0}}
    if budget == 0:
        return {"reasoning_effort": "low"}
    effort = _LEVELS.get(level, level) or _effort(budget or 0)
    return {"reasoning_effort": effort}


def _effort(budget: int) -> str:
    if budget <= _LOW_BUDGET:
        return "low"
    return "high" if budget >= _HIGH_BUDGET else "medium"


class _Rival(msgspec.Struct):
    token: str = ""
    logprob: float = 0.0
    id: int | None = None


class _Token(_Rival):
    top_logprobs: list[_Rival] = []


class _Logprobs(msgspec.Struct):
    content: list[_Token] | None = None


class _CalledFunction(msgspec.Struct):
    name: str | None = None
    arguments: str | None = None


class _Call(msgspec.Struct):
    index: int = 0
    id: str | None = None
    function: _CalledFunction | None = None


class _Said(msgspec.Struct):
    content: str | None = None
    reasoning: str | None = None
    reasoning_content: str | None = None
    tool_calls: list[_Call] | None = None


class _Choice(msgspec.Struct):
    delta: _Said | None = None
    finish_reason: str | None = None
    logprobs: _Logprobs | None = None


class _Details(msgspec.Struct):
    cached_tokens: int | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0
    prompt_tokens_details: _Details | None = None


class Event(msgspec.Struct):
    """One event of a streamed answer, as far as it is understood."""

    choices: list[_Choice] = []
    usage: _Usage | None = None
    error: msgspec.Raw | None = None


_decode = msgspec.json.Decoder(Event).decode


def read_event(data: bytes) -> Event:
    """Read the data of one event.

    Raises:
        msgspec.MsgspecError: It is none.
    """
    return _decode(data)


class Calls:
    """Function calls while their arguments come, fragment by fragment."""

    def __init__(self) -> None:
        self._names: dict[int, str] = {}
        self._ids: dict[int, str] = {}
        self._arguments: dict[int, list[str]] = {}

    def add(self, fragments: Sequence[_Call]) -> None:
        """Take what one event says of them."""
        for each in fragments:
            function = each.function or _CalledFunction()
            self._names.setdefault(each.index, "")
            self._names[each.index] += function.name or ""
            self._ids[each.index] = each.id or self._ids.get(each.index, "")
            self._arguments.setdefault(each.index, []).append(function.arguments or "")

    def take(self) -> tuple[ToolCall, ...]:
        """Return all calls, whole, and forget them."""
        calls = tuple(
            ToolCall(call_id=self._ids[index], name=name, arguments="".join(self._arguments[index]))
            for index, name in self._names.items()
        )
        for kept in (self._names, self._ids, self._arguments):
            kept.clear()
        return calls


def iter_deltas(event: Event, calls: Calls) -> Iterator[Delta]:
    """Yield what an event says; calls only once the model has ended."""
    for choice in event.choices[:1]:
        said = choice.delta or _SILENCE
        if said.tool_calls:
            calls.add(said.tool_calls)
        text, thought = said.content or "", said.reasoning or said.reasoning_content or ""
        reason, chances = _read_reason(choice.finish_reason), _read_chances(choice.logprobs)
        if text or thought or reason or chances:
            called = calls.take() if reason else ()
            yield Delta(
                text=text, thought=thought, calls=called, chances=chances, finish_reason=reason
            )
    if event.usage is not None:
        yield Delta(usage=_read_usage(event.usage))


_SILENCE = _Said()


def _read_reason(name: str | None) -> FinishReason | None:
    return _REASONS.get(name, FinishReason.OTHER) if name else None


def _read_usage(usage: _Usage) -> EngineUsage:
    details = usage.prompt_tokens_details or _Details()
    return EngineUsage(
        prompt_tokens=usage.prompt_tokens,
        cached_tokens=details.cached_tokens or 0,
        answer_tokens=usage.completion_tokens,
    )


def _read_chances(logprobs: _Logprobs | None) -> tuple[Chance, ...]:
    if logprobs is None or not logprobs.content:
        return ()
    return tuple(
        Chance(
            text=each.token,
            log_probability=each.logprob,
            token_id=each.id,
            rivals=tuple(
                Chance(text=rival.token, log_probability=rival.logprob, token_id=rival.id)
                for rival in each.top_logprobs
            ),
        )
        for each in logprobs.content
    )

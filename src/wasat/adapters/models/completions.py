"""Requests for chat completions.

Source: OpenAI's chat completions as llama.cpp, vLLM, SGLang and LM Studio take them.
"""

import base64

from wasat.chat.client import ChatRequest, Message, Picture, Piece, Speaker
from wasat.chat.dialects import Dialect, Thinking
from wasat.generation.prompt import Function, Options

Json = dict[str, object]

LEVELS = {"minimal": "low", "xhigh": "high"}  # what every server that takes effort takes
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
    effort = LEVELS.get(level, level) or find_effort(budget or 0)
    return {"reasoning_effort": effort}


def find_effort(budget: int) -> str:
    """Return the level of a budget of thought in tokens."""
    if budget <= _LOW_BUDGET:
        return "low"
    return "high" if budget >= _HIGH_BUDGET else "medium"

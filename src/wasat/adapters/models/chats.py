"""Requests for Ollama's `/api/chat`.

Source: Ollama's API documentation, 2026, and the code of its versions 0.17.4 and 0.32.3.
"""

import base64
from collections.abc import Iterator, Sequence

import msgspec

from wasat.adapters.models.completions import LEVELS, Json, find_effort, write_function
from wasat.chat.client import ChatRequest, Message, Picture, Speaker
from wasat.generation.prompt import Options

Effort = bool | str  # whether to think, or how hard: what `think` takes


def write_body(
    request: ChatRequest, model: str, window: int, efforts: Sequence[Effort] = ()
) -> Json:
    """Return the body of a streamed request.

    Args:
        request: What is asked.
        model: Its name.
        window: How many tokens it is to hold.
        efforts: What the model takes for `think`; none where it does not think.
    """
    options = request.options
    sampling: Json = {
        "num_ctx": window,
        "num_predict": request.max_tokens,
        "temperature": options.temperature,
        "top_p": options.top_p,
        "top_k": options.top_k,
        "seed": options.seed,
        "presence_penalty": options.presence_penalty,
        "frequency_penalty": options.frequency_penalty,
    }
    given: Json = {
        "model": model,
        "messages": [part for each in request.messages for part in write_message(each)],
        "stream": True,
        "format": (request.schema or "json") if request.is_json else None,
        "options": {name: value for name, value in sampling.items() if value is not None},
        "tools": [write_function(function) for function in request.functions] or None,
        "think": choose_effort(options, efforts),
        "logprobs": None if options.rivals is None else True,
        "top_logprobs": options.rivals or None,
        "truncate": False,  # or whole messages, pages among them, are left out without a word
        "shift": False,
    }
    return {name: value for name, value in given.items() if value is not None}


def write_message(message: Message) -> Iterator[Json]:
    """Yield a message, cut before each picture: pictures of one message all come first there."""
    if message.speaker is Speaker.TOOL:
        named = {"tool_name": message.name, "tool_call_id": message.call_id}
        yield {"role": "tool", "content": message.text, **named}
        return
    role = message.speaker.value
    texts: list[str] = []
    images: list[str] = []
    for piece in message.pieces:
        if isinstance(piece, Picture):
            if texts or images:
                yield _write_said(role, texts, images)
            texts, images = [], [base64.b64encode(piece.data).decode()]
        else:
            texts.append(piece)
    said = _write_said(role, texts, images)
    if message.calls:
        said["tool_calls"] = [
            {
                "id": each.call_id,
                "function": {"name": each.name, "arguments": msgspec.json.decode(each.arguments)},
            }
            for each in message.calls
        ]
    yield said


def _write_said(role: str, texts: list[str], images: list[str]) -> Json:
    said: Json = {"role": role, "content": "".join(texts)}
    return {**said, "images": images} if images else said


def choose_effort(options: Options, efforts: Sequence[Effort]) -> Effort | None:
    """Return the effort that comes nearest to what the caller wants; None leaves it to the model.

    Source:
        Ollama's documentation of thinking, 2026: models take `true` and `false` or levels by name,
        as their card says; a level that is not theirs counts for nothing, and models that do not
        think refuse requests that ask for it.
    """
    budget, level = options.thinking_budget, options.thinking_level
    wants_any = bool(level) or budget not in (None, -1) or options.has_thoughts
    if not efforts or not wants_any:
        return None
    if budget == 0:
        return False if False in efforts else efforts[0]  # the least comes first
    named = level or (find_effort(budget) if budget and budget > 0 else "")
    choices = (named, LEVELS.get(named, named), True)
    return next((each for each in choices if each and each in efforts), None)

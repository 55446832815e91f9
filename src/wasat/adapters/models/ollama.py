"""Ollama's native API: its /v1 ignores the window asked for and cuts long prompts silently.

Source: Ollama's API documentation, 2026, and the code of its version 0.17.4; not tried on a real
server, only on shapes after them.
"""

import base64
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import replace

import msgspec

from wasat.adapters.models.completions import LEVELS, Json, find_effort, write_function
from wasat.adapters.models.events import Token, to_chances
from wasat.adapters.models.failures import lost, to_error
from wasat.adapters.models.joining import join
from wasat.adapters.models.lines import Lines
from wasat.adapters.models.session import ModelSession
from wasat.chat.abilities import Abilities, Overrides, guess
from wasat.chat.client import (
    ChatClient,
    ChatRequest,
    Delta,
    EngineUsage,
    Message,
    Picture,
    Speaker,
    ToolCall,
)
from wasat.generation.chunk import FinishReason
from wasat.generation.prompt import Options
from wasat.status import InternalError

LARGEST_WINDOW = 16_384  # tokens it is asked for unless settings say more: its memory grows with it

Effort = bool | str  # whether to think, or how hard: what `think` takes
_ON_OR_OFF: tuple[Effort, ...] = (True, False)
_REASONS = {"stop": FinishReason.STOP, "length": FinishReason.MAX_TOKENS}


class _Function(msgspec.Struct):
    name: str = ""
    arguments: dict[str, object] = {}


class _Call(msgspec.Struct):
    function: _Function
    id: str = ""


class _Said(msgspec.Struct):
    content: str = ""
    thinking: str | None = None
    tool_calls: list[_Call] | None = None


class _Line(msgspec.Struct):
    message: _Said | None = None
    done: bool = False
    done_reason: str = ""
    prompt_eval_count: int = 0
    eval_count: int = 0
    logprobs: list[Token] | None = None
    error: str = ""


class _Thinking(msgspec.Struct):
    values: list[bool | str] = []


class _Card(msgspec.Struct):
    """What /api/show tells, as far as it matters."""

    capabilities: list[str] = []
    model_info: dict[str, object] = {}
    thinking: _Thinking | None = None


class OllamaClient(ChatClient):
    """Speaks with one model of an Ollama.

    Args:
        session: To it; the base without `/v1` or `/api`.
        model: Its name there; empty takes the first that it has.
        overrides: Corrections by settings; their window is what it is asked for.
    """

    def __init__(
        self, session: ModelSession, *, model: str = "", overrides: Overrides | None = None
    ) -> None:
        self._session = session
        self._wanted = model
        self._model = model
        self._overrides = overrides or Overrides()
        self._window = self._overrides.context_tokens or 0
        self._efforts: tuple[Effort, ...] = ()

    async def learn(self) -> Abilities:
        """Ask for the model's card.

        Raises:
            UnavailableError: It does not answer, or has no such model.
        """
        self._model = self._wanted or await self._first()
        shown = await self._session.ask("api/show", {"model": self._model})
        try:
            card = msgspec.convert(shown, _Card)
        except msgspec.ValidationError as error:
            raise InternalError("Ollama's card of the model cannot be understood.") from error
        length = _find_length(card)
        known = replace(
            guess(self._model),
            context_tokens=min(length, LARGEST_WINDOW),
            output_tokens=min(length, LARGEST_WINDOW) // 2,
            has_vision="vision" in card.capabilities,
            has_tools="tools" in card.capabilities,
            has_thoughts="thinking" in card.capabilities,
            has_chances=True,
            is_known=True,
        )
        abilities = self._overrides.apply(known)
        self._window = abilities.context_tokens
        told = tuple(card.thinking.values) if card.thinking else ()
        self._efforts = (told or _ON_OR_OFF) if abilities.has_thoughts else ()
        return abilities

    async def stream(self, request: ChatRequest) -> AsyncGenerator[Delta, None]:
        """Ask, and yield the answer as it comes.

        Raises:
            StatusError: As the port says.
        """
        if not self._window or not self._model:
            await self.learn()
        lines, has_ended = Lines(), False
        body = write_body(request, self._model, self._window, self._efforts)
        reply = await self._session.open("api/chat", body, affinity=request.affinity)
        try:
            part = b"\n"
            while part:
                part = await reply.read()
                for delta in join(delta for line in lines.push(part) for delta in _read(line)):
                    has_ended = has_ended or delta.finish_reason is not None
                    yield delta
        finally:
            reply.close()
        if not has_ended:
            raise lost("Ollama ended in the middle of an answer.")

    async def count(self, request: ChatRequest) -> int | None:
        """Return None: Ollama counts nothing beforehand."""
        del request
        return None

    async def close(self) -> None:
        """Release connections."""
        await self._session.close()

    async def _first(self) -> str:
        listed = await self._session.ask("api/tags")
        models = listed.get("models") if isinstance(listed, dict) else None
        if not isinstance(models, list) or not models:
            raise lost("Ollama has no model; `ollama pull` fetches one.")
        return str(models[0].get("name", ""))


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


def _read(data: bytes) -> Iterator[Delta]:
    """Yield what one line says.

    Raises:
        StatusError: The line tells a failure, or cannot be understood.
    """
    try:
        line = msgspec.json.decode(data, type=_Line)
    except msgspec.MsgspecError as error:
        raise InternalError("Ollama sent a line that is none of an answer.") from error
    if line.error:
        raise to_error(500, data)
    said = line.message or _Said()
    calls = tuple(
        ToolCall(
            call_id=each.id,
            name=each.function.name,
            arguments=msgspec.json.encode(each.function.arguments).decode(),
        )
        for each in said.tool_calls or ()
    )
    reason = _REASONS.get(line.done_reason, FinishReason.OTHER) if line.done else None
    if said.content or said.thinking or calls or reason:
        yield Delta(
            text=said.content,
            thought=said.thinking or "",
            calls=calls,
            chances=to_chances(line.logprobs or ()),
            finish_reason=reason,
        )
    if line.done:
        yield Delta(
            usage=EngineUsage(prompt_tokens=line.prompt_eval_count, answer_tokens=line.eval_count)
        )


def _find_length(card: _Card) -> int:
    """Return the window the model was made for: its key begins with its architecture's name."""
    lengths = [
        value
        for name, value in card.model_info.items()
        if name.endswith(".context_length") and isinstance(value, int) and value > 0
    ]
    return lengths[0] if lengths else LARGEST_WINDOW

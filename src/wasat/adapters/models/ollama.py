"""Ollama's native API: its /v1 ignores the window asked for and cuts long prompts silently.

Source: Ollama's API documentation, 2026, the code of its versions 0.17.4 and 0.32.3, and what the
latter answered when it was run.
"""

import re
from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import replace

import msgspec

from wasat.adapters.models.chats import Effort, write_body
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
    ToolCall,
)
from wasat.generation.chunk import FinishReason
from wasat.status import InternalError

LARGEST_WINDOW = 16_384  # tokens it is asked for unless settings say more: its memory grows with it

_MOST_REPEATS = 30
_NUMBERS = re.compile(r"(\d+)\.(\d+)\.(\d+)")
_UNNUMBERED = (0, 0, 0)  # of a program that was built without a release's number
# What it has its runner do for Qwen's models. Source: its code, 0.32.3; a picture of 224 pixels a
# side, of 64 tokens by the model's own grid, took 1,026 there.
_LARGE_PICTURES = frozenset({"qwen2vl", "qwen25vl", "qwen3vl", "qwen3vlmoe"})
_LEAST_PICTURE_TOKENS = 1_024
_FIRST_CHANCES = (0, 12, 11)  # the first release that takes `logprobs`
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
        length, guessed = _find_length(card), guess(self._model)
        known = replace(
            guessed,
            context_tokens=min(length, LARGEST_WINDOW),
            output_tokens=min(length, LARGEST_WINDOW) // 2,
            has_vision="vision" in card.capabilities,
            has_tools="tools" in card.capabilities,
            has_thoughts="thinking" in card.capabilities,
            grid=replace(guessed.grid, least_tokens=_find_least_tokens(card)),
            has_chances=_tells_chances(await self._session.ask("api/version")),
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
        lines, loop, has_ended = Lines(), _Loop(), False
        body = write_body(request, self._model, self._window, self._efforts)
        reply = await self._session.open("api/chat", body, affinity=request.affinity)
        try:
            part = b"\n"
            while part:
                part = await reply.read()
                deltas = (delta for line in lines.push(part) for delta in _read(line))
                for delta in join(loop.watch(deltas)):
                    has_ended = has_ended or delta.finish_reason is not None
                    yield delta
        finally:
            reply.close()
        if not has_ended and not loop.is_endless:
            raise lost("Ollama ended in the middle of an answer.")
        if not has_ended:
            yield Delta(finish_reason=FinishReason.OTHER)

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


class _Loop:
    """Notices a model that says one token over and over: Ollama ends it there without a word.

    Source: its code of 0.17.4 and 0.32.3, and seen from the latter.
    """

    def __init__(self) -> None:
        self._last = ""
        self._times = 0

    def watch(self, deltas: Iterable[Delta]) -> Iterator[Delta]:
        """Yield the same deltas, a token each."""
        for delta in deltas:
            token = (delta.text or delta.thought).strip()
            self._times = self._times + 1 if token == self._last else 0
            self._last = token
            yield delta

    @property
    def is_endless(self) -> bool:
        """Whether the token that came last came as often as Ollama lets it."""
        return self._times >= _MOST_REPEATS


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


def _tells_chances(told: object) -> bool:
    """Return whether this release tells how likely tokens were; older ones leave it out silently.

    Source: `logprobs` in the types of its API, absent from 0.12.10 and present in 0.12.11.
    """
    match = _NUMBERS.match(str(told.get("version", ""))) if isinstance(told, dict) else None
    release = tuple(map(int, match.groups())) if match else _UNNUMBERED
    return release == _UNNUMBERED or release >= _FIRST_CHANCES


def _find_least_tokens(card: _Card) -> int:
    """Return the tokens below which Ollama shows this model no picture, but makes it larger."""
    is_large = card.model_info.get("general.architecture") in _LARGE_PICTURES
    return _LEAST_PICTURE_TOKENS if is_large else 0


def _find_length(card: _Card) -> int:
    """Return the window the model was made for: its key begins with its architecture's name."""
    lengths = [
        value
        for name, value in card.model_info.items()
        if name.endswith(".context_length") and isinstance(value, int) and value > 0
    ]
    return lengths[0] if lengths else LARGEST_WINDOW

"""Requests to the model: pages shown, the window checked, the server's own counts kept."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import cache

import structlog
from msgspec.structs import replace
from prometheus_client import Counter

from wasat.chat.budget import Layout, Ruler
from wasat.chat.client import (
    ChatClient,
    ChatRequest,
    Delta,
    EngineUsage,
    MalformedAnswerError,
    Message,
    Piece,
    Speaker,
    ToolCall,
    WindowExceededError,
)
from wasat.chat.constrain import write_repair
from wasat.chat.mapping import to_messages
from wasat.chat.planning import Asked
from wasat.chat.present import Presenter
from wasat.chat.spelling.numbers import BOUNDS, spell_whole
from wasat.chat.words.held import unwrap
from wasat.generation.chunk import Chance, FinishReason
from wasat.generation.prompt import Source
from wasat.generation.traces import Trace
from wasat.status import InternalError, InvalidArgumentError
from wasat.telemetry import ENGINE_TOKENS

_LEAST_ANSWER = 64  # tokens that must be left for an answer
_WORTH_COUNTING = 0.5  # share of the window from which on a guess is not enough
_MISFIT = "does not fit the schema"
_ENDED = "was ended by its server"

_log = structlog.get_logger(__name__)


@dataclass(slots=True, kw_only=True)
class Whole:
    """An answer that was waited for."""

    text: str = ""
    thought: str = ""
    calls: tuple[ToolCall, ...] = ()
    chances: tuple[Chance, ...] = ()
    reason: FinishReason | None = None
    usage: EngineUsage = field(default_factory=EngineUsage)


class Asker:
    """Asks one model about one prompt.

    Args:
        client: Speaks with it.
        asked: The prompt.
        presenter: Shows pages.
        ruler: Measures texts, and learns from what the server counts.
        trace: Takes the server's counts.
    """

    def __init__(
        self, client: ChatClient, asked: Asked, presenter: Presenter, ruler: Ruler, trace: Trace
    ) -> None:
        self._client = client
        self._asked = asked
        self._presenter = presenter
        self._ruler = ruler
        self._trace = trace
        self._sent_bytes = 0
        self._sent_pictures = 0

    async def prepare(
        self,
        layout: Layout,
        instruction: str,
        *,
        notes: tuple[Piece, ...] = (),
        outlines: Sequence[str] = (),
        most_tokens: int | None = None,
    ) -> ChatRequest:
        """Write the request that shows these pages, or notes in their place.

        Args:
            layout: The pages.
            instruction: Ours, at the very end.
            notes: Instead of documents.
            outlines: Of each document, above its pages.
            most_tokens: Of the answer, where it is less than the caller wants.

        Raises:
            InvalidArgumentError: The prompt has a picture, and the model does not see.
            WindowExceededError: It is longer than the model's window.
        """
        asked = self._asked
        shown = await self._show(layout, notes, outlines)
        messages = to_messages(
            asked.prompt, lambda source: shown.get(source, ()), asked.names, instruction
        )
        request = ChatRequest(
            messages=messages,
            options=asked.prompt.options,
            schema=asked.constraint.spelled if asked.abilities.has_schemas else None,
            is_json=asked.constraint.is_json,
            functions=asked.constraint.functions,
            affinity=asked.opened[0].source.blob.sha256 if asked.opened else "",
        )
        return await self._limit(request, most_tokens)

    async def stream(self, request: ChatRequest) -> AsyncGenerator[Delta, None]:
        """Ask, and keep the server's counts."""
        self._measure(request)
        async with aclosing(self._client.stream(request)) as deltas:
            async for delta in deltas:
                if delta.usage is not None:
                    self._keep(delta.usage)
                yield delta

    async def gather(self, request: ChatRequest) -> Whole:
        """Ask, and wait for the whole answer; closing nothing half way."""
        whole = Whole()
        texts: list[str] = []
        chances: list[Chance] = []
        async with aclosing(self.stream(request)) as deltas:
            async for delta in deltas:
                texts.append(delta.text)
                chances += delta.chances if delta.text else ()
                whole.thought += delta.thought
                whole.calls += delta.calls
                whole.reason = delta.finish_reason or whole.reason
                whole.usage = delta.usage or whole.usage
        whole.text, whole.chances = "".join(texts), tuple(chances)
        return whole

    async def gather_json(self, request: ChatRequest) -> Whole:
        """Ask for JSON, check it, and ask once more where it does not fit.

        An answer without room for its end is returned as it is, with its reason; so is a call, and
        one that the server ends twice for a reason of its own.

        Raises:
            InternalError: It does not fit the second time either.
        """
        fault = ""
        for is_last in (False, True):
            try:
                whole = await self.gather(request)
            except MalformedAnswerError:
                whole, fault = Whole(), _MISFIT
            else:
                whole.text = unwrap(whole.text)
                is_cut = whole.reason not in (None, FinishReason.STOP)
                if whole.reason is FinishReason.OTHER and not is_last:
                    whole, fault = Whole(), _ENDED
                elif is_cut or whole.calls:
                    return whole
                else:
                    fault = await asyncio.to_thread(self._asked.constraint.find_fault, whole.text)
            if not fault:
                return whole
            self._trace.note("repair", fault=fault)
            request = _repair(request, whole.text, fault)
        raise InternalError(f"The model's answer {fault}, twice.")

    async def _show(
        self, layout: Layout, notes: tuple[Piece, ...], outlines: Sequence[str]
    ) -> dict[Source, tuple[Piece, ...]]:
        shown: dict[Source, tuple[Piece, ...]] = {}
        documents = self._asked.documents
        for each, outline in zip(documents, outlines, strict=False):
            shown[each.source] = (outline,) if outline else ()
        for document, pieces in (await self._presenter.present(documents, layout)).items():
            source = documents[document].source
            shown[source] = (*shown.get(source, ()), *pieces)
        if notes and documents:
            shown[documents[0].source] = notes
        for each in self._asked.opened:
            if each.is_picture and not self._asked.abilities.has_vision:
                raise InvalidArgumentError(
                    f"models/{self._asked.abilities.model} does not see pictures."
                    f" [{each.source.title}]"
                )
            if each.is_picture:
                shown[each.source] = await self._presenter.show_picture(each)
        return shown

    async def _limit(self, request: ChatRequest, most_tokens: int | None) -> ChatRequest:
        """Leave the answer as much room as there is; have the prompt counted where it is tight."""
        window = self._asked.abilities.context_tokens
        text_bytes, pictures = _size(request)
        tokens = (
            self._ruler.measure(text_bytes) + pictures + self._ruler.frame(len(request.messages))
        )
        if tokens > _WORTH_COUNTING * window:
            counted = await self._client.count(request)
            if counted is not None:
                self._ruler.correct(text_bytes, counted - pictures)
                tokens = counted
        if tokens + _LEAST_ANSWER > window:
            raise WindowExceededError(tokens)
        wanted = self._asked.prompt.options.max_output_tokens
        most = min(wanted or self._asked.abilities.output_tokens, window - tokens)
        return replace(request, max_tokens=min(most, most_tokens or most))

    @property
    def window(self) -> int:
        """The model's window, in its tokens."""
        return self._asked.abilities.context_tokens

    def measure(self, text: str) -> int:
        """Return the tokens that a text probably takes."""
        return self._ruler.measure(len(text.encode()))

    def learn_overflow(self, tokens: int) -> None:
        """Take it that the last request was as long as the server says, or by a fifth too long."""
        guessed = self._ruler.measure(self._sent_bytes) * 5 // 4
        self._ruler.correct(self._sent_bytes, (tokens - self._sent_pictures) if tokens else guessed)

    def _measure(self, request: ChatRequest) -> None:
        self._sent_bytes, self._sent_pictures = _size(request)

    def _keep(self, usage: EngineUsage) -> None:
        model = self._asked.abilities.model
        counts = {
            "prompt": usage.prompt_tokens,
            "cached": usage.cached_tokens,
            "answer": usage.answer_tokens,
        }
        self._trace.note("engine", model=model, **counts)
        _log.info("model answered", model=model, **counts)
        for kind, tokens in counts.items():
            _find_counter(model, kind).inc(tokens)
        self._ruler.correct(self._sent_bytes, usage.prompt_tokens - self._sent_pictures)


@cache  # finding one by its labels takes longer than counting
def _find_counter(model: str, kind: str) -> Counter:
    return ENGINE_TOKENS.labels(model, kind)


def _size(request: ChatRequest) -> tuple[int, int]:
    """Return a request's text in bytes of UTF-8, and its pictures in tokens."""
    text_bytes, pictures = 0, 0
    for message in request.messages:
        for piece in message.pieces:
            if isinstance(piece, str):
                text_bytes += len(piece.encode())
            else:
                pictures += piece.tokens
    for each in request.functions:
        text_bytes += len(f"{each.schema}{each.description}")
    return text_bytes, pictures


def _repair(request: ChatRequest, text: str, fault: str) -> ChatRequest:
    """Show the model its answer and what is wrong with it; chance must fall otherwise, too.

    Where a number was out of its bounds, the model is held to whole ones.
    """
    options = request.options
    if options.seed is not None:
        options = replace(options, seed=options.seed + 1)
    messages = request.messages
    if text:
        messages += (
            Message(speaker=Speaker.ASSISTANT, pieces=(text,)),
            Message(speaker=Speaker.USER, pieces=(write_repair(fault),)),
        )
    schema = request.schema
    if schema is not None and fault.endswith(BOUNDS):
        spelled = spell_whole(dict(schema))
        schema = spelled if isinstance(spelled, dict) else schema
    return replace(request, messages=messages, options=options, schema=schema)

"""The port to a server of chat models, and the words it is spoken with."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import msgspec

from wasat.chat.abilities import Abilities
from wasat.generation.chunk import Chance, FinishReason
from wasat.generation.prompt import Function, JsonValue, Options
from wasat.status import InternalError, InvalidArgumentError


class Speaker(StrEnum):
    """Who says a message."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"
    TOOL = "tool"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as a model sees it.

    Attributes:
        data: A PNG or JPEG file.
        mime_type: Which of them.
        tokens: What it costs by the model's own grid, estimated.
    """

    data: bytes = field(repr=False)
    mime_type: str
    tokens: int = 0


Piece = str | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCall:
    """A call of a function, in the history or in an answer.

    Attributes:
        call_id: Joins it to its result.
        name: As the model knows the function.
        arguments: JSON text.
    """

    call_id: str
    name: str
    arguments: str


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What one side says; a tool's message answers the call, and is of the function, it names."""

    speaker: Speaker
    pieces: tuple[Piece, ...] = ()
    calls: tuple[ToolCall, ...] = ()
    call_id: str = ""
    name: str = ""

    @property
    def text(self) -> str:
        """Its words without the pictures."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str))


class ChatRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the server.

    Attributes:
        messages: In order, at least one.
        options: How to sample; their form, schema, stops and candidates are not the client's.
        schema: JSON Schema that the answer is held to; with `is_json` alone any JSON will do.
        is_json: Whether the answer is JSON.
        functions: Tools the model may call, by names that every server takes.
        max_tokens: The model's own tokens at most; None is as many as fit.
        affinity: Requests of equal affinity share their beginning; they go to one replica, which
            has read it before.
    """

    messages: tuple[Message, ...]
    options: Options = Options()
    schema: Mapping[str, JsonValue] | None = None
    is_json: bool = False
    functions: tuple[Function, ...] = ()
    max_tokens: int | None = None
    affinity: str = ""


class EngineUsage(msgspec.Struct, frozen=True, kw_only=True):
    """The server's own counts of tokens."""

    prompt_tokens: int = 0
    cached_tokens: int = 0
    answer_tokens: int = 0

    @property
    def cached_share(self) -> float:
        """Share of the prompt that it had read before, 0 to 1."""
        return self.cached_tokens / self.prompt_tokens if self.prompt_tokens else 0.0


class Delta(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of an answer.

    Attributes:
        text: Said.
        thought: Only thought.
        calls: Function calls, whole.
        chances: Of the tokens of the text, where asked for.
        finish_reason: In the last piece that has text or none; None before it.
        usage: Once, at the end, if the server tells it.
    """

    text: str = ""
    thought: str = ""
    calls: tuple[ToolCall, ...] = ()
    chances: tuple[Chance, ...] = ()
    finish_reason: FinishReason | None = None
    usage: EngineUsage | None = None


class WindowExceededError(InvalidArgumentError):
    """The prompt is longer than the model's window.

    Args:
        prompt_tokens: Its length in the model's own tokens; 0 where the server does not tell.
    """

    def __init__(self, prompt_tokens: int = 0) -> None:
        super().__init__("The prompt is longer than the model's window.")
        self.prompt_tokens = prompt_tokens


class SystemRefusedError(InvalidArgumentError):
    """The model's template takes no message of the system."""


class MalformedAnswerError(InternalError):
    """The server found the model's answer to be other than the schema that it was held to."""


class ChatClient(Protocol):
    """Speaks with one model of a server."""

    async def learn(self) -> Abilities:
        """Ask the server what the model can do.

        Raises:
            UnavailableError: The server does not answer, or has no such model.
        """
        ...

    def stream(self, request: ChatRequest) -> AsyncGenerator[Delta, None]:
        """Ask, and yield the answer as it comes, no faster than it is taken.

        Closing the iterator ends the work on the server within a second. What fails before the
        first piece for want of a connection is tried again, elsewhere where there are replicas.

        Raises:
            InvalidArgumentError: The server refuses the request as it is.
            WindowExceededError: The prompt is longer than the model's window.
            ResourceExhaustedError: The server has too much to do; tells when to come again.
            UnavailableError: It does not answer, or broke in the middle.
            DeadlineExceededError: It took too long.
            MalformedAnswerError: The answer is not what the schema says.
            InternalError: The answer cannot be understood.
        """
        ...

    async def count(self, request: ChatRequest) -> int | None:
        """Return the prompt's length in the model's own tokens; None if the server cannot tell."""
        ...

    async def close(self) -> None:
        """Release connections, and what was started for them."""
        ...

"""Prompts to messages, and what a model says back to the words of the trade."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from wasat.chat.client import Message, Piece, Speaker, ToolCall
from wasat.chat.names import Names
from wasat.generation.chunk import Chunk
from wasat.generation.prompt import (
    Code,
    FunctionCall,
    FunctionResult,
    Part,
    Prompt,
    Role,
    Source,
    Text,
    Turn,
)

Show = Callable[[Source], Sequence[Piece]]

_SPEAKERS = {Role.USER: Speaker.USER, Role.MODEL: Speaker.ASSISTANT}
_PICTURE = "image/"


def name_functions(prompt: Prompt) -> Names:
    """Return the names of all functions that a prompt declares or has called."""
    parts = [part for turn in prompt.turns for part in turn.parts]
    called = [part.name for part in parts if isinstance(part, FunctionCall | FunctionResult)]
    return Names([*(each.name for each in prompt.functions), *called])


def to_messages(
    prompt: Prompt, show: Show, names: Names, instruction: str = ""
) -> tuple[Message, ...]:
    """Write a prompt as messages.

    The caller's own system instruction comes first; documents in it move to the first turn, since
    many templates take only text there. In each turn documents come before words, so that the
    beginning stays the same from question to question; pictures keep their place among the words.

    Args:
        prompt: What is asked.
        show: Returns a document or picture as the model sees it.
        names: Of functions.
        instruction: Ours, at the very end.
    """
    system = "\n\n".join(part.text for part in prompt.system if isinstance(part, Text))
    sources = [part for part in prompt.system if isinstance(part, Source)]
    messages = [Message(speaker=Speaker.SYSTEM, pieces=(system,))] if system else []
    if sources:
        pieces = _join(piece for source in sources for piece in show(source))
        messages.append(Message(speaker=Speaker.USER, pieces=pieces))
    parts = [part for turn in prompt.turns for part in turn.parts]
    named = frozenset(part.call_id for part in parts if isinstance(part, FunctionResult))
    thread = _Thread(show=show, names=names, named=named)
    for turn in prompt.turns:
        messages += thread.tell(turn)
    if instruction:
        messages.append(Message(speaker=Speaker.USER, pieces=(instruction,)))
    return tuple(_merge(messages))


def without_system(messages: Sequence[Message]) -> tuple[Message, ...]:
    """Have the first turn of the user begin with what the system says, where none may say it."""
    user = Speaker.USER
    told = (
        replace(each, speaker=user) if each.speaker is Speaker.SYSTEM else each for each in messages
    )
    return tuple(_merge(told))


def to_call(call: ToolCall, names: Names) -> Chunk | None:
    """Return a call as a chunk, or None where its arguments are no JSON object."""
    try:
        arguments = json.loads(call.arguments or "{}")
    except ValueError:
        return None
    if not isinstance(arguments, dict) or not call.name:
        return None
    name = names.to_caller(call.name)
    return Chunk(call=FunctionCall(name=name, arguments=arguments, call_id=call.call_id))


@dataclass(slots=True, kw_only=True)
class _Thread:
    """The turns so far: which calls wait for their results, and which ids results name."""

    show: Show
    names: Names
    named: frozenset[str]
    waiting: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    count: int = 0

    def tell(self, turn: Turn) -> Iterator[Message]:
        """Yield the messages of one turn: what functions returned, then what is said."""
        for part in turn.parts:
            if isinstance(part, FunctionResult):
                result = json.dumps(dict(part.response), ensure_ascii=False)
                yield Message(
                    speaker=Speaker.TOOL,
                    pieces=(result,),
                    call_id=self._answered(part),
                    name=self.names.to_model(part.name),
                )
        parts = sorted(turn.parts, key=lambda part: not _is_document(part))
        pieces = _join(piece for part in parts for piece in self._pieces(part))
        calls = tuple(self._call(part) for part in turn.parts if isinstance(part, FunctionCall))
        if pieces or calls:
            yield Message(speaker=_SPEAKERS[turn.role], pieces=pieces, calls=calls)

    def _pieces(self, part: Part) -> Sequence[Piece]:
        if isinstance(part, Source):
            return self.show(part)
        if isinstance(part, Text):
            return () if part.is_thought else (part.text,)
        if isinstance(part, Code):
            return (f"```{part.language}\n{part.text}\n```\n",)
        return ()

    def _call(self, call: FunctionCall) -> ToolCall:
        """Give a call without an id one of ours, the same for the same history."""
        self.count += 1
        call_id = call.call_id or f"call_{self.count}"
        self.waiting.append((call.name, call_id))
        return ToolCall(
            call_id=call_id,
            name=self.names.to_model(call.name),
            arguments=json.dumps(dict(call.arguments), ensure_ascii=False),
        )

    def _answered(self, result: FunctionResult) -> str:
        """Return the id of the call that a result answers: the one it names, else by name.

        By name and in order only calls are found that no other result names.
        """
        by_id = [each for each in self.waiting if each[1] == result.call_id]
        by_name = [
            each for each in self.waiting if each[0] == result.name and each[1] not in self.named
        ]
        for waiting in (*by_id, *by_name):
            self.waiting.remove(waiting)
            return waiting[1]
        return result.call_id or result.name


def _is_document(part: Part) -> bool:
    return isinstance(part, Source) and not part.blob.mime_type.startswith(_PICTURE)


def _join(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join neighbouring texts, a line each, so that no two parts run into one word."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and isinstance(piece, str) and isinstance(before := joined[-1], str):
            glue = "" if before.endswith("\n") else "\n"
            joined[-1] = f"{before}{glue}{piece}"
        elif piece:
            joined.append(piece)
    return tuple(joined)


def _merge(messages: Iterable[Message]) -> Iterator[Message]:
    """Join neighbours of one side: many templates insist that sides take turns."""
    last: Message | None = None
    for message in messages:
        is_same = last is not None and last.speaker is message.speaker is not Speaker.TOOL
        if last is not None and is_same:
            pieces = _join([*last.pieces, *message.pieces])
            calls = (*last.calls, *message.calls)
            last = Message(speaker=last.speaker, pieces=pieces, calls=calls)
            continue
        if last is not None:
            yield last
        last = message
    if last is not None:
        yield last

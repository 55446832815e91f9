"""Events of streamed chat completions.

Source: OpenAI's chat completions as llama.cpp, vLLM, SGLang and LM Studio send them. Thoughts come
as `reasoning` or `reasoning_content`; both are read.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from wasat.chat.client import Delta, EngineUsage, ToolCall
from wasat.generation.chunk import Chance, FinishReason
from wasat.status import StatusError

_REASONS = {
    "stop": FinishReason.STOP,
    "length": FinishReason.MAX_TOKENS,
    "content_filter": FinishReason.SAFETY,
    "tool_calls": FinishReason.STOP,
    "function_call": FinishReason.STOP,
}


class _Rival(msgspec.Struct):
    token: str = ""
    logprob: float = 0.0
    id: int | None = None


class Token(_Rival):
    """A token of an answer, how likely it was, and the likeliest in its place."""

    top_logprobs: list[_Rival] = []


class _Logprobs(msgspec.Struct):
    content: list[Token] | None = None


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


read_event = msgspec.json.Decoder(Event).decode  # the data of one; MsgspecError where it is none


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


def iter_deltas(events: Iterable[Event], calls: Calls) -> Iterator[Delta]:
    """Yield what events say; words that follow one another as one, calls once the model has ended.

    Where the events fail half-way, what was said before is yielded first.
    Nearly all events hold a word and no more, so that they are looked at with as little as can be.
    """
    words: list[str] = []
    try:
        for event in events:
            if word := _find_word(event):
                words.append(word)
                continue
            if words:
                yield Delta(text="".join(words))
                words.clear()
            yield from _iter_all(event, calls)
    except StatusError:
        if words:
            yield Delta(text="".join(words))
        raise
    if words:
        yield Delta(text="".join(words))


def _find_word(event: Event) -> str:
    """Return the words of an event that holds nothing else; empty of any other."""
    if len(event.choices) != 1 or event.usage is not None:
        return ""
    choice = event.choices[0]
    said = choice.delta or _SILENCE
    thought = said.reasoning or said.reasoning_content
    if choice.finish_reason or choice.logprobs or said.tool_calls or thought:
        return ""
    return said.content or ""


def _iter_all(event: Event, calls: Calls) -> Iterator[Delta]:
    for choice in event.choices[:1]:
        said = choice.delta or _SILENCE
        calls.add(said.tool_calls or ())
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
    return to_chances(logprobs.content or ()) if logprobs else ()


def to_chances(tokens: Iterable[Token]) -> tuple[Chance, ...]:
    """Return how likely tokens were."""
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
        for each in tokens
    )

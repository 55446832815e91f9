"""Chunks to responses: the whole one, or one for each piece."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec.structs import replace

from wasat.api.convert.chances import average, to_logprobs
from wasat.api.convert.events import Events
from wasat.api.convert.grounding import Grounding
from wasat.api.convert.plain import to_candidate, to_plain
from wasat.generation.chunk import (
    Chance,
    Chunk,
    Citation,
    FinishReason,
    Modality,
    TokenCount,
    Usage,
)
from wasat.generation.service import Answering
from wasat.status import StatusError
from wasat.wire.answer import (
    Candidate,
    GenerateContentResponse,
    ModalityTokenCount,
    SafetyRating,
    UsageMetadata,
)
from wasat.wire.base import Message
from wasat.wire.content import Content, FunctionCall, Part
from wasat.wire.plain import PlainCandidate, PlainResponse


@dataclass(slots=True, kw_only=True)
class Run:
    """A part of an answer while it grows: words said, words thought, or a call.

    Attributes:
        first: The chunk it began with.
        texts: Its words.
        size_bytes: Of its words, in UTF-8.
    """

    first: Chunk
    texts: list[str] = field(default_factory=list[str])
    size_bytes: int = 0

    def takes(self, chunk: Chunk) -> bool:
        """Return whether a chunk goes on in this part."""
        is_call = chunk.call is not None or self.first.call is not None
        return not is_call and chunk.is_thought is self.first.is_thought

    def add(self, text: str) -> None:
        """Append words."""
        self.texts.append(text)
        self.size_bytes += len(text.encode())


class Answer:
    """One candidate while it grows: its parts so far, and what they rest on."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.grounding = Grounding()
        self.finish_reason: FinishReason | None = None
        self.last: Citation | None = None
        self.chances: list[Chance] = []
        self.events = Events()

    def add(self, chunk: Chunk) -> None:
        """Take the next chunk."""
        self.finish_reason = chunk.finish_reason or self.finish_reason
        self.chances += chunk.chances
        self.last = chunk.citations[-1] if chunk.citations else self.last
        if not chunk.text and chunk.call is None:
            return
        if not self.runs or not self.runs[-1].takes(chunk):
            self.runs.append(Run(first=chunk))
        run = self.runs[-1]
        self.grounding.add(chunk, len(self.runs) - 1, run.size_bytes)
        run.add(chunk.text)

    @property
    def is_plain(self) -> bool:
        """Whether it is words alone: none rests on anything, none is a call, none has a chance."""
        has_call = any(run.first.call is not None for run in self.runs)
        is_bare = not (has_call or self.chances or self.grounding.has_supports)
        return is_bare and self.finish_reason is not FinishReason.MAX_TOKENS

    @property
    def finish_message(self) -> str:
        """Say what an answer that was cut short rests on last; nothing of one that has its end."""
        if self.finish_reason is not FinishReason.MAX_TOKENS:
            return ""
        place = ""
        if self.last is not None:
            page = f"page {self.last.page}" if self.last.page is not None else self.last.place
            place = f"; what it cites last is {page} of {self.last.source.title}"
        return f"The answer reached the most output tokens it may have{place}."

    def parts(self) -> tuple[Part, ...]:
        """Return all parts; an answer without any is one empty text."""
        whole = [to_part(replace(run.first, text="".join(run.texts))) for run in self.runs]
        return tuple(whole) or (Part(text=""),)

    def words(self) -> Iterator[tuple[str, bool]]:
        """Yield the words of all parts, each with whether they were only thought."""
        for run in self.runs:
            yield "".join(run.texts), run.first.is_thought


class Composer:
    """Makes responses of one answer's chunks.

    Args:
        answering: Whose chunks they are.
        shows_thoughts: Whether the caller wants to see what was only thought.
        is_rated: Whether the caller sent safety settings; then ratings are told, and there are
            none.
    """

    def __init__(self, answering: Answering, *, shows_thoughts: bool, is_rated: bool) -> None:
        self._answering = answering
        self._shows_thoughts = shows_thoughts
        self._ratings: tuple[SafetyRating, ...] | None = () if is_rated else None
        self._answers: dict[int, Answer] = {}
        self._usage: Usage | None = None

    @property
    def response_id(self) -> str:
        """By which the trace of this answer is found."""
        return self._answering.response_id

    async def whole(self) -> Message:
        """Return everything at once: the fold of the stream."""
        async with aclosing(self._answering.chunks) as chunks:
            async for chunk in chunks:
                self._take(chunk)
        if self._ratings is None and all(each.is_plain for each in self._answers.values()):
            return self._plain(
                *(
                    to_candidate(index, answer.words(), answer.finish_reason or "")
                    for index, answer in sorted(self._answers.items())
                )
            )
        return self._response(
            *(
                self._candidate(index, answer.parts(), answer)
                for index, answer in sorted(self._answers.items())
            )
        )

    async def pieces(self) -> AsyncGenerator[Message, None]:
        """Yield one response for each piece; evidence comes with the last of each candidate.

        Raises:
            StatusError: The answer broke off; what was said before has been yielded.
        """
        failure: StatusError | None = None
        try:
            async with aclosing(self._answering.chunks) as chunks:
                async for chunk in chunks:
                    if answer := self._take(chunk):
                        for piece in answer.events.take(chunk):
                            yield self._piece(piece, answer)
        except StatusError as error:
            failure = error
        for answer in self._answers.values():
            for piece in answer.events.rest():
                yield self._piece(piece, answer)
        if failure is not None:
            raise failure

    def _take(self, chunk: Chunk) -> Answer | None:
        """Add a chunk to its answer and return that; None if the chunk is not shown."""
        self._usage = chunk.usage or self._usage
        if chunk.is_thought and not self._shows_thoughts:
            return None
        answer = self._answers.get(chunk.candidate)
        if answer is None:
            answer = self._answers[chunk.candidate] = Answer()
        answer.add(chunk)
        return answer

    def _piece(self, chunk: Chunk, answer: Answer) -> Message:
        is_end = chunk.finish_reason is not None
        is_bare = not is_end or (self._ratings is None and answer.is_plain)
        if chunk.call is None and is_bare:
            words = ((chunk.text, chunk.is_thought),)
            return self._plain(to_candidate(chunk.candidate, words, chunk.finish_reason or ""))
        if is_end:
            return self._response(self._candidate(chunk.candidate, (to_part(chunk),), answer))
        content = Content(parts=(to_part(chunk),), role="model")
        return self._response(Candidate(content=content, index=chunk.candidate))

    def _candidate(self, index: int, parts: tuple[Part, ...], answer: Answer) -> Candidate:
        """Return an ended candidate, its evidence included."""
        return Candidate(
            content=Content(parts=parts, role="model"),
            finish_reason=answer.finish_reason or "",
            finish_message=answer.finish_message,
            index=index,
            safety_ratings=self._ratings,
            grounding_metadata=answer.grounding.metadata(),
            avg_logprobs=average(answer.chances),
            logprobs_result=to_logprobs(answer.chances),
        )

    def _plain(self, *candidates: PlainCandidate) -> PlainResponse:
        return to_plain(
            candidates,
            self._usage,
            version=self._answering.model_version,
            response_id=self._answering.response_id,
        )

    def _response(self, *candidates: Candidate) -> GenerateContentResponse:
        return GenerateContentResponse(
            candidates=candidates,
            usage_metadata=to_usage(self._usage) if self._usage else None,
            model_version=self._answering.model_version,
            response_id=self._answering.response_id,
        )


def to_part(chunk: Chunk) -> Part:
    """Return a chunk as a part of content."""
    if chunk.call is not None:
        call = chunk.call
        return Part(
            function_call=FunctionCall(
                id=call.call_id, name=call.name, args=dict(call.arguments) or None
            )
        )
    return Part(text=chunk.text, thought=chunk.is_thought)


def to_usage(usage: Usage) -> UsageMetadata:
    """Return the public ledger; zeros are left out as everywhere."""
    answered = TokenCount(modality=Modality.TEXT, tokens=usage.answer_tokens)
    return UsageMetadata(
        prompt_token_count=usage.prompt_tokens,
        cached_content_token_count=usage.cached_tokens,
        candidates_token_count=usage.answer_tokens,
        thoughts_token_count=usage.thought_tokens,
        total_token_count=usage.prompt_tokens + usage.answer_tokens + usage.thought_tokens,
        prompt_tokens_details=to_details(usage.prompt),
        candidates_tokens_details=to_details((answered,) if answered.tokens else ()),
    )


@lru_cache(maxsize=256)  # of a prompt they are the same in every piece of its answer
def to_details(counts: tuple[TokenCount, ...]) -> tuple[ModalityTokenCount, ...]:
    """Return token counts by modality."""
    return tuple(
        ModalityTokenCount(modality=count.modality, token_count=count.tokens) for count in counts
    )

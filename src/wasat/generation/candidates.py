"""The answers to one prompt: each cut where it ends, held to the schema, all in one stream."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import TypeVar

from msgspec.structs import replace

from wasat.generation.agreement import find_fault
from wasat.generation.chunk import Chunk, FinishReason, TokenCount, Usage
from wasat.generation.ending import Ending
from wasat.generation.engine import Engine
from wasat.generation.prompt import AnswerForm, Options, Prompt
from wasat.generation.traces import Trace
from wasat.generation.withholding import withhold
from wasat.status import FieldViolation, InvalidArgumentError

Item = TypeVar("Item")


class Candidates:
    """Runs an engine as often as answers are wanted; one without chance only once.

    Args:
        engine: What answers.
        counted: Public tokens of the prompt.
        trace: Takes what was considered.
        withholds_unsupported: Whether claims without evidence are left out of prose.
    """

    def __init__(
        self,
        engine: Engine,
        counted: tuple[TokenCount, ...],
        trace: Trace,
        *,
        withholds_unsupported: bool,
    ) -> None:
        self._engine = engine
        self._counted = counted
        self._prompt_tokens = sum(count.tokens for count in counted)
        self._trace = trace
        self._withholds_unsupported = withholds_unsupported
        self._cached_share = 0.0

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """Yield the chunks of all candidates as they come; every one tells the usage so far.

        Copies of an answer without chance come one after the other, piece by piece.
        """
        count = prompt.options.candidate_count
        copies = count if self._engine.profile.is_deterministic else 1
        endings = [Ending(prompt.options) for _ in range(count // copies)]
        streams = [
            self._candidate(_vary(prompt, index), index, ending)
            for index, ending in enumerate(endings)
        ]
        async with aclosing(merge(streams)) as merged:
            async for index, chunk in merged:
                usage = self._usage(endings, copies)
                for candidate in range(index, index + copies):
                    yield replace(chunk, candidate=candidate, usage=usage)

    async def _candidate(
        self, prompt: Prompt, index: int, ending: Ending
    ) -> AsyncGenerator[tuple[int, Chunk], None]:
        """Yield one candidate's chunks with its index: what the engine says, cut and checked."""
        said: list[Chunk] = []
        reason: FinishReason | None = None
        async with aclosing(self._run(prompt)) as chunks:
            async for chunk in chunks:
                if chunk.cached_share is not None:
                    self._cached_share = chunk.cached_share
                reason = chunk.finish_reason
                for piece in ending.push(replace(chunk, finish_reason=None) if reason else chunk):
                    said.append(piece)
                    yield index, piece
                if ending.reason:
                    break
        for piece in ending.finish():
            said.append(piece)
            yield index, piece
        if ending.reason is FinishReason.STOP and reason:
            ending.reason = reason
        _check_answer(said, prompt.options, ending.reason)
        yield index, Chunk(finish_reason=ending.reason)

    def _usage(self, endings: Sequence[Ending], copies: int) -> Usage:
        answer_tokens = thought_tokens = 0
        for ending in endings:
            answer_tokens += ending.tokens
            thought_tokens += ending.thought_tokens
        return Usage(
            prompt=self._counted,
            answer_tokens=copies * answer_tokens,
            thought_tokens=copies * thought_tokens,
            cached_tokens=int(self._prompt_tokens * self._cached_share),
        )

    def _run(self, prompt: Prompt) -> AsyncGenerator[Chunk, None]:
        """Return what the engine says; of prose, where that is set, what rests on something."""
        chunks = self._engine.run(prompt, self._trace)
        is_held_to = self._withholds_unsupported and prompt.options.form is AnswerForm.TEXT
        return withhold(chunks) if is_held_to else chunks


def merge(streams: Sequence[AsyncGenerator[Item, None]]) -> AsyncGenerator[Item, None]:
    """Return what all streams yield, as it comes.

    No stream runs more than one item ahead of who takes them; closing this closes all of them.
    """
    return streams[0] if len(streams) == 1 else _take_turns(streams)


async def _take_turns(
    streams: Sequence[AsyncGenerator[Item, None]],
) -> AsyncGenerator[Item, None]:
    waiting = {asyncio.ensure_future(anext(each)): at for at, each in enumerate(streams)}
    try:
        while waiting:
            done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in sorted(done, key=lambda each: waiting[each]):
                index = waiting.pop(task)
                try:
                    item = task.result()
                except StopAsyncIteration:
                    continue
                yield item
                waiting[asyncio.ensure_future(anext(streams[index]))] = index
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        for each in streams:
            await each.aclose()


def _vary(prompt: Prompt, index: int) -> Prompt:
    """Give each further candidate a seed of its own, or one seed would make them all alike."""
    seed = prompt.options.seed
    if not index or seed is None:
        return prompt
    return replace(prompt, options=replace(prompt.options, seed=seed + index))


def _check_answer(said: Sequence[Chunk], options: Options, reason: FinishReason | None) -> None:
    """Hold an engine to the caller's schema, unless the answer was cut short or is a call.

    What does not fit is never sent as finished: the schema asks what this model cannot answer.
    """
    is_cut = reason is not FinishReason.STOP or options.stop_sequences
    if options.form is not AnswerForm.JSON or options.schema is None or is_cut:
        return
    if any(chunk.call for chunk in said):
        return
    text = "".join(chunk.text for chunk in said if not chunk.is_thought)
    if fault := find_fault(text, options.schema):
        path = "generation_config.response_schema"
        message = f"* GenerateContentRequest.{path}: the model's answer {fault}\n"
        raise InvalidArgumentError(
            message, details=[FieldViolation(path=path, description=message)]
        )

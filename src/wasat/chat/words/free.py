"""Words of a model as they come: whole statements with what they rest on, thoughts, calls.

Page marks are ours: those that the model writes are taken as hints, and each statement is followed
by the mark of the page where it was found.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Iterable, Iterator
from dataclasses import dataclass, field

from wasat.chat.client import Delta, EngineUsage, MalformedAnswerError, ToolCall
from wasat.chat.mapping import to_call
from wasat.chat.names import Names
from wasat.chat.words.statements import Statements, Stretch
from wasat.evidence.align.aligner import Aligner
from wasat.generation.chunk import Chance, Chunk, Citation, FinishReason

MARK = re.compile(r"\s*\[(?:[^\[\]\n]{1,80}\s)?pp?\.\s?(\d{1,5})(?:\s?[-–,]\s?\d{1,5})*\]")


@dataclass(slots=True, kw_only=True)
class Ended:
    """How an answer ended; filled while it is written.

    Attributes:
        reason: Why; None if the model did not say.
        usage: The server's counts, if it told them.
    """

    reason: FinishReason | None = None
    usage: EngineUsage | None = None


@dataclass(slots=True, kw_only=True)
class FreeWriter:
    """Makes chunks of words.

    Attributes:
        names: Of functions.
        admits: Tells whether a call is one that the model may make.
        aligner: Finds what statements rest on; None where there are no documents.
        is_marked: Whether statements are followed by the page they were found on.
        is_named: Whether such a mark names the document too.
        ended: Takes how the answer ended.
    """

    names: Names
    admits: Callable[[ToolCall], bool]
    aligner: Aligner | None = None
    is_marked: bool = False
    is_named: bool = False
    ended: Ended = field(default_factory=Ended)
    chances: list[Chance] = field(default_factory=list[Chance])

    async def write(self, deltas: AsyncIterable[Delta]) -> AsyncGenerator[Chunk, None]:
        """Yield chunks as soon as they are whole; without documents, as the words come.

        Raises:
            MalformedAnswerError: The answer broke off; what came before has been yielded.
        """
        statements = Statements()
        failure: MalformedAnswerError | None = None
        try:
            async for delta in deltas:
                for chunk in await self._take(delta, statements):
                    yield chunk
        except MalformedAnswerError as error:
            failure = error
        for stretch in statements.finish():
            for chunk in await self._settle(stretch):
                yield chunk
        if failure is not None:
            raise failure

    async def _take(self, delta: Delta, statements: Statements) -> list[Chunk]:
        """Return what a piece of the answer completes: thoughts, words, statements, calls."""
        self._note(delta)
        chunks = list(self._pass_on(delta))
        for stretch in self._hear(delta, statements):
            chunks += await self._settle(stretch)
        return [*chunks, *self._calls(delta)]

    def _pass_on(self, delta: Delta) -> Iterator[Chunk]:
        """Yield thoughts, and words where there is nothing to hold them to."""
        if delta.thought:
            yield Chunk(text=delta.thought, is_thought=True)
        if delta.text and self.aligner is None:
            yield Chunk(text=delta.text, chances=delta.chances)

    def _hear(self, delta: Delta, statements: Statements) -> Iterable[Stretch]:
        """Return what words complete, where there is something to hold them to."""
        if self.aligner is None or not delta.text:
            return ()
        self.chances += delta.chances
        return statements.push(delta.text)

    def _note(self, delta: Delta) -> None:
        self.ended.reason = delta.finish_reason or self.ended.reason
        self.ended.usage = delta.usage or self.ended.usage

    def _calls(self, delta: Delta) -> Iterator[Chunk]:
        for call in delta.calls:
            chunk = to_call(call, self.names) if self.admits(call) else None
            if chunk is None:
                self.ended.reason = FinishReason.MALFORMED_FUNCTION_CALL
            else:
                yield chunk

    async def _settle(self, stretch: Stretch) -> Iterable[Chunk]:
        """Return one stretch with its evidence, and the mark that follows it."""
        chances, self.chances = tuple(self.chances), []
        if not stretch.is_statement or self.aligner is None:
            return [Chunk(text=stretch.text, chances=chances)]
        text = MARK.sub("", stretch.text) if self.is_marked else stretch.text
        if not text.strip(" .") and text != stretch.text:
            return []
        hints = [int(match[1]) for match in MARK.finditer(stretch.text)]
        citations = await asyncio.to_thread(self.aligner.cite, MARK.sub("", text), hints)
        chunks = [Chunk(text=text, citations=citations, is_claim=True, chances=chances)]
        if citations and self.is_marked and (mark := self._mark(citations[0])):
            chunks.append(Chunk(text=mark))
        return chunks

    def _mark(self, citation: Citation) -> str:
        place = f"p. {citation.page}" if citation.page is not None else citation.place
        named = f"{citation.source.title} {place}".strip() if self.is_named else place
        return f" [{named}]" if named else ""

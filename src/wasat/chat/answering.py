"""One prompt carried out: one request for the chosen pages, or one a portion, put together."""

import asyncio
import json
from collections.abc import AsyncGenerator, Iterator, Sequence, Set
from contextlib import aclosing

from wasat.chat.asking import Asker, Whole
from wasat.chat.budget import Layout, Route
from wasat.chat.client import Delta, MalformedAnswerError
from wasat.chat.constrain import Want, read_call
from wasat.chat.mapping import to_call
from wasat.chat.planning import Asked, Plan
from wasat.chat.portions import Portions
from wasat.chat.words.free import FreeWriter
from wasat.chat.words.held import share_out, write_leaves
from wasat.chat.words.ordering import put_in_order
from wasat.chat.words.reduce import bound, merge
from wasat.chat.words.tally import Tally
from wasat.evidence.align.aligner import Aligner, Shelf
from wasat.evidence.task import Form, TaskKind
from wasat.generation.chunk import Chunk, FinishReason
from wasat.generation.prompt import JsonValue
from wasat.status import InternalError

_CITE = (
    "Where a statement rests on a page, write its number after the statement, such as [p. 12]."
    " What the documents do not say, say plainly that they do not."
)
_COMBINE = "Above are notes on all portions of the documents, in order. Make one answer of them."
_MARKED_FORMS = (Form.PROSE, Form.BULLETS)


class Answering:
    """Carries out a plan.

    Args:
        asker: Asks the model.
        asked: The prompt.
        plan: What is shown.
    """

    def __init__(self, asker: Asker, asked: Asked, plan: Plan) -> None:
        self._asker = asker
        self._asked = asked
        self._plan = plan
        self._aligner = _align(asked, plan)
        self._tally = Tally()

    def stream(self) -> AsyncGenerator[Chunk, None]:
        """Yield the answer, but for its end.

        Raises:
            WindowExceededError: The pages are too many after all; before the first chunk.
            StatusError: As `ChatClient.stream`.
        """
        is_map = self._plan.route is Route.MAP
        if self._asked.constraint.is_json:
            return self._map_json() if is_map else self._json(self._plan.layouts[0])
        if not is_map:
            return self._words(self._plan.layouts[0], outlines=self._plan.outlines)
        is_transcription = self._asked.task.aim is TaskKind.TRANSCRIBE
        return self._transcribe() if is_transcription else self._map_words()

    def end(self) -> Chunk:
        """Return the last chunk, once all others came."""
        return self._tally.end()

    async def _words(
        self,
        layout: Layout,
        *,
        extra: str = "",
        notes: tuple[str, ...] = (),
        outlines: Sequence[str] = (),
    ) -> AsyncGenerator[Chunk, None]:
        instruction = self._instruct(extra)
        request = await self._asker.prepare(layout, instruction, notes=notes, outlines=outlines)
        writer = self._writer()
        deltas = self._asker.stream(request)
        try:
            async with aclosing(deltas), aclosing(writer.write(deltas)) as chunks:
                async for chunk in chunks:
                    yield chunk
        except MalformedAnswerError:
            if not request.functions:
                raise
            writer.ended.reason = FinishReason.MALFORMED_FUNCTION_CALL
        self._tally.count(writer.ended.usage)
        self._tally.end_part(writer.ended.reason)

    def _portions(self) -> Portions:
        layouts = self._plan.layouts
        return Portions(self._asker, self._asked, layouts, self._instruct, self._tally)

    def _writer(self) -> FreeWriter:
        return FreeWriter(
            names=self._asked.names,
            admits=self._asked.constraint.admits,
            aligner=self._aligner,
            is_marked=self._is_marked,
            is_named=len(self._asked.documents) > 1,
        )

    async def _transcribe(self) -> AsyncGenerator[Chunk, None]:
        """Answer portion after portion, in the order of the pages."""
        async with aclosing(self._portions().answers()) as answers:
            async for whole in answers:
                async with aclosing(self._writer().write(_tell_again(whole))) as chunks:
                    async for chunk in chunks:
                        yield chunk
                yield Chunk(text="\n")

    async def _map_words(self) -> AsyncGenerator[Chunk, None]:
        """Have notes made on every portion, and one answer made of the notes."""
        notes = await self._portions().notes()
        async with aclosing(self._words((), extra=_COMBINE, notes=notes)) as chunks:
            async for chunk in chunks:
                yield chunk

    async def _json(self, layout: Layout) -> AsyncGenerator[Chunk, None]:
        instruction = self._instruct()
        request = await self._asker.prepare(layout, instruction, outlines=self._plan.outlines)
        whole = await self._asker.gather_json(request)
        told = await asyncio.to_thread(self._tell, whole)
        for chunk in share_out(whole.chances, told):
            yield chunk
        self._tally.count(whole.usage)
        self._tally.end_part(whole.reason)

    async def _map_json(self) -> AsyncGenerator[Chunk, None]:
        wholes: list[Whole] = []
        async with aclosing(self._portions().answers()) as answers:
            async for whole in answers:
                if self._tally.reason is not None:
                    return
                wholes.append(whole)
        text = await asyncio.to_thread(self._merge, [json.loads(each.text) for each in wholes])
        if fault := await asyncio.to_thread(self._asked.constraint.find_fault, text):
            raise InternalError(f"The model's answers, merged, {fault}.")
        for chunk in await asyncio.to_thread(self._tell, Whole(text=text)):
            yield chunk

    def _merge(self, answers: Sequence[JsonValue]) -> str:
        aligner = self._aligner
        merged = merge(
            answers, lambda value, label: bool(aligner and aligner.cite_value(value, label))
        )
        return json.dumps(bound(merged, self._asked.constraint.schema or {}), ensure_ascii=False)

    def _tell(self, whole: Whole) -> list[Chunk]:
        """Return a whole answer as chunks, each leaf with what it rests on."""
        thoughts = [Chunk(text=whole.thought, is_thought=True)] if whole.thought else []
        is_cut = whole.reason not in (None, FinishReason.STOP)
        want, schema = self._asked.constraint.want, self._asked.constraint.schema
        if whole.calls or (want is Want.CALL and not is_cut):
            return [*thoughts, *self._calls(whole)]
        if want is Want.CHOICE and not is_cut:
            return [*thoughts, self._choice(str(json.loads(whole.text)))]
        text = whole.text
        if schema and not (is_cut or whole.chances):  # chances are of the tokens in their order
            text = put_in_order(text, schema)
        return [*thoughts, *write_leaves(text, None if is_cut else self._aligner)]

    def _calls(self, whole: Whole) -> Iterator[Chunk]:
        """Yield the calls; one that is broken is not told, but that it was."""
        admits = self._asked.constraint.admits
        calls = whole.calls or (read_call(whole.text),)
        for call in calls:
            is_fit = not whole.calls or admits(call)
            chunk = to_call(call, self._asked.names) if is_fit else None
            if chunk is None:
                whole.reason = FinishReason.MALFORMED_FUNCTION_CALL
            else:
                yield chunk

    def _choice(self, value: str) -> Chunk:
        if self._aligner is None:
            return Chunk(text=value)
        citations = self._aligner.cite_value(value, self._asked.task.question)
        return Chunk(text=value, citations=citations, is_claim=True)

    def _instruct(self, extra: str = "") -> str:
        """Say what comes at the very end: how to cite, what the answer must be."""
        cite = _CITE if self._is_marked else ""
        return "\n".join(filter(None, (extra, cite, self._asked.constraint.instruction)))

    @property
    def _is_marked(self) -> bool:
        """Whether statements carry page marks: in prose about documents, not in transcriptions."""
        task = self._asked.task
        return (
            self._aligner is not None
            and not self._asked.constraint.is_json
            and task.aim is not TaskKind.TRANSCRIBE
            and task.form in _MARKED_FORMS
        )


async def _tell_again(whole: Whole) -> AsyncGenerator[Delta, None]:
    """Yield an answer that was waited for."""
    if whole.thought:
        yield Delta(thought=whole.thought)
    yield Delta(text=whole.text, chances=whole.chances)


def _align(asked: Asked, plan: Plan) -> Aligner | None:
    """Hold answers to the pages that were shown; without words there is nothing to hold them to."""
    shelves: list[Shelf] = []
    for document, each in enumerate(asked.documents):
        shown = {s.leaf.number for layout in plan.layouts for s in layout if s.document == document}
        if shown and each.prepared.document.pages:
            pages = _run(shown) or sorted(shown)
            shelves.append(Shelf(source=each.source, prepared=each.prepared, pages=pages))
    return Aligner(shelves) if shelves else None


def _run(numbers: Set[int]) -> range | None:
    """Return numbers that follow one another as a range, which is searched faster; else None."""
    run = range(min(numbers), max(numbers) + 1)
    return run if len(run) == len(numbers) else None

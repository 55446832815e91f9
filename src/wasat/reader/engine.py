"""The built-in engine: reads, finds, quotes and computes; the same answer every time."""

import json
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import replace
from threading import Event

from wasat import __version__
from wasat.evidence.prepare import Prepared, Preparer, note_unread, refuse
from wasat.evidence.task import Form, Task, TaskKind, understand
from wasat.generation.chunk import Chunk
from wasat.generation.engine import Engine, Profile
from wasat.generation.prompt import Prompt, Source
from wasat.generation.traces import Trace
from wasat.reader import answer, compare, extract, listing, summarize, transcribe
from wasat.reader.refusal import beyond_reading, unseen_picture
from wasat.reader.steps import Steps, make_stoppable
from wasat.status import InvalidArgumentError, UnreadableDocumentError

Answer = Callable[[Task, Sequence[tuple[Source, Prepared]], Trace], Iterator[Chunk]]

_PICTURE = "image/"
_PROFILE = Profile(
    display_name="Wasat reader",
    description=(
        "Answers from documents without a language model: quotes, computes and cites pages."
        " Deterministic, text only."
    ),
    version=f"wasat-reader-{__version__}",
    input_tokens=16_777_216,  # no window: eighteen documents of the most pages one may have
    output_tokens=16_777_216,  # nor does a transcription end before the document
    is_deterministic=True,
)


class ReaderEngine(Engine):
    """Answers from documents by rules.

    Args:
        preparer: Loads and indexes documents.
        threads: Answers that are worked on at once.
    """

    def __init__(self, preparer: Preparer, *, threads: int = 4) -> None:
        self._preparer = preparer
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="reader")

    @property
    def profile(self) -> Profile:
        """What it can do."""
        return _PROFILE

    async def run(self, prompt: Prompt, trace: Trace) -> AsyncGenerator[Chunk, None]:
        """Prepare the documents, then step the task's generator in a thread.

        Raises:
            InvalidArgumentError: A document cannot be read; names it.
        """
        task = understand(prompt)
        trace.note("task", kind=task.kind.value, language=task.language, form=task.form.value)
        stopped = Event()
        wanted = prompt.sources if task.kind is not TaskKind.NONE else ()
        sources = await self._prepare_all(wanted, stopped)
        refusal = _refuse(task, prompt.sources, sources)
        if refusal and task.schema is None:
            yield Chunk(text=json.dumps(refusal) if task.form is Form.JSON else refusal)
            return
        if refusal:
            task, sources = replace(task, kind=TaskKind.EXTRACT), []
        for source, prepared in sources:
            note_unread(source, prepared, trace)
        chunks = _ANSWERS[task.kind](task, sources, trace)
        async with aclosing(Steps(chunks, self._threads, stopped).stream()) as stream:
            async for chunk in stream:
                yield chunk

    async def close(self) -> None:
        """End the threads; answers that are under way are not finished."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _prepare_all(
        self, sources: Sequence[Source], stopped: Event
    ) -> list[tuple[Source, Prepared]]:
        """Prepare documents, and pictures with something written on them."""
        ready: list[tuple[Source, Prepared]] = []
        for source in sources:
            try:
                prepared = await self._prepare(source, stopped)
            except InvalidArgumentError:
                if not _is_picture(source):
                    raise
                continue
            if not _is_picture(source) or any(page.blocks for page in prepared.document.pages):
                ready.append((source, prepared))
        return ready

    async def _prepare(self, source: Source, stopped: Event) -> Prepared:
        try:
            prepared = await self._preparer.prepare_source(source)
        except UnreadableDocumentError as error:
            raise refuse(source, error) from error
        return replace(prepared, document=make_stoppable(prepared.document, stopped))


def _is_picture(source: Source) -> bool:
    return source.blob.mime_type.startswith(_PICTURE)


def _refuse(
    task: Task, sources: Sequence[Source], readable: Sequence[tuple[Source, Prepared]]
) -> str:
    """Say what the reader cannot do at all with this prompt; nothing if it can do something.

    Where the answer must fit a schema there is no room to say it: then the schema is filled from
    nothing, as it is where documents do not state what it asks for.
    """
    if task.kind is TaskKind.NONE:
        return beyond_reading(task.beyond, task.language)
    if not readable and task.schema is None:
        return unseen_picture(task.language, ", ".join(source.title for source in sources))
    return ""


_ANSWERS: Mapping[TaskKind, Answer] = {
    TaskKind.ANSWER: answer.answer,
    TaskKind.EXTRACT: extract.answer,
    TaskKind.SUMMARISE: summarize.answer,
    TaskKind.TRANSCRIBE: transcribe.answer,
    TaskKind.COMPARE: compare.answer,
    TaskKind.LIST: listing.answer,
}

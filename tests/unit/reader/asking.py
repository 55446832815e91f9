"""A task module asked about documents by hand."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.unit.evidence.pages import make_blob
from wasat.blob import Blob
from wasat.documents.document import Document
from wasat.evidence.prepare import Prepared, Preparer
from wasat.evidence.task import Task, understand
from wasat.generation.chunk import Chunk, Citation
from wasat.generation.prompt import (
    AnswerForm,
    JsonValue,
    Options,
    Prompt,
    Role,
    Source,
    Text,
    Turn,
)
from wasat.generation.traces import Trace
from wasat.reader.leaves.pages import Leaves
from wasat.reader.reading import Reading, open_readings

Answer = Callable[[Task, Sequence[tuple[Source, Prepared]], Trace], Iterator[Chunk]]


class Shelf:
    """A library of documents by hand, by the title that their source bears."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents

    async def load(self, blob: Blob) -> Document:
        return self._documents[blob.sha256]

    async def forget(self, project: str, sha256: str) -> None:
        raise AssertionError(f"nothing is forgotten here: {project} {sha256}")


def make_sources(documents: Sequence[Document], mime_type: str = "application/pdf") -> list[Source]:
    """One source a document: a.pdf, b.pdf ..., each with a hash of its own."""
    sources: list[Source] = []
    for name, _ in zip("abcdefgh", documents, strict=False):
        blob = make_blob(mime_type=mime_type)
        own = Blob(
            project=blob.project,
            sha256=name * 64,
            mime_type=mime_type,
            size_bytes=blob.size_bytes,
            lend=blob.lend,
        )
        sources.append(Source(blob=own, title=f"{name}.pdf", name=f"files/{name}"))
    return sources


def make_prompt(question: str, sources: Sequence[Source], options: Options | None = None) -> Prompt:
    """One turn: the documents, then the question."""
    turn = Turn(role=Role.USER, parts=(*sources, Text(text=question)))
    return Prompt(turns=(turn,), options=options or Options())


def make_trace() -> Trace:
    """A trace nobody reads."""
    return Trace(response_id="r", project="acme")


def prepare(documents: Sequence[Document]) -> list[tuple[Source, Prepared]]:
    """Prepare documents as the engine does."""
    sources = make_sources(documents)
    shelf = Shelf({source.blob.sha256: d for source, d in zip(sources, documents, strict=True)})

    async def all_of_them() -> list[tuple[Source, Prepared]]:
        preparer = Preparer(shelf)
        return [(source, await preparer.prepare(source.blob)) for source in sources]

    return asyncio.run(all_of_them())


def ask(
    answer: Answer,
    question: str,
    *documents: Document,
    schema: Mapping[str, JsonValue] | None = None,
) -> list[Chunk]:
    """Ask a task module; with a schema, for JSON."""
    options = Options(form=AnswerForm.JSON, schema=schema) if schema is not None else Options()
    prepared = prepare(documents)
    prompt = make_prompt(question, [source for source, _ in prepared], options)
    return list(answer(understand(prompt), prepared, make_trace()))


def join(chunks: Sequence[Chunk]) -> str:
    """The answer as it is read."""
    return "".join(chunk.text for chunk in chunks)


def cited(chunks: Sequence[Chunk]) -> list[tuple[str, list[str]]]:
    """What is claimed with evidence, and the words it rests on."""
    return [(chunk.text, [c.quote for c in chunk.citations]) for chunk in chunks if chunk.citations]


def citations(chunks: Sequence[Chunk]) -> list[Citation]:
    """All citations in order."""
    return [citation for chunk in chunks for citation in chunk.citations]


def open_all(*documents: Document, question: str = "Extract all data") -> list[Reading]:
    """Open documents as a task does."""
    prepared = prepare(documents)
    prompt = make_prompt(question, [source for source, _ in prepared])
    return open_readings(understand(prompt), prepared)


def open_leaves(*documents: Document) -> Leaves:
    """Open the pages of documents for a search."""
    return Leaves(open_all(*documents))

"""Documents made ready for questions: loaded once, indexed once, a few kept in memory."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from wasat.blob import Blob
from wasat.documents.document import Document, Page
from wasat.documents.load import is_readable
from wasat.evidence.index import Index
from wasat.evidence.language import guess_language
from wasat.evidence.locator import Locator
from wasat.evidence.passages import iter_passages
from wasat.evidence.scope.cells import limit_cells
from wasat.evidence.scope.layers import limit_layers
from wasat.generation.chunk import Modality, TokenCount
from wasat.generation.prompt import Source
from wasat.generation.tokens import PAGE_TOKENS, count_bytes, count_picture
from wasat.status import (
    ErrorInfo,
    FieldViolation,
    InvalidArgumentError,
    StatusError,
    UnreadableDocumentError,
)

_LANGUAGE_PAGES = 20
_Key = tuple[str, str, str]


class Library(Protocol):
    """Where documents come from, read in sealed processes."""

    async def load(self, blob: Blob) -> Document:
        """Return the document; its pages may be loaded only when asked for."""
        ...

    async def forget(self, project: str, sha256: str) -> None:
        """Remove everything derived from these bytes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document that questions can be asked about.

    Attributes:
        blob: Its bytes.
        document: What they hold.
        index: Its passages, ranked by words.
        locator: Its pages, by what they are.
    """

    blob: Blob
    document: Document
    index: Index
    locator: Locator


class Preparer:
    """Prepares documents; the latest stay in memory, indexes being made again in a second.

    Args:
        library: Loads documents.
        kept: How many prepared documents stay in memory.
    """

    def __init__(self, library: Library, *, kept: int = 8) -> None:
        self._library = library
        self._kept = kept
        self._ready: OrderedDict[_Key, asyncio.Task[Prepared]] = OrderedDict()

    async def prepare(self, blob: Blob) -> Prepared:
        """Load and index a document, once however many ask for it at the same time.

        Raises:
            UnreadableDocumentError: It cannot be read, or nobody reads this type.
            DeadlineExceededError: Reading took too long.
            ResourceExhaustedError: Reading took too much.
        """
        key = (blob.project, blob.sha256, blob.mime_type)
        task = self._ready.get(key)
        if task is None:
            task = self._ready[key] = asyncio.create_task(self._build(blob))
        self._ready.move_to_end(key)
        self._evict()
        try:
            return await asyncio.shield(task)
        except StatusError:
            if self._ready.get(key) is task:
                del self._ready[key]
            raise

    async def prepare_source(self, source: Source) -> Prepared:
        """Prepare what a prompt lets be seen of a document, indexed anew where that is not all.

        Raises:
            StatusError: As `prepare`.
        """
        prepared = await self.prepare(source.blob)
        document = await asyncio.to_thread(_limit, prepared.document, source)
        if document is prepared.document:
            return prepared
        return await asyncio.to_thread(index_document, source.blob, document)

    async def inspect(self, blob: Blob) -> None:
        """Prepare what can be read, so that the first question need not wait.

        Raises:
            UnreadableDocumentError: It is of a readable type, yet cannot be read.
            DeadlineExceededError: Reading took too long.
            ResourceExhaustedError: Reading took too much.
        """
        if is_readable(blob.mime_type):
            await self.prepare(blob)

    def renew(self, blob: Blob) -> None:
        """Prepare a document again when it is next asked about, since more of it was read."""
        self._ready.pop((blob.project, blob.sha256, blob.mime_type), None)

    async def forget(self, project: str, sha256: str) -> None:
        """Drop all that was made of these bytes, in memory and in the library."""
        for key in [key for key in self._ready if key[:2] == (project, sha256)]:
            del self._ready[key]
        await self._library.forget(project, sha256)

    async def measure(self, source: Source) -> Sequence[TokenCount]:
        """Count the public tokens of a document: by chosen pages, tiles, or bytes.

        Raises:
            InvalidArgumentError: It cannot be read; says which one.
        """
        try:
            document = await self._library.load(source.blob)
            return (await asyncio.to_thread(_count, source, document),)
        except UnreadableDocumentError as error:
            raise refuse(source, error) from error

    def _evict(self) -> None:
        """Drop the oldest; those still being built do not count, or they would be lost."""
        done = [key for key, task in self._ready.items() if task.done()]
        for key in done[: max(0, len(self._ready) - self._kept)]:
            del self._ready[key]

    async def _build(self, blob: Blob) -> Prepared:
        document = await self._library.load(blob)
        return await asyncio.to_thread(index_document, blob, document)


def refuse(source: Source, error: UnreadableDocumentError) -> InvalidArgumentError:
    """Return the refusal of a prompt: why the document cannot be read, and then which one."""
    message = f"{error.message} [{source.title}]"
    info = ErrorInfo(
        reason="DOCUMENT_UNREADABLE", domain="wasat", metadata={"document": source.title}
    )
    violation = FieldViolation(path=source.place, description=message)
    return InvalidArgumentError(message, details=[violation, info, *error.details])


def index_document(blob: Blob, document: Document) -> Prepared:
    """Index and locate, going through the pages once, one at a time, so that memory stays flat."""
    first = islice(document.pages, _LANGUAGE_PAGES)
    language = guess_language(block.text for page in first for block in page.blocks)
    locator = Locator()

    def pages() -> Iterator[Page]:
        for page in document.pages:
            locator.look(page)
            yield page

    return Prepared(
        blob=blob,
        document=document,
        index=Index(iter_passages(pages()), language),
        locator=locator,
    )


def _count(source: Source, document: Document) -> TokenCount:
    if document.summary.mime_type.startswith("image/"):
        page = document.pages[0]
        tokens = count_picture(round(page.width), round(page.height))
        return TokenCount(modality=Modality.IMAGE, tokens=tokens)
    if not document.summary.is_paged:
        tokens = count_bytes(_size(source, document))
        return TokenCount(modality=Modality.TEXT, tokens=tokens)
    last = min(source.last_page or document.summary.page_count, document.summary.page_count)
    pages = max(0, last - source.first_page + 1)
    return TokenCount(modality=Modality.DOCUMENT, tokens=pages * PAGE_TOKENS)


def _limit(document: Document, source: Source) -> Document:
    """Return what a prompt lets be seen; the same document where that is all of it."""
    return limit_layers(limit_cells(document, source), source.layers)


def _size(source: Source, document: Document) -> int:
    """Return the bytes of a text; of a sheet of which a part is visible, those of that part."""
    seen = limit_cells(document, source)
    if seen is document:
        return document.summary.text_bytes or source.blob.size_bytes
    return sum(len(block.text.encode()) + 1 for page in seen.pages for block in page.blocks)

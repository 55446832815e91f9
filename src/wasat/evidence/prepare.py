"""Documents made ready for questions: loaded once, indexed once, a few kept in memory."""

import asyncio
import shutil
from collections import OrderedDict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Protocol

import structlog

from wasat.blob import Blob, BlobStore
from wasat.documents.document import Document, Page
from wasat.documents.formats.sniff import is_readable
from wasat.evidence.index import Index
from wasat.evidence.kept.blob import kept_name, make_folder
from wasat.evidence.kept.shelf import keep, open_kept
from wasat.evidence.language import guess_language
from wasat.evidence.locator import Locator
from wasat.evidence.passages import iter_passages
from wasat.evidence.scope.seen import count_tokens, limit
from wasat.generation.chunk import TokenCount
from wasat.generation.prompt import Source
from wasat.generation.traces import Trace
from wasat.status import (
    ErrorInfo,
    FieldViolation,
    InvalidArgumentError,
    UnreadableDocumentError,
)

_LANGUAGE_PAGES = 20
_log = structlog.get_logger(__name__)
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
    """Prepares documents; the latest stay in memory, the indexes of all in the blob store.

    Args:
        library: Loads documents.
        blobs: Keeps indexes beside the pages; without it they are made again when asked for.
        scratch: Folder for the files of indexes while they are made and opened.
        kept: How many prepared documents stay in memory.
    """

    def __init__(
        self,
        library: Library,
        blobs: BlobStore | None = None,
        scratch: Path | None = None,
        *,
        kept: int = 8,
    ) -> None:
        self._library = library
        self._blobs = blobs
        self._scratch = scratch
        self._slots: set[int] = set()
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
            task.add_done_callback(partial(self._drop_failed, key))
        self._ready.move_to_end(key)
        self._evict()
        return await asyncio.shield(task)

    async def prepare_source(self, source: Source) -> Prepared:
        """Prepare what a prompt lets be seen of a document, indexed anew where that is not all.

        Raises:
            StatusError: As `prepare`.
        """
        prepared = await self.prepare(source.blob)
        document = await asyncio.to_thread(limit, prepared.document, source)
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
            return (await asyncio.to_thread(count_tokens, document, source),)
        except UnreadableDocumentError as error:
            raise refuse(source, error) from error

    def _drop_failed(self, key: _Key, task: "asyncio.Task[Prepared]") -> None:
        """Have it tried again; the error counts as heard, also when all who waited have gone."""
        if (task.cancelled() or task.exception()) and self._ready.get(key) is task:
            del self._ready[key]

    def _evict(self) -> None:
        """Drop the oldest; those still being built do not count, or they would be lost."""
        done = [key for key, task in self._ready.items() if task.done()]
        for key in done[: max(0, len(self._ready) - self._kept)]:
            del self._ready[key]

    async def _build(self, blob: Blob) -> Prepared:
        document = await self._library.load(blob)
        if self._blobs is None or self._scratch is None:
            return await asyncio.to_thread(index_document, blob, document)
        slot = next(slot for slot in count() if slot not in self._slots)
        self._slots.add(slot)
        try:
            return await self._open_or_make(self._blobs, self._scratch / str(slot), blob, document)
        finally:
            await asyncio.to_thread(shutil.rmtree, self._scratch / str(slot), ignore_errors=True)
            self._slots.remove(slot)

    async def _open_or_make(
        self, blobs: BlobStore, folder: Path, blob: Blob, document: Document
    ) -> Prepared:
        """Open the index that was kept, or make one and keep it; its files are spare once open."""
        try:
            index, locator = await asyncio.to_thread(open_kept, blobs, folder, blob, document)
        except FileNotFoundError:
            pass
        except ValueError as error:
            _log.info("an index is made again", blob=kept_name(blob), reason=str(error))
        else:
            return Prepared(blob=blob, document=document, index=index, locator=locator)
        await asyncio.to_thread(make_folder, folder)
        prepared = await asyncio.to_thread(index_document, blob, document, folder)
        await keep(blobs, folder, blob, document, (prepared.index, prepared.locator))
        if (blob.project, blob.sha256, blob.mime_type) not in self._ready:
            await blobs.delete(kept_name(blob))  # it was forgotten meanwhile
        return prepared


def refuse(source: Source, error: UnreadableDocumentError) -> InvalidArgumentError:
    """Return the refusal of a prompt: why the document cannot be read, and then which one."""
    message = f"{error.message} [{source.title}]"
    info = ErrorInfo(
        reason="DOCUMENT_UNREADABLE", domain="wasat", metadata={"document": source.title}
    )
    violation = FieldViolation(path=source.place, description=message)
    return InvalidArgumentError(message, details=[violation, info, *error.details])


def note_unread(
    source: Source, prepared: Prepared, trace: Trace, *, seen: Container[int] = ()
) -> None:
    """Note which of the pages asked about could not be read, for header and trace.

    Args:
        source: What is asked about.
        prepared: The same, read.
        trace: Where it is noted, before the first word of the answer.
        seen: Numbers of pages that the engine looks at all the same.
    """
    summary = prepared.document.summary
    last = source.last_page or summary.page_count
    asked = (number for number in summary.unread if source.first_page <= number <= last)
    pages = [number for number in asked if number not in seen]
    if pages:
        trace.note("unread", document=source.name or source.uri, pages=[*pages])


def index_document(blob: Blob, document: Document, folder: Path | None = None) -> Prepared:
    """Index and locate, going through the pages once, one at a time, so that memory stays flat.

    Args:
        blob: The bytes.
        document: What they hold.
        folder: Where the index is written; in memory without it.
    """
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
        index=Index(iter_passages(pages(), language), language, folder),
        locator=locator,
    )

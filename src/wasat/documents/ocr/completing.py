"""Pages that are pictures: so many are read before a document is given out, the rest afterwards.

What is still to be read has a mark beside the kept document, so that a later run goes on with it.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing, suppress

import structlog

from wasat.blob import Blob, BlobStore
from wasat.documents.backlog import Backlog
from wasat.documents.document import Document
from wasat.documents.ocr.reading import ScanReader
from wasat.documents.scan import Scan, Scans
from wasat.documents.stored import DERIVED
from wasat.status import StatusError

LayOut = Callable[[str, Blob, Scans], Awaitable[Document]]
Load = Callable[[Blob], Awaitable[Document]]
Find = Callable[[str, str], AsyncIterator[Blob]]  # by project and SHA-256
Tell = Callable[[int], None]

_WAITING = "-waiting"
_RESUMING = "resuming"
_FEWEST_SCANS = 25  # that are read before a document is laid out again

_log = structlog.get_logger(__name__)


class Completion:
    """Completes documents of which pages are pictures.

    Args:
        reader: Reads them.
        lay_out: Reads a document again with what stands on its pictures, and keeps it.
        blobs: Where documents are kept, and which of them wait.
    """

    def __init__(self, reader: ScanReader, lay_out: LayOut, blobs: BlobStore) -> None:
        self._reader = reader
        self._lay_out = lay_out
        self._blobs = blobs
        self._backlog = Backlog()
        self._read: dict[str, int] = {}
        self._listeners: list[Callable[[Blob], None]] = []

    def tell(self, listener: Callable[[Blob], None]) -> None:
        """Call it whenever more of a document was read after it was given out."""
        self._listeners.append(listener)

    def count_read(self, name: str) -> int:
        """Return how many pages are read of a document that is read on; 0 if it is not."""
        return self._read.get(name, 0)

    async def complete(self, name: str, blob: Blob, document: Document, tell: Tell) -> Document:
        """Have as many pictures read as may be at once; the rest goes on afterwards.

        Args:
            name: Of the kept document.
            blob: Its bytes.
            document: As it was kept.
            tell: Told how many of its pages are read, at each picture.
        """
        scans = await asyncio.to_thread(self._reader.load, name)
        pictures = document.summary.scans
        waiting = [number for number in pictures if number not in scans]
        count = max(0, self._reader.most_at_once - len(scans))
        if count or len(waiting) < len(pictures):
            whole = len(document.pages) - len(waiting)
            document = (
                await self._add(name, blob, waiting[:count], scans, lambda done: tell(whole + done))
                or document
            )
        if waiting[count:]:
            self._backlog.start(name, self._go_on(name, blob, len(document.pages), scans, waiting))
        return document

    def resume(self, find: Find, load: Load) -> None:
        """Go on in the background with what was not completed when the last run ended.

        Args:
            find: Gives what is still kept of a project under a SHA-256.
            load: Finds a document as it was kept, and has it completed.
        """
        self._backlog.start(_RESUMING, self._resume(find, load))

    async def stop(self, prefix: str = "") -> None:
        """End what goes on with documents whose names begin so."""
        await self._backlog.stop(prefix)

    async def close(self) -> None:
        """End all that goes on, and release every process."""
        await self._backlog.stop()
        await self._reader.close()

    async def _resume(self, find: Find, load: Load) -> None:
        waiting = [name async for name in self._blobs.names(DERIVED) if name.endswith(_WAITING)]
        for project, sha256 in {tuple(name.split("/")[1:3]) for name in waiting}:
            async for blob in find(project, sha256):
                with suppress(StatusError):
                    await load(blob)

    async def _go_on(
        self, name: str, blob: Blob, pages: int, scans: dict[int, Scan], pictures: Sequence[int]
    ) -> None:
        mark = f"{name}{_WAITING}"
        await self._blobs.put(mark, _once(b"1"))
        try:
            while waiting := [number for number in pictures if number not in scans]:
                before = len(scans)
                whole = pages - len(waiting)

                def tell(done: int, whole: int = whole) -> None:
                    self._read[name] = whole + done

                tell(0)
                # laying all out again costs less than reading so many
                step = max(_FEWEST_SCANS, before // 4)
                await self._add(name, blob, waiting[:step], scans, tell)
                for listener in self._listeners:
                    listener(blob)
                if len(scans) == before:
                    return  # nothing can be read now; the mark stays
            await self._blobs.delete(mark)
        finally:
            self._read.pop(name, None)

    async def _add(
        self, name: str, blob: Blob, numbers: Sequence[int], scans: dict[int, Scan], tell: Tell
    ) -> Document | None:
        """Read pages as pictures and lay the whole document out again; None if that fails."""
        tell(0)
        async with aclosing(self._reader.iter_scans(name, blob, numbers, scans)) as read:
            done = 0
            async for _ in read:
                done += 1
                tell(done)
        try:
            return await self._lay_out(name, blob, scans)
        except StatusError as error:
            _log.warning("scans were not added", blob=name, reason=error.message)
            return None


async def _once(piece: bytes) -> AsyncIterator[bytes]:
    yield piece

"""Indexes of documents in a blob store: opened where they were kept, else written down."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import structlog

from wasat.blob import Blob, BlobStore
from wasat.documents.document import Document
from wasat.evidence.index import Index, OpenedIndex
from wasat.evidence.kept.blob import Facts, kept_name, make_folder, mark_of, pack, unpack
from wasat.evidence.language import all_languages
from wasat.evidence.locator import Locator
from wasat.evidence.passage import PassageKind
from wasat.status import StatusError

_log = structlog.get_logger(__name__)


def open_kept(
    blobs: BlobStore, folder: Path, blob: Blob, document: Document
) -> tuple[Index, Locator]:
    """Open what was kept of a document; the folder is spare once it is open.

    Raises:
        FileNotFoundError: Nothing was.
        ValueError: It is damaged, or not of these pages.
    """
    with blobs.open(kept_name(blob)) as file:
        make_folder(folder)
        facts = unpack(file, folder, mark_of(document))
    counts = {kind: facts.counts.get(kind.value, 0) for kind in PassageKind}
    index = OpenedIndex(folder, all_languages()[facts.language], counts)
    return index, Locator(facts.kinds)


async def keep(
    blobs: BlobStore, folder: Path, blob: Blob, document: Document, found: tuple[Index, Locator]
) -> None:
    """Write down what was found of a document; without room for it, it is not kept.

    Args:
        blobs: Where.
        folder: Of the index's files.
        blob: The document's bytes.
        document: What they hold.
        found: Its passages, and its pages by what they are.
    """
    name = kept_name(blob)
    try:
        await blobs.put(name, _in_threads(pack(folder, _tell(document, *found))))
    except StatusError as error:
        _log.warning("an index is kept in memory only", blob=name, reason=error.message)


def _tell(document: Document, index: Index, locator: Locator) -> Facts:
    return Facts(
        mark=mark_of(document),
        language=index.language.code,
        counts={kind.value: count for kind, count in index.counts.items()},
        kinds=locator.found,
    )


async def _in_threads(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Read pieces in a thread, one at a time."""
    while piece := await asyncio.to_thread(next, pieces, b""):
        yield piece

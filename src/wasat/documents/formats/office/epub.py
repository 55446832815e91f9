"""EPUB: the chapters of a book in the order of its spine, each by the HTML reader."""

import posixpath
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote

from wasat.documents.document import Block, BlockKind, Page, Summary
from wasat.documents.formats.flow.runs import Made, Opening, paginate
from wasat.documents.formats.html.read import iter_html
from wasat.documents.formats.office.archive import Archive
from wasat.documents.formats.office.markup import Element, iter_local, parse, text_of
from wasat.documents.formats.sniff import EPUB
from wasat.documents.limits import Limits
from wasat.status import UnreadableDocumentError

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_CHAPTER_TYPES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def read_epub(file: BinaryIO, limits: Limits) -> Iterator[Page | Summary]:
    """Read a book.

    Raises:
        UnreadableDocumentError: It is damaged, protected, empty, or made to be too much.
    """
    archive = Archive(file, limits)
    rootfile = next(iter_local(parse(archive.read(_CONTAINER)), "rootfile"), None)
    package = "" if rootfile is None else rootfile.get("full-path", "")
    root = parse(archive.read(package))
    chapters = _find_chapters(root, posixpath.dirname(package))
    if _find_encrypted(archive) & set(chapters):
        raise UnreadableDocumentError("The document is encrypted; a key of its seller is needed.")
    made = Made(
        mime_type=EPUB,
        title=_first(root, "title"),
        author=_first(root, "creator"),
        is_packed=True,
    )
    return paginate(_iter_blocks(archive, chapters, limits), made, limits)


def _first(root: Element, name: str) -> str:
    return " ".join(text_of(next(iter_local(root, name), None)).split())


def _find_chapters(root: Element, folder: str) -> list[str]:
    """Return the names of the chapters in reading order."""
    items = {
        item.get("id", ""): posixpath.normpath(
            posixpath.join(folder, unquote(item.get("href", "")))
        )
        for item in iter_local(root, "item")
        if item.get("media-type", "") in _CHAPTER_TYPES
    }
    order = [reference.get("idref", "") for reference in iter_local(root, "itemref")]
    return list(dict.fromkeys(items[name] for name in order if name in items))


def _find_encrypted(archive: Archive) -> set[str]:
    """Return the names of entries that are encrypted; fonts often are, which does no harm."""
    if _ENCRYPTION not in archive:
        return set()
    references = iter_local(parse(archive.read(_ENCRYPTION)), "CipherReference")
    return {unquote(reference.get("URI", "")) for reference in references}


def _iter_blocks(
    archive: Archive, chapters: list[str], limits: Limits
) -> Iterator[Block | Opening]:
    for index, name in enumerate(chapters, 1):
        if name not in archive:
            continue
        blocks = list(iter_html(archive.read(name), limits.depth, f"chapter {index}"))
        title = next((b.text for b in blocks if b.kind is BlockKind.HEADING), "")
        if blocks:
            yield Opening(title=" ".join(title.split()))
            yield from blocks

"""Office Open XML packages: which part belongs to which, and what is known of the whole."""

import posixpath
from typing import NamedTuple
from urllib.parse import unquote

from wasat.documents.formats.office.archive import Archive
from wasat.documents.formats.office.markup import Element, local, parse, text_of
from wasat.status import UnreadableDocumentError

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = "officeDocument"
_MOST_NAMES = 1_000  # of attachments
_OF_CHARTS = "Microsoft_"  # numbers that a chart is drawn from, named by the program


class Relation(NamedTuple):
    """What a part points to.

    Attributes:
        kind: Last word of its type: `hyperlink`, `image`, `styles`.
        target: Name of a part, or an address if it is external.
        is_external: Whether it leads out of the package; nothing ever follows it.
    """

    kind: str
    target: str
    is_external: bool


class Known(NamedTuple):
    """Title and author of a document, and the names of files inside it."""

    title: str
    author: str
    attachments: tuple[str, ...]


def read_relations(archive: Archive, part: str) -> dict[str, Relation]:
    """Return the relations of a part by their ids; of the package itself for an empty name."""
    folder, base = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    if name not in archive:
        return {}
    found: dict[str, Relation] = {}
    for element in parse(archive.read(name)):
        kind = element.get("Type", "").rpartition("/")[2]
        target = element.get("Target", "")
        is_external = element.get("TargetMode") == "External"
        if not is_external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        found[element.get("Id", "")] = Relation(kind, target, is_external)
    return found


def find_main(archive: Archive) -> str:
    """Return the name of the part that the document is.

    Raises:
        UnreadableDocumentError: There is none.
    """
    part = find_kind(read_relations(archive, ""), _MAIN)
    if part not in archive:
        raise UnreadableDocumentError("The document is damaged: it has no main part.")
    return part


def find_kind(relations: dict[str, Relation], kind: str) -> str:
    """Return the first part of a kind, or nothing."""
    parts = (r.target for r in relations.values() if r.kind == kind and not r.is_external)
    return next(parts, "")


def read_part(archive: Archive, name: str) -> Element | None:
    """Parse a part that need not be there."""
    return parse(archive.read(name)) if name in archive else None


def read_known(archive: Archive) -> Known:
    """Read what the package says of itself."""
    core = read_part(archive, find_kind(read_relations(archive, ""), "core-properties"))
    texts = {local(e): " ".join(text_of(e).split()) for e in core} if core is not None else {}
    embedded = [
        posixpath.basename(name)
        for name in archive.names
        if "/embeddings/" in name and not posixpath.basename(name).startswith(_OF_CHARTS)
    ]
    return Known(texts.get("title", ""), texts.get("creator", ""), tuple(embedded[:_MOST_NAMES]))

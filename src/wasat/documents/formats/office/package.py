"""Office Open XML files, opened: the archive, the part that the document is, and what is known."""

from typing import BinaryIO, NamedTuple

from wasat.documents.formats.flow.runs import Made
from wasat.documents.formats.office.archive import Archive
from wasat.documents.formats.office.relations import find_main, read_known
from wasat.documents.limits import Limits


class Package(NamedTuple):
    """A package that was opened.

    Attributes:
        archive: Its parts.
        main: Name of the part that the document is.
        made: What is known of the whole before it is read.
    """

    archive: Archive
    main: str
    made: Made


def open_package(file: BinaryIO, limits: Limits, mime_type: str) -> Package:
    """Open a package.

    Raises:
        UnreadableDocumentError: It is damaged, encrypted, empty, or made to be too much.
    """
    archive = Archive(file, limits)
    main = find_main(archive)
    known = read_known(archive)
    made = Made(
        mime_type=mime_type,
        title=known.title,
        author=known.author,
        attachments=known.attachments,
        is_packed=True,
    )
    return Package(archive, main, made)

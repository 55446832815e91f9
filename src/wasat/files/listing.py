"""Lists in pages: how many at a time, and where the next page begins."""

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import datetime

from wasat.files.file import File
from wasat.files.store import Place
from wasat.status import InvalidArgumentError

_DEFAULT_PAGE = 10  # Source: ListFilesRequest of the v1beta discovery document
_LARGEST_PAGE = 100  # Source: the same


@dataclass(frozen=True, slots=True, kw_only=True)
class FileList:
    """A page of a list.

    Attributes:
        files: Newest first.
        next_page_token: Leads to the next page; empty on the last one.
    """

    files: tuple[File, ...]
    next_page_token: str = ""


def parse_page_size(page_size: int) -> int:
    """Return how many files a page shall have.

    Raises:
        InvalidArgumentError: It is not in 0 to 100; 0 is the default.
    """
    if not 0 <= page_size <= _LARGEST_PAGE:
        raise InvalidArgumentError(
            f"* ListFilesRequest.page_size: a page has 1 to {_LARGEST_PAGE} files, not {page_size}"
        )
    return page_size or _DEFAULT_PAGE


def format_page_token(project: str, file: File) -> str:
    """Return a token for what comes after a file; it is of no use to another project."""
    place = f"{file.created.isoformat()} {file.id}"
    text = f"{_seal(project, place)} {place}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def parse_page_token(project: str, token: str) -> Place | None:
    """Return where the page begins, None for the first one.

    Raises:
        InvalidArgumentError: We gave no such token to this project.
    """
    if not token:
        return None
    try:
        text = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
        seal, _, place = text.partition(" ")
        created, _, file_id = place.partition(" ")
        if seal == _seal(project, place):
            return Place(datetime.fromisoformat(created), file_id)
    except (binascii.Error, ValueError):
        pass  # and refused like a token that is another's
    raise InvalidArgumentError(
        "* ListFilesRequest.page_token: expected a token from the last page of this list,"
        f" not {token[:60]!r}"
    )


def _seal(project: str, place: str) -> str:
    return hashlib.sha256(f"{project}\n{place}".encode()).hexdigest()[:16]

"""An index as one blob: what is known of the document, then the files tantivy wrote.

A blob is of use only to the code and the vocabulary it was made with, and for the very pages: all
that goes into its mark, and one with another mark is made again.
"""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

import msgspec

from wasat.blob import Blob
from wasat.documents.document import Document
from wasat.documents.stored import name_of

_FORMAT = 2  # of this blob; higher when passages, kinds of page or the schema are made otherwise
_LENGTH_BYTES, _CHECKSUM_BYTES = 8, 4
_PIECE_BYTES = 1 << 20
_MOST_HEADER_BYTES = 1 << 24


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What an index is, besides its files.

    Attributes:
        mark: Of what it was made from and by.
        language: Code of the language that words are stemmed in.
        counts: Passages of each kind.
        kinds: Pages that may be of a kind, each with a score, by the kind's name.
        sizes: Of the files that follow, in order, by their names.
    """

    mark: str
    language: str
    counts: dict[str, int]
    kinds: dict[str, dict[int, float]]
    sizes: dict[str, int] = {}


def kept_name(blob: Blob) -> str:
    """Name the blob of a document's index, beside that of its pages."""
    return f"{name_of(blob)}-index"


def mark_of(document: Document) -> str:
    """Tell what an index of a document is made from and by."""
    summary = document.summary
    told = f"{_FORMAT} {version('tantivy')} {summary.page_count} {summary.unread}"
    return hashlib.sha256(told.encode() + _vocabulary()).hexdigest()


def pack(folder: Path, facts: Facts) -> Iterator[bytes]:
    """Yield the pieces of the blob, about a megabyte each."""
    names = sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))
    sizes = {name: (folder / name).stat().st_size for name in names}
    header = msgspec.msgpack.encode(msgspec.structs.replace(facts, sizes=sizes))
    start = len(header).to_bytes(_LENGTH_BYTES, "big") + header
    checksum = crc32(start)
    yield start
    for name in names:
        with (folder / name).open("rb") as file:
            while piece := file.read(_PIECE_BYTES):
                checksum = crc32(piece, checksum)
                yield piece
    yield checksum.to_bytes(_CHECKSUM_BYTES, "big")


def unpack(file: BinaryIO, folder: Path, mark: str) -> Facts:
    """Write the files of a blob into a folder, unless they are of no use.

    Raises:
        ValueError: The blob is damaged, something else, or has another mark.
    """
    length = file.read(_LENGTH_BYTES)
    header = file.read(min(int.from_bytes(length, "big"), _MOST_HEADER_BYTES))
    try:
        facts = msgspec.msgpack.decode(header, type=Facts)
    except msgspec.MsgspecError as error:
        raise ValueError(f"not a kept index: {error}") from error
    if facts.mark != mark:
        raise ValueError("not an index of these pages: its mark is another")
    checksum = crc32(length + header)
    for name, size in facts.sizes.items():
        checksum = _copy(file, folder / Path(name).name, size, checksum)
    if file.read() != checksum.to_bytes(_CHECKSUM_BYTES, "big"):
        raise ValueError("not a kept index: its checksum is another")
    return facts


def make_folder(folder: Path) -> None:
    """Make an empty folder, in place of one that was left behind."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def _copy(file: BinaryIO, path: Path, size: int, checksum: int) -> int:
    with path.open("wb") as written:
        while size:
            piece = file.read(min(size, _PIECE_BYTES))
            if not piece:
                raise ValueError("not a kept index: it ends too early")
            written.write(piece)
            checksum = crc32(piece, checksum)
            size -= len(piece)
    return checksum


@cache
def _vocabulary() -> bytes:
    """Return a mark of the data files that decide what is indexed."""
    folder = files("wasat.evidence").joinpath("vocabulary")
    texts: Mapping[str, bytes] = {
        name: folder.joinpath(name).read_bytes() for name in ("kinds.toml", "languages.toml")
    }
    return hashlib.sha256(b"".join(texts.values())).digest()

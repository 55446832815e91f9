"""Which office format an archive holds, by the names of its parts; and what older files are."""

from typing import BinaryIO
from zipfile import ZipFile

from wasat.documents.formats.office.archive import FAULTS
from wasat.documents.formats.sniff import DOCX, EPUB, ODT, PPTX, XLSX, ZIP

_FOLDERS = (("word/", DOCX), ("xl/", XLSX), ("ppt/", PPTX))
_TYPES = {kind.encode("ascii"): kind for kind in (ODT, EPUB)}
_LONGEST_TYPE = 100
_ENCRYPTED = "EncryptedPackage".encode("utf_16_le")  # Source: MS-OFFCRYPTO, 1.3.2
_DIRECTORY_BYTES = 4 << 20


def find_packed_type(file: BinaryIO) -> str:
    """Return the office format of an archive, or that it is an archive like any other.

    An archive that cannot be opened is one, too: whoever reads it says what is wrong.
    """
    file.seek(0)
    try:
        with ZipFile(file) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                with archive.open("mimetype") as entry:
                    own = entry.read(_LONGEST_TYPE).strip()
                return _TYPES.get(own, ZIP)
    except FAULTS:
        return ""
    finally:
        file.seek(0)
    if "[Content_Types].xml" not in names:
        return ZIP
    found = (kind for folder, kind in _FOLDERS if any(n.startswith(folder) for n in names))
    return next(found, ZIP)


def is_encrypted(file: BinaryIO) -> bool:
    """Whether a file of the older container is an encrypted one of the newer formats."""
    file.seek(0)
    data = file.read(_DIRECTORY_BYTES)
    file.seek(0)
    return _ENCRYPTED in data

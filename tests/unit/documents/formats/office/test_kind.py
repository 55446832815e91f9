from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from wasat.documents.formats.office.kind import find_packed_type, is_encrypted
from wasat.documents.formats.office.samples import make_samples, pack
from wasat.documents.formats.sniff import DOCX, XLSX, ZIP
from wasat.documents.load import load_document
from wasat.status import UnreadableDocumentError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(("mime_type", "data"), make_samples())
def test_an_archive_is_known_by_its_parts(mime_type: str, data: bytes) -> None:
    assert find_packed_type(BytesIO(data)) == mime_type


@pytest.mark.parametrize(("mime_type", "data"), make_samples())
def test_an_office_document_needs_no_declared_type(mime_type: str, data: bytes) -> None:
    document = load_document(BytesIO(data), "application/octet-stream")
    assert document.summary.mime_type == mime_type


def test_other_archives_are_only_that() -> None:
    assert find_packed_type(BytesIO(pack({"a": "b"}))) == ZIP
    assert find_packed_type(BytesIO(pack({"mimetype": "x/y"}))) == ZIP
    assert find_packed_type(BytesIO(b"PK\x03\x04")) == ""


def test_an_archive_whose_own_word_is_damaged_is_left_to_its_reader() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip" * 9)
    data = bytearray(packed.getvalue())
    start = data.index(b"mimetype") + len("mimetype")
    data[start : start + 4] = b"\xff" * 4

    assert find_packed_type(BytesIO(bytes(data))) == ""


def _refusal(data: bytes, mime_type: str) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        load_document(BytesIO(data), mime_type)
    return caught.value.message


def test_content_of_another_office_format_is_refused_naming_both() -> None:
    data = dict(make_samples())[XLSX]
    assert _refusal(data, DOCX) == (
        f"The document was declared as {DOCX}, but its content is {XLSX}."
    )


def test_an_encrypted_document_says_so() -> None:
    data = OLE + bytes(600) + "EncryptedPackage".encode("utf_16_le")
    assert is_encrypted(BytesIO(data))
    assert _refusal(data, DOCX) == "The document is encrypted; a password is needed."


def test_an_older_document_is_refused_by_what_it_is() -> None:
    assert "application/x-ole-storage" in _refusal(OLE + bytes(600), DOCX)


@pytest.mark.parametrize("mime_type", [DOCX, "application/octet-stream"])
def test_an_archive_of_something_else_is_refused(mime_type: str) -> None:
    assert ZIP in _refusal(pack({"a": "b"}), mime_type)

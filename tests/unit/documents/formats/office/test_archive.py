from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from wasat.documents.formats.office import archive as archive_module
from wasat.documents.formats.office.archive import Archive
from wasat.documents.limits import STANDARD, Limits
from wasat.status import UnreadableDocumentError


def _pack(**parts: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return target.getvalue()


def _refusal(data: bytes, name: str = "a", limits: Limits = STANDARD) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        Archive(BytesIO(data), limits).read(name)
    return caught.value.message


def test_an_entry_is_read_by_its_name() -> None:
    archive = Archive(BytesIO(_pack(a=b"one", b=b"two")), STANDARD)
    assert archive.names == ["a", "b"]
    assert archive.read("b") == b"two"


def test_what_is_no_archive_is_refused() -> None:
    assert _refusal(b"PK\x03\x04 and nothing").startswith("The document is damaged: ")


def test_a_missing_part_is_named() -> None:
    assert _refusal(_pack(b=b"")) == "The document is damaged: its part 'a' is missing."


def test_a_part_larger_than_the_limit_is_refused_unread() -> None:
    small = Limits(archive_bytes=10)
    assert _refusal(_pack(a=b"x" * 11), limits=small) == (
        "The document is too large: a part of it expands to 11 bytes."
    )


def test_a_part_that_expands_as_no_text_does_is_refused() -> None:
    assert "expands to 20000000 bytes" in _refusal(_pack(a=bytes(20_000_000)))


def test_parts_are_bounded_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MOST_EXPANDED_BYTES", 5)
    archive = Archive(BytesIO(_pack(a=b"123", b=b"456")), STANDARD)
    archive.read("a")
    with pytest.raises(UnreadableDocumentError):
        archive.read("b")


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MOST_ENTRIES", 1)
    assert _refusal(_pack(a=b"", b=b"")) == ("The document has too many parts: at most 1, not 2.")


def test_an_encrypted_part_is_refused() -> None:
    data = bytearray(_pack(a=b"secret"))
    for start in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[start] |= 1
    assert _refusal(bytes(data)) == "The document is encrypted; a password is needed."


def test_a_part_that_lies_about_its_size_is_read_no_further() -> None:
    data = bytearray(_pack(a=b"x" * 5_000))
    start = data.index(b"PK\x01\x02") + 24
    data[start : start + 4] = (10).to_bytes(4, "little")
    assert _refusal(bytes(data)).startswith("The document is damaged: ")


def test_damaged_bytes_are_refused() -> None:
    data = bytearray(_pack(a=bytes(range(256)) * 20))
    data[40:60] = b"\xff" * 20
    assert _refusal(bytes(data)).startswith("The document is damaged: ")

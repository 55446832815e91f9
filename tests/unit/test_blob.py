from dataclasses import FrozenInstanceError, replace
from io import BytesIO

import pytest

from wasat.blob import Blob

BLOB = Blob(
    project="a",
    sha256="0" * 64,
    mime_type="text/plain",
    size_bytes=5,
    lend=lambda: BytesIO(b"words"),
)


def test_a_blob_lends_its_bytes_again_and_again() -> None:
    for _ in range(2):
        with BLOB.lend() as file:
            assert file.read() == b"words"


def test_how_it_lends_is_no_part_of_what_it_is() -> None:
    assert replace(BLOB, lend=lambda: BytesIO(b"")) == BLOB
    assert hash(replace(BLOB, lend=lambda: BytesIO(b""))) == hash(BLOB)
    assert "lend" not in repr(BLOB)


def test_the_same_bytes_of_another_project_are_another_blob() -> None:
    assert replace(BLOB, project="b") != BLOB


def test_a_blob_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        BLOB.size_bytes = 6  # type: ignore[misc]  # the point of the test

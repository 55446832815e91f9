import pytest

from tests.unit.files.fakes import DAY, NOW
from wasat.files.file import (
    File,
    new_id,
    not_there,
    parse_display_name,
    parse_id,
    parse_mime_type,
)
from wasat.status import InvalidArgumentError, PermissionDeniedError


def test_a_random_id_is_one_a_file_may_have() -> None:
    assert len(new_id()) == 12
    assert parse_id(new_id())
    assert new_id() != new_id()


@pytest.mark.parametrize("name", ["a", "my-file-1", "0" * 40, "files/my-file-1"])
def test_a_name_may_have_small_letters_digits_and_inner_dashes(name: str) -> None:
    assert parse_id(name) == name.removeprefix("files/")


@pytest.mark.parametrize("name", ["", "-a", "a-", "A", "a_b", "a/b", "ä", "0" * 41, "files/"])
def test_other_names_are_refused_in_the_words_of_the_service(name: str) -> None:
    with pytest.raises(InvalidArgumentError, match="File resource name may only contain"):
        parse_id(name)


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("application/pdf", "application/pdf"),
        ("Text/HTML; charset=utf-8", "text/html"),
        ("image/svg+xml", "image/svg+xml"),
        ("audio/mp3", "audio/mp3"),
        ("video/mp4", "video/mp4"),
        ("text/vnd.trolltech.linguist", "text/vnd.trolltech.linguist"),
        ("jsonl", "jsonl"),
        ("", "application/octet-stream"),
        (" ; charset=utf-8", "application/octet-stream"),
        ("message/RFC822", "message/rfc822"),
    ],
)
def test_types_of_documents_and_media_are_taken(declared: str, expected: str) -> None:
    assert parse_mime_type(declared) == expected


@pytest.mark.parametrize(
    "declared", ["bad/mime_type", "pdf", "text/", "text/a b", "text/a/b", "message/http"]
)
def test_other_types_are_refused_by_name(declared: str) -> None:
    with pytest.raises(InvalidArgumentError) as raised:
        parse_mime_type(declared)
    assert raised.value.message == f"Unsupported MIME type: {declared}"


def test_a_display_name_has_at_most_512_characters() -> None:
    assert parse_display_name("ü" * 512) == "ü" * 512
    with pytest.raises(InvalidArgumentError, match="at most 512 characters, not 513"):
        parse_display_name("ü" * 513)


def test_missing_and_foreign_files_have_one_answer() -> None:
    error = not_there("abc")
    assert isinstance(error, PermissionDeniedError)
    assert error.message == (
        "You do not have permission to access the File abc or it may not exist."
    )


@pytest.mark.parametrize(
    ("display_name", "upload_name", "title"),
    [("Report", "a.pdf", "Report"), ("", "a.pdf", "a.pdf"), ("", "", "some-id")],
)
def test_a_file_is_named_by_the_best_name_it_has(
    display_name: str, upload_name: str, title: str
) -> None:
    file = File(
        project="acme",
        id="some-id",
        blob="files/0",
        display_name=display_name,
        upload_name=upload_name,
        mime_type="text/plain",
        size_bytes=0,
        sha256="",
        created=NOW,
        updated=NOW,
        expires=NOW + DAY,
    )
    assert file.title == title

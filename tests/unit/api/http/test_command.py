"""Headers and query of an upload request come down to one command."""

import pytest
from starlette.datastructures import Headers, QueryParams

from wasat.api.http.command import Command, Protocol, UploadCommand, parse_command, parse_mime_type
from wasat.status import InvalidArgumentError

START = {
    "x-goog-upload-protocol": "resumable",
    "x-goog-upload-command": "start",
    "x-goog-upload-header-content-length": "589",
    "x-goog-upload-header-content-type": "Application/PDF; charset=x",
    "x-goog-upload-file-name": "h.pdf",
    "content-type": "application/json",
    "content-length": "61",
}
ALL = {Command.START, Command.UPLOAD, Command.FINALIZE}


def _parse(method: str, query: dict[str, str], headers: dict[str, str]) -> UploadCommand:
    return parse_command(method, QueryParams(query), Headers(headers))


def _words(header: str, **query: str) -> frozenset[Command]:
    return _parse("POST", query, {"x-goog-upload-command": header}).words


def test_a_start_declares_the_file() -> None:
    assert _parse("POST", {}, START) == UploadCommand(
        protocol=Protocol.RESUMABLE,
        words=frozenset({Command.START}),
        mime_type="application/pdf",
        size_bytes=589,
        upload_name="h.pdf",
    )


def test_a_start_may_leave_the_length_open() -> None:
    assert _parse("POST", {}, {"x-goog-upload-command": "start"}).size_bytes is None


def test_a_chunk_repeats_start_headers_and_is_still_a_chunk() -> None:
    headers = {
        **START,
        "x-goog-upload-command": "upload, finalize",
        "x-goog-upload-offset": "8388608",
    }

    command = _parse("POST", {"upload_id": "u"}, headers)

    assert (command.upload_id, command.offset) == ("u", 8_388_608)
    assert command.words == {Command.UPLOAD, Command.FINALIZE}


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("upload,finalize", {Command.UPLOAD, Command.FINALIZE}),
        ("Upload , Finalize", {Command.UPLOAD, Command.FINALIZE}),
        ("query", {Command.QUERY}),
        ("cancel", {Command.CANCEL}),
        ("finalize", {Command.FINALIZE}),
    ],
)
def test_commands_are_separated_by_commas(header: str, words: set[Command]) -> None:
    assert _words(header, upload_id="u") == words


@pytest.mark.parametrize("header", ["start, upload, finalize", "start,upload,finalize"])
def test_one_request_may_start_and_finish(header: str) -> None:
    assert _words(header) == ALL


@pytest.mark.parametrize(
    "header", ["stop", "upload; finalize", "query, cancel", "finalize, query", "start, finalize"]
)
def test_words_that_mean_nothing_together_are_refused(header: str) -> None:
    with pytest.raises(InvalidArgumentError, match=r"[Cc]ommand"):
        _words(header, upload_id="u")


def test_an_upload_that_was_started_is_not_started_again() -> None:
    with pytest.raises(InvalidArgumentError, match=r"started already"):
        _words("start", upload_id="u")


def test_a_chunk_without_an_upload_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match=r"begins with the command start"):
        _words("upload, finalize")


def test_an_upload_url_without_a_command_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match=r"X-Goog-Upload-Command is expected"):
        _parse("POST", {"upload_id": "u"}, {})


@pytest.mark.parametrize("header", ["-1", "1e3", "½", "9" * 19, "ten"])
def test_a_number_of_bytes_is_digits(header: str) -> None:
    with pytest.raises(InvalidArgumentError, match=r"x-goog-upload-offset is a number of bytes"):
        _parse(
            "POST",
            {"upload_id": "u"},
            {"x-goog-upload-command": "upload", "x-goog-upload-offset": header},
        )


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ({"uploadType": "media"}, {}),
        ({"upload_protocol": "raw"}, {}),
        ({}, {"x-goog-upload-protocol": "raw"}),
    ],
)
def test_raw_media_is_described_by_its_own_headers(
    query: dict[str, str], headers: dict[str, str]
) -> None:
    own = {"content-type": "text/plain; charset=utf-8", "content-length": "7"}

    command = _parse("POST", query, {**headers, **own})

    assert (command.protocol, command.words) == (Protocol.RAW, ALL)
    assert (command.mime_type, command.size_bytes) == ("text/plain", 7)


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ({"uploadType": "multipart"}, {}),
        ({"upload_protocol": "multipart"}, {}),
        ({}, {"x-goog-upload-protocol": "multipart"}),
        ({}, {"content-type": "multipart/related; boundary=x"}),
    ],
)
def test_multipart_is_named_by_query_header_or_type(
    query: dict[str, str], headers: dict[str, str]
) -> None:
    command = _parse("POST", query, headers)

    assert (command.protocol, command.words, command.size_bytes) == (Protocol.MULTIPART, ALL, None)


@pytest.mark.parametrize("query", [{}, {"uploadType": "carrier pigeon"}])
def test_an_upload_without_a_known_protocol_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(InvalidArgumentError, match=r"resumable, multipart or raw"):
        _parse("POST", query, {"content-type": "application/pdf"})


def test_the_legacy_form_starts_with_its_own_headers() -> None:
    headers = {"x-upload-content-type": "application/pdf", "x-upload-content-length": "5"}

    command = _parse("POST", {"uploadType": "resumable"}, headers)

    assert (command.protocol, command.words) == (Protocol.LEGACY, {Command.START})
    assert (command.mime_type, command.size_bytes) == ("application/pdf", 5)


@pytest.mark.parametrize(
    ("header", "words", "offset", "total"),
    [
        ("bytes 0-99/1000", {Command.UPLOAD}, 0, 1000),
        ("bytes 900-999/1000", {Command.UPLOAD, Command.FINALIZE}, 900, 1000),
        ("bytes 0-99/*", {Command.UPLOAD}, 0, None),
        ("bytes */1000", {Command.QUERY}, 0, 1000),
        ("bytes */*", {Command.QUERY}, 0, None),
    ],
)
def test_a_content_range_says_what_to_do(
    header: str, words: set[Command], offset: int, total: int | None
) -> None:
    command = _parse("PUT", {"upload_id": "u"}, {"content-range": header})

    assert command.protocol is Protocol.LEGACY
    assert (command.words, command.offset, command.total) == (words, offset, total)


def test_a_legacy_request_without_a_range_brings_everything() -> None:
    command = _parse("PUT", {"upload_id": "u"}, {})

    assert (command.words, command.offset) == ({Command.UPLOAD, Command.FINALIZE}, 0)


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("r\xe9sum\xe9.pdf", "résumé.pdf"),
        ("r\xc3\xa9sum\xc3\xa9.pdf", "résumé.pdf"),
        ("100%25.pdf", "100%25.pdf"),
        ("a\x00b\t.pdf", "ab.pdf"),
        ("x" * 600, "x" * 512),
    ],
)
def test_a_file_name_is_read_in_any_encoding(sent: str, name: str) -> None:
    headers = {**START, "x-goog-upload-file-name": sent}

    assert _parse("POST", {}, headers).upload_name == name


@pytest.mark.parametrize(
    ("header", "mime_type"),
    [
        ("Text/HTML; charset=utf-8", "text/html"),
        ("jsonl", "jsonl"),
        ("application/x-www-form-urlencoded", ""),
        ("", ""),
    ],
)
def test_a_media_type_is_bare_and_in_lower_case(header: str, mime_type: str) -> None:
    assert parse_mime_type(header) == mime_type

"""The File resource on the wire."""

from datetime import UTC, datetime

import pytest

from wasat.wire.files import CreateFileRequest, File, File_State, ListFilesResponse, Status


def test_a_file_goes_out_as_the_service_writes_it() -> None:
    file = File(
        name="files/x",
        size_bytes=589,
        create_time=datetime(2026, 11, 22, 7, 44, 14, 321193, tzinfo=UTC),
        sha256_hash=b"f5d5",
        state=File_State.FAILED,
        error=Status(code=3, message="m"),
    )

    assert file.to_json() == (
        '{"name":"files/x","sizeBytes":"589","createTime":"2026-11-22T07:44:14.321193Z",'
        '"sha256Hash":"ZjVkNQ==","state":"FAILED","error":{"code":3,"message":"m"}}'
    )


@pytest.mark.parametrize(
    "body",
    [
        {"file": {"mime_type": "application/pdf", "size_bytes": 589}},
        {"file": {"mimeType": "application/pdf", "sizeBytes": "589"}},
    ],
)
def test_every_sdk_opens_an_upload(body: dict) -> None:
    file = CreateFileRequest.model_validate(body).file

    assert (file.mime_type, file.size_bytes) == ("application/pdf", 589)


def test_an_empty_list_is_an_empty_object() -> None:
    assert ListFilesResponse().to_json() == "{}"

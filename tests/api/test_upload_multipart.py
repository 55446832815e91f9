"""POST /upload/{v}/files with everything in one body: multipart/related, and raw media."""

import httpx
import pytest

from tests.api.service import Service
from tests.api.uploading import PDF, UPLOAD

JSON = b'{"file": {"displayName": "D", "mimeType": "text/plain"}}'


def _related(
    media: bytes = PDF, *, kind: bytes = b"application/pdf", line: bytes = b"\r\n"
) -> bytes:
    head = (b"--b1", b"Content-Type: application/json; charset=utf-8", b"", JSON, b"--b1")
    return line.join((*head, b"Content-Type: " + kind, b"", media, b"--b1--"))


async def _post(
    client: httpx.AsyncClient,
    body: bytes,
    path: str = f"{UPLOAD}?uploadType=multipart",
    **headers: str,
) -> httpx.Response:
    own = {"content-type": 'multipart/related; boundary="b1"'}
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return await client.post(path, headers=own | named, content=body)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (f"{UPLOAD}?uploadType=multipart&key=k1", {}),
        (f"{UPLOAD}?upload_protocol=multipart", {}),
        (UPLOAD, {"x_goog_upload_protocol": "multipart"}),
        (f"/resumable{UPLOAD}?uploadType=multipart", {}),
    ],
)
async def test_both_parts_make_a_file(path: str, headers: dict[str, str]) -> None:
    async with Service().serve() as client:
        answer = await _post(client, _related(), path, **headers)

    file = answer.json()["file"]
    assert (answer.status_code, answer.headers["x-goog-upload-status"]) == (200, "final")
    assert (file["displayName"], file["sizeBytes"]) == ("D", str(len(PDF)))
    assert file["mimeType"] == "application/pdf"


async def test_lines_may_end_as_the_retired_python_client_ends_them() -> None:
    async with Service().serve() as client:
        answer = await _post(client, _related(b"a\nb\n", line=b"\n"))

    assert answer.json()["file"]["sizeBytes"] == "4"


async def test_the_bytes_are_those_that_were_sent() -> None:
    media = bytes(range(256)) * 4096 + b"\r\n--b0\r\n"
    service = Service()
    async with service.serve() as client:
        await _post(client, _related(media))

    (file,) = service.rows.files.values()
    with service.blobs.open(file.blob) as kept:
        assert kept.read() == media


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (_related()[:-8], "The multipart body ended before its last boundary."),
        (b"--b1\r\n\r\n{}\r\n--b1--\r\n", "A multipart upload has a part after"),
        (_related().replace(b'"file"', b'"document"'), "Invalid JSON payload received."),
        (_related(kind=b"bad/kind"), "Unsupported MIME type: bad/kind"),
    ],
)
async def test_a_body_that_does_not_fit_is_refused_and_leaves_nothing(
    body: bytes, message: str
) -> None:
    service = Service()
    async with service.serve() as client:
        answer = await _post(client, body)
        listed = await client.get("/v1beta/files")

    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith(message)
    assert answer.headers["x-goog-upload-status"] == "final"
    assert listed.json() == {}


async def test_without_a_boundary_nothing_is_read() -> None:
    async with Service().serve() as client:
        answer = await _post(client, b"", content_type="application/json")

    assert answer.status_code == 400
    assert "multipart/related with a boundary" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (f"{UPLOAD}?uploadType=media", {}),
        (f"{UPLOAD}?upload_protocol=raw", {}),
        (UPLOAD, {"x-goog-upload-protocol": "raw"}),
    ],
)
async def test_raw_media_is_a_file_without_description(path: str, headers: dict[str, str]) -> None:
    own = {"content-type": "text/plain; charset=utf-8", "x-goog-upload-file-name": "a.txt"}
    async with Service().serve() as client:
        answer = await client.post(path, headers=headers | own, content=b"abcd")

    file = answer.json()["file"]
    assert (file["mimeType"], file["sizeBytes"]) == ("text/plain", "4")
    assert "displayName" not in file


async def test_raw_media_that_is_too_large_is_refused_before_it_is_read() -> None:
    read = 0

    async def body() -> object:
        nonlocal read
        read += 1
        yield b"abcd"

    async with Service(max_file_bytes=3).serve() as client:
        answer = await client.post(
            f"{UPLOAD}?uploadType=media", headers={"content-length": "4"}, content=body()
        )

    assert (answer.status_code, read) == (400, 0)


async def test_what_curl_calls_a_form_has_no_type() -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    async with Service().serve() as client:
        answer = await client.post(f"{UPLOAD}?uploadType=media", headers=form, content=b"abcd")

    assert answer.json()["file"]["mimeType"] == "application/octet-stream"


@pytest.mark.parametrize("path", [UPLOAD, f"{UPLOAD}?uploadType=media"])
async def test_an_upload_needs_a_key(path: str) -> None:
    async with Service().serve(accept="*/*") as client:
        answer = await client.post(path, headers={"x-goog-upload-protocol": "raw"}, content=b"abcd")

    assert (answer.status_code, answer.headers["x-goog-upload-status"]) == (403, "final")

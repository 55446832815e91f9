"""POST /upload/{v}/files: how an upload begins."""

import asyncio

import httpx
import pytest

from tests.api.service import Service
from tests.api.uploading import PDF, UPLOAD, commanding, send, start
from wasat.blob import Blob

GRANULARITY = "8388608"


async def _start(client: httpx.AsyncClient, path: str = UPLOAD, **headers: str) -> httpx.Response:
    return await client.post(path, headers=commanding("start") | headers)


async def test_a_start_is_answered_with_headers_alone() -> None:
    async with Service().serve() as client:
        answer = await _start(client)

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["x-goog-upload-status"] == "active"
    assert answer.headers["x-goog-upload-chunk-granularity"] == GRANULARITY
    assert answer.headers["x-goog-upload-control-url"] == answer.headers["x-goog-upload-url"]
    assert answer.headers["x-guploader-uploadid"] in answer.headers["x-goog-upload-url"]


@pytest.mark.parametrize("prefix", ["/upload", "/resumable/upload"])
@pytest.mark.parametrize("version", ["v1", "v1beta", "v1alpha"])
async def test_the_upload_url_is_the_path_that_was_asked(prefix: str, version: str) -> None:
    path = f"{prefix}/{version}/files"

    async with Service().serve() as client:
        answer = await _start(client, f"{path}?key=k1")

    url = httpx.URL(answer.headers["x-goog-upload-url"])
    assert (url.path, url.host) == (path, "wasat.test")
    assert url.params["upload_protocol"] == "resumable"
    assert "key" not in url.params


async def test_another_version_is_not_served() -> None:
    async with Service().serve() as client:
        answer = await _start(client, "/upload/v2/files")

    assert answer.status_code == 404


async def test_the_upload_url_cannot_be_guessed() -> None:
    async with Service().serve() as client:
        urls = {httpx.URL(await start(client)).params["upload_id"] for _ in range(5)}

    assert len(urls) == 5
    assert min(len(upload_id) for upload_id in urls) >= 43


async def test_the_upload_url_stands_behind_the_callers_proxy() -> None:
    headers = {
        "x-forwarded-proto": "https",
        "x-forwarded-host": "docs.example",
        "x-forwarded-prefix": "/wasat",
    }
    async with Service().serve() as client:
        answer = await _start(client, **headers)

    url = answer.headers["x-goog-upload-url"]
    assert url.startswith("https://docs.example/wasat/upload/v1beta/files?upload_id=")


async def test_the_operator_may_fix_the_address() -> None:
    service = Service(settings={"public_url": "https://fixed.example/a"})
    async with service.serve() as client:
        answer = await _start(client)

    url = answer.headers["x-goog-upload-url"]
    assert url.startswith("https://fixed.example/a/upload/v1beta/files?upload_id=")


async def test_what_is_said_of_the_file_comes_back_in_it() -> None:
    described = {"file": {"name": "files/my-1", "display_name": "Disp", "size_bytes": 3}}
    async with Service().serve() as client:
        url = await start(client, size=3, json=described)
        file = (await send(client, url, "upload, finalize", b"abc")).json()["file"]

    assert (file["name"], file["displayName"], file["sizeBytes"]) == ("files/my-1", "Disp", "3")
    assert file["mimeType"] == "application/pdf"


@pytest.mark.parametrize(
    ("body", "display_name"),
    [
        (b"", None),
        (b"{}", None),
        (b'{"file": {}}', None),
        (b"{'file': {'display_name': 'TEXT'}}", "TEXT"),
        (b'{"file":{"displayName":"D","sizeBytes":"589"}}', "D"),
    ],
)
async def test_the_description_may_be_empty_or_lenient(
    body: bytes, display_name: str | None
) -> None:
    async with Service().serve() as client:
        answer = await client.post(UPLOAD, headers=commanding("start"), content=body)
        url = answer.headers["x-goog-upload-url"]
        file = (await send(client, url, "upload, finalize", b"abc")).json()["file"]

    assert file.get("displayName") == display_name


async def test_the_type_may_stand_in_the_description_alone() -> None:
    async with Service().serve() as client:
        answer = await client.post(
            UPLOAD, headers=commanding("start"), json={"file": {"mimeType": "text/md"}}
        )
        url = answer.headers["x-goog-upload-url"]
        file = (await send(client, url, "upload, finalize", b"# A")).json()["file"]

    assert file["mimeType"] == "text/md"


@pytest.mark.parametrize(
    ("headers", "body", "status", "message"),
    [
        (
            {"x-goog-upload-header-content-type": "bad/mime_type"},
            {},
            400,
            "Unsupported MIME type: ",
        ),
        ({}, {"file": {"name": "files/_x"}}, 400, "* CreateFileRequest.file.name: "),
        ({}, {"file": {"displayName": "x" * 513}}, 400, "* CreateFileRequest.file.display_name: "),
        ({}, {"document": {}}, 400, "Invalid JSON payload received. Unknown name"),
        ({"x-goog-upload-header-content-length": "ten"}, {}, 400, "x-goog-upload-header-content-"),
        ({"x-goog-upload-header-content-length": "101"}, {}, 400, "* CreateFileRequest.file.size"),
        ({"x-goog-upload-command": "upload"}, {}, 400, "An upload begins with the command start"),
        ({"x-goog-upload-protocol": "pigeon"}, {}, 400, "An upload names its protocol"),
        ({"x-goog-api-key": ""}, {}, 403, "Method doesn't allow unregistered callers"),
    ],
)
async def test_a_refused_start_says_why_and_is_final(
    headers: dict[str, str], body: object, status: int, message: str
) -> None:
    async with Service(max_file_bytes=100).serve() as client:
        answer = await client.post(UPLOAD, headers=commanding("start") | headers, json=body)

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (status, status)
    assert error["message"].startswith(message)
    assert answer.headers["x-goog-upload-status"] == "final"
    assert answer.headers["content-type"] == "application/json; charset=UTF-8"


@pytest.mark.parametrize(
    ("mime_type", "file", "field"),
    [
        ("bad/mime_type", {}, "file.mime_type"),
        ("text/plain", {"name": "files/_x"}, "file.name"),
        ("text/plain", {"displayName": "x" * 513}, "file.display_name"),
        ("text/plain", {"sizeBytes": "x"}, "file.size_bytes"),
    ],
)
async def test_a_refused_start_names_its_field(mime_type: str, file: dict, field: str) -> None:
    headers = commanding("start") | {"x-goog-upload-header-content-type": mime_type}
    async with Service().serve() as client:
        answer = await client.post(UPLOAD, headers=headers, json={"file": file})

    (bad_request,) = answer.json()["error"]["details"]
    assert [each["field"] for each in bad_request["fieldViolations"]] == [field]


async def test_a_description_without_end_is_refused() -> None:
    async with Service().serve() as client:
        answer = await client.post(UPLOAD, headers=commanding("start"), content=b" " * (2 << 20))

    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("Request payload size exceeds the limit")


async def test_a_project_that_is_full_is_refused_at_start() -> None:
    async with Service(max_project_bytes=100).serve() as client:
        await start(client, size=60)
        answer = await _start(client, **{"x-goog-upload-header-content-length": "60"})

    assert (answer.status_code, answer.json()["error"]["status"]) == (429, "RESOURCE_EXHAUSTED")


async def test_a_full_disk_is_507() -> None:
    async with Service(free_bytes=10).serve() as client:
        answer = await _start(client, **{"x-goog-upload-header-content-length": "60"})

    assert answer.status_code == 507
    assert answer.headers["x-goog-upload-status"] == "final"


async def test_a_name_that_is_taken_is_409() -> None:
    described = {"file": {"name": "files/mine"}}
    async with Service().serve() as client:
        url = await start(client, size=3, json=described)
        await send(client, url, "upload, finalize", b"abc")
        answer = await client.post(UPLOAD, headers=commanding("start"), json=described)

    assert answer.status_code == 409
    assert answer.json()["error"]["status"] == "ALREADY_EXISTS"


@pytest.mark.parametrize(("method", "path"), [("POST", "/upload/v2/files"), ("GET", UPLOAD)])
async def test_even_what_is_not_there_tells_the_uploads_status(method: str, path: str) -> None:
    async with Service().serve() as client:
        answer = await client.request(method, path)

    assert (answer.status_code, answer.headers["x-goog-upload-status"]) == (404, "final")


async def test_a_project_whose_files_wait_too_long_a_queue_is_told_when_to_come_again() -> None:
    gate = asyncio.Event()

    async def wait(blob: Blob) -> None:
        del blob
        await gate.wait()

    service = Service(inspect=wait, most_waiting=1, settle_seconds=0)
    async with service.serve() as client:
        for _ in range(2):  # one is read, one waits
            sent = await send(client, await start(client), "upload, finalize", PDF)
            assert sent.status_code == 200
        answer = await _start(client)
        gate.set()

    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "5"
    assert answer.json()["error"]["status"] == "RESOURCE_EXHAUSTED"


@pytest.mark.parametrize("protocol", ["resumable", "raw", "multipart"])
async def test_an_unknown_parameter_is_refused_by_name(protocol: str) -> None:
    headers = commanding("start") | {"x-goog-upload-protocol": protocol}
    async with Service().serve() as client:
        answer = await client.post(f"{UPLOAD}?nonsense=1&alt=json", headers=headers, json={})

    assert (answer.status_code, answer.headers["x-goog-upload-status"]) == (400, "final")
    assert 'Unknown name "nonsense": Cannot bind query' in answer.json()["error"]["message"]

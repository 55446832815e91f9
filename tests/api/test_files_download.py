"""GET /{v}/files/{id}:download."""

from dataclasses import replace

import httpx
import pytest

from tests.api.service import Service
from tests.api.uploading import PDF, upload
from wasat.files.file import FileSource

OPEN = {"download_uploaded": True}


async def _download(client: httpx.AsyncClient, name: str, **headers: str) -> httpx.Response:
    return await client.get(f"/v1beta/files/{name}:download?alt=media", headers=headers)


async def test_an_uploaded_file_is_refused_as_the_service_does() -> None:
    async with Service().serve() as client:
        await upload(client, name="files/doc-1")
        answer = await _download(client, "doc-1")

    assert (answer.status_code, answer.json()["error"]["status"]) == (400, "FAILED_PRECONDITION")
    assert "only generated files can be downloaded" in answer.json()["error"]["message"]


async def test_a_setting_allows_it() -> None:
    async with Service(settings=OPEN).serve() as client:
        await upload(client, name="files/doc-1")
        answer = await _download(client, "doc-1")

    assert (answer.status_code, answer.content) == (200, PDF)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-length"] == str(len(PDF))


async def test_a_generated_file_says_where_and_is_sent() -> None:
    service = Service()
    async with service.serve() as client:
        await upload(client, name="files/batch-1")
        ((key, file),) = service.rows.files.items()
        service.rows.files[key] = replace(file, source=FileSource.GENERATED)
        described = (await client.get("/v1beta/files/batch-1")).json()
        answer = await client.get(described["downloadUri"])

    assert described["source"] == "GENERATED"
    assert (answer.status_code, answer.content) == (200, PDF)


async def test_a_part_of_it_is_206() -> None:
    async with Service(settings=OPEN).serve() as client:
        await upload(client, name="files/doc-1")
        answer = await _download(client, "doc-1", range="bytes=5-7")

    assert (answer.status_code, answer.content) == (206, PDF[5:8])
    assert answer.headers["content-range"] == f"bytes 5-7/{len(PDF)}"


async def test_a_part_behind_the_end_is_416() -> None:
    async with Service(settings=OPEN).serve() as client:
        await upload(client, name="files/doc-1")
        answer = await _download(client, "doc-1", range="bytes=500-")

    assert answer.status_code == 416


async def test_a_browser_is_not_let_to_run_it() -> None:
    async with Service(settings=OPEN).serve() as client:
        await upload(client, name="files/doc-1")
        answer = await _download(client, "doc-1")

    assert answer.headers["content-disposition"] == "attachment"
    assert answer.headers["content-security-policy"] == "sandbox"


@pytest.mark.parametrize("name", ["nothing", "http://127.0.0.1/v1/files/nothing"])
async def test_what_is_not_there_is_403(name: str) -> None:
    async with Service(settings=OPEN).serve() as client:
        answer = await _download(client, name)

    assert answer.status_code == 403


async def test_another_projects_file_is_403() -> None:
    async with Service(settings=OPEN).serve() as client:
        await upload(client, name="files/doc-1")
        answer = await _download(client, "doc-1", **{"x-goog-api-key": "k2"})

    assert answer.status_code == 403

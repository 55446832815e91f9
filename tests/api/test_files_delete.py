"""DELETE /{v}/files/{id}."""

import pytest

from tests.api.service import Service
from tests.api.uploading import upload


@pytest.mark.parametrize("body", [b"", b"{}"])
async def test_a_deletion_is_an_empty_object(body: bytes) -> None:
    async with Service().serve() as client:
        made = await upload(client)
        answer = await client.request("DELETE", f"/v1beta/{made['name']}", content=body)

    assert (answer.status_code, answer.text) == (200, "{}\n")


async def test_a_file_is_gone_once_deleted() -> None:
    service = Service()
    async with service.serve() as client:
        made = await upload(client)
        await client.delete(f"/v1/{made['name']}")
        again = await client.delete(f"/v1/{made['name']}")
        got = await client.get(f"/v1/{made['name']}")

    assert (again.status_code, got.status_code) == (403, 403)
    assert service.rows.files == {}


async def test_a_name_is_free_after_deletion() -> None:
    async with Service().serve() as client:
        await upload(client, name="files/doc-1")
        await client.delete("/v1beta/files/doc-1")
        made = await upload(client, b"other bytes", name="files/doc-1")

    assert made["sizeBytes"] == "11"


async def test_another_projects_file_stays() -> None:
    async with Service().serve() as client:
        made = await upload(client)
        path = f"/v1beta/{made['name']}"
        refused = await client.delete(path, headers={"x-goog-api-key": "k2"})
        kept = await client.get(path)

    assert (refused.status_code, kept.status_code) == (403, 200)


async def test_a_file_is_deleted_by_any_form_of_its_name() -> None:
    async with Service().serve() as client:
        made = await upload(client)
        answer = await client.delete(f"/v1beta/files/{made['uri']}")

    assert answer.status_code == 200

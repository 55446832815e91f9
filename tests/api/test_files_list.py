"""GET /{v}/files: pages of files, newest first."""

from datetime import timedelta

import httpx
import pytest

from tests.api.service import Service
from tests.api.uploading import upload


async def _upload_many(service: Service, client: httpx.AsyncClient, count: int) -> list[str]:
    """Return their names, newest first."""
    names = []
    for _ in range(count):
        names.insert(0, (await upload(client))["name"])
        service.now += timedelta(seconds=1)
    return names


def _names(answer: httpx.Response) -> list[str]:
    return [file["name"] for file in answer.json()["files"]]


async def test_no_files_are_an_empty_object() -> None:
    async with Service().serve() as client:
        answer = await client.get("/v1beta/files")

    assert (answer.status_code, answer.text) == (200, "{}\n")


async def test_the_newest_file_stands_first() -> None:
    service = Service()
    async with service.serve() as client:
        names = await _upload_many(service, client, 3)
        answer = await client.get("/v1beta/files")

    assert _names(answer) == names
    assert "nextPageToken" not in answer.json()


@pytest.mark.parametrize("query", ["", "?pageSize=0", "?pageSize="])
async def test_a_page_has_ten_files_unless_told(query: str) -> None:
    service = Service()
    async with service.serve() as client:
        await _upload_many(service, client, 11)
        answer = await client.get(f"/v1beta/files{query}")

    assert len(answer.json()["files"]) == 10
    assert answer.json()["nextPageToken"]


@pytest.mark.parametrize(
    ("size", "token"), [("pageSize", "pageToken"), ("page_size", "page_token")]
)
async def test_pages_follow_one_another_without_gap_or_double(size: str, token: str) -> None:
    service = Service()
    async with service.serve() as client:
        names = await _upload_many(service, client, 5)
        seen: list[str] = []
        parameters = {size: "2"}
        while True:
            page = await client.get("/v1beta/files", params=parameters)
            seen += _names(page)
            if not (following := page.json().get("nextPageToken")):
                break
            parameters[token] = following

    assert seen == names


async def test_a_page_stays_where_it_was_when_files_come_and_go() -> None:
    service = Service()
    async with service.serve() as client:
        names = await _upload_many(service, client, 4)
        first = await client.get("/v1beta/files?pageSize=2")
        await client.delete(f"/v1beta/{names[1]}")
        await upload(client)
        token = first.json()["nextPageToken"]
        second = await client.get("/v1beta/files", params={"pageToken": token, "pageSize": 2})

    assert _names(second) == names[2:]


@pytest.mark.parametrize("size", ["101", "-1", "ten", "1e9999", "9" * 20])
async def test_a_page_size_out_of_bounds_is_refused(size: str) -> None:
    async with Service().serve() as client:
        answer = await client.get("/v1beta/files", params={"pageSize": size})

    assert (answer.status_code, answer.json()["error"]["status"]) == (400, "INVALID_ARGUMENT")
    assert "page_size" in answer.json()["error"]["message"]


async def test_a_token_that_is_not_ours_is_refused() -> None:
    async with Service().serve() as client:
        answer = await client.get("/v1beta/files?pageToken=bogus")

    assert answer.status_code == 400


async def test_a_list_holds_the_projects_own_files() -> None:
    async with Service().serve() as client:
        await upload(client)
        answer = await client.get("/v1beta/files", headers={"x-goog-api-key": "k2"})

    assert answer.json() == {}


async def test_an_unknown_parameter_is_refused_by_name() -> None:
    async with Service().serve() as client:
        answer = await client.get("/v1beta/files?size=3")

    assert answer.status_code == 400
    assert 'Unknown name "size": Cannot bind query parameter.' in answer.json()["error"]["message"]


async def test_generated_files_are_none() -> None:
    async with Service().serve() as client:
        answer = await client.get("/v1beta/generatedFiles?pageSize=5")

    assert (answer.status_code, answer.text) == (200, "{}\n")

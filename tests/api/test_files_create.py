"""POST /{v}/files: a file without bytes; POST /{v}/files:register."""

from tests.api.service import Service


async def test_a_file_without_bytes_is_there_and_says_that_it_cannot_be_read() -> None:
    described = {"file": {"name": "files/empty-1", "displayName": "D", "mimeType": "text/plain"}}
    async with Service().serve() as client:
        answer = await client.post("/v1beta/files", json=described)
        got = await client.get("/v1beta/files/empty-1")

    file = answer.json()["file"]
    assert answer.status_code == 200
    assert (file["name"], file["displayName"], file["state"]) == ("files/empty-1", "D", "FAILED")
    assert got.json() == file


async def test_a_file_may_be_made_of_nothing_at_all() -> None:
    async with Service().serve() as client:
        answer = await client.post("/v1beta/files")

    assert answer.json()["file"]["mimeType"] == "application/octet-stream"


async def test_a_name_that_is_taken_is_409() -> None:
    described = {"file": {"name": "files/empty-1"}}
    async with Service().serve() as client:
        await client.post("/v1beta/files", json=described)
        answer = await client.post("/v1beta/files", json=described)

    assert (answer.status_code, answer.json()["error"]["status"]) == (409, "ALREADY_EXISTS")


async def test_registering_files_of_an_object_store_is_refused_by_name() -> None:
    async with Service().serve() as client:
        answer = await client.post("/v1beta/files:register", json={"uris": ["gs://bucket/x.pdf"]})

    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith("files:register is not served here")

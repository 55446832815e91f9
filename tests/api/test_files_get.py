"""GET /{v}/files/{id}: the File resource."""

import asyncio
import base64

import pytest

from tests.api.service import NOON, Service
from tests.api.uploading import PDF, upload
from wasat.blob import Blob
from wasat.status import DeadlineExceededError, StatusError, UnreadableDocumentError

GONE = "You do not have permission to access the File {} or it may not exist."


async def test_a_file_stands_bare_without_a_wrapper() -> None:
    async with Service().serve() as client:
        made = await upload(client, display_name="D")
        answer = await client.get(f"/v1beta/{made['name']}")

    assert answer.status_code == 200
    assert answer.json() == made
    assert answer.headers["content-type"] == "application/json; charset=UTF-8"


async def test_the_hash_is_base64_of_hexadecimal_text() -> None:
    async with Service().serve() as client:
        file = await upload(client)

    text = base64.b64decode(file["sha256Hash"]).decode()
    assert (len(file["sha256Hash"]), len(text)) == (88, 64)
    assert set(text) <= set("0123456789abcdef")


@pytest.mark.parametrize("version", ["v1", "v1beta", "v1alpha"])
@pytest.mark.parametrize(
    "name",
    [
        "{id}",
        "http://127.0.0.1:8080/v1/files/{id}",
        "https%3A%2F%2Fgenerativelanguage.googleapis.com%2Fv1beta%2Ffiles%2F{id}",
        "files%2F{id}",
        "files/{id}",
    ],
)
async def test_any_form_of_its_name_finds_a_file(version: str, name: str) -> None:
    async with Service().serve() as client:
        made = await upload(client, name="files/doc-1")
        answer = await client.get(f"/{version}/files/{name.format(id='doc-1')}")

    assert answer.json() == made


@pytest.mark.parametrize(
    ("settings", "base"),
    [
        ({}, "http://wasat.test"),
        ({"public_url": "https://docs.example/w"}, "https://docs.example/w"),
        ({"canonical_uris": True}, "https://generativelanguage.googleapis.com"),
    ],
)
async def test_the_uri_stands_on_the_address_in_force(
    settings: dict[str, object], base: str
) -> None:
    async with Service(settings=settings).serve() as client:
        file = await upload(client, name="files/doc-1")

    assert file["uri"] == f"{base}/v1beta/files/doc-1"


async def test_what_is_not_there_is_403_and_named() -> None:
    async with Service().serve() as client:
        answer = await client.get("/v1beta/files/nothing")

    error = answer.json()["error"]
    assert (answer.status_code, error["status"]) == (403, "PERMISSION_DENIED")
    assert error["message"] == GONE.format("nothing")


async def test_another_projects_file_is_as_if_it_were_not_there() -> None:
    async with Service().serve() as client:
        made = await upload(client, name="files/doc-1")
        answer = await client.get(f"/v1beta/{made['name']}", headers={"x-goog-api-key": "k2"})

    assert (answer.status_code, answer.json()["error"]["message"]) == (403, GONE.format("doc-1"))


async def test_an_expired_file_is_as_if_it_were_not_there() -> None:
    service = Service()
    async with service.serve() as client:
        made = await upload(client, name="files/doc-1")
        service.now = NOON.replace(day=24)
        answer = await client.get(f"/v1beta/{made['name']}")

    assert (answer.status_code, answer.json()["error"]["message"]) == (403, GONE.format("doc-1"))


@pytest.mark.parametrize(
    ("failure", "code"),
    [(UnreadableDocumentError("It is encrypted."), 3), (DeadlineExceededError("It took long."), 4)],
)
async def test_a_file_that_cannot_be_read_says_why(failure: StatusError, code: int) -> None:
    async def refuse(blob: Blob) -> None:
        del blob
        raise failure

    async with Service(inspect=refuse).serve() as client:
        file = await upload(client, PDF)

    assert file["state"] == "FAILED"
    assert file["error"]["code"] == code
    assert failure.message in file["error"]["message"]


async def test_while_a_file_is_read_a_header_tells_how_far() -> None:
    async def wait(blob: Blob) -> None:
        del blob
        await asyncio.Event().wait()

    async with Service(inspect=wait, pages_seen=12, settle_seconds=0).serve() as client:
        made = await upload(client, PDF)
        answer = await client.get(f"/v1beta/{made['name']}")

    assert (answer.json()["state"], answer.headers["x-wasat-pages-read"]) == ("PROCESSING", "12")


async def test_a_file_that_was_read_has_no_progress() -> None:
    async with Service().serve() as client:
        made = await upload(client, PDF)
        answer = await client.get(f"/v1beta/{made['name']}")

    assert answer.json()["state"] == "ACTIVE"
    assert "x-wasat-pages-read" not in answer.headers

"""What is another project's is as if it were not there: no body, header or step tells it apart."""

import httpx
import pytest

from tests.api.asking import ASK, ask, inline
from tests.api.uploading import commanding, start
from tests.isolation.two import (
    FOREIGN,
    MISSING,
    OTHER,
    OWN,
    Request,
    Theirs,
    naming,
    send,
    two_projects,
    upload_as,
)

TIMES = {"server-timing", "date", "x-wasat-request-id"}  # no two answers share these
SETTINGS = {"download_uploaded": True, "processing_wait_seconds": 5}


def about_theirs(request: Request, theirs: Theirs) -> Request:
    return request.about(file=theirs.file, upload=theirs.upload, response=theirs.response)


def about_nothing(request: Request, theirs: Theirs) -> Request:
    """Ask for what never was, by names of the same length."""
    return request.about(
        file=MISSING[: len(theirs.file)],
        upload="A" * len(theirs.upload),
        response="A" * len(theirs.response),
    )


def seen(answer: httpx.Response, theirs: Theirs) -> tuple[int, dict[str, str], str]:
    """Return all that a caller sees, but for the time and the names they gave themselves."""
    headers = {name: text for name, text in answer.headers.items() if name not in TIMES}
    text = answer.text
    for name in (theirs.file, theirs.upload, theirs.response):
        text = text.replace(name, "NAME")
    for name in (
        MISSING[: len(theirs.file)],
        *("A" * len(n) for n in (theirs.upload, theirs.response)),
    ):
        text = text.replace(name, "NAME")
    return answer.status_code, headers, text


async def state_of(client: httpx.AsyncClient, theirs: Theirs) -> tuple[object, ...]:
    """Return what the other project has, as they see it themselves."""
    key = {"x-goog-api-key": OTHER}
    files = await client.get("/v1beta/files?pageSize=100", headers=key)
    url = f"/upload/v1beta/files?upload_id={theirs.upload}"
    running = await client.post(url, headers=commanding("query") | key)
    trace = await client.get(f"/v1beta/responses/{theirs.response}/trace", headers=key)
    received = running.headers["x-goog-upload-size-received"]
    return files.json(), running.headers["x-goog-upload-status"], received, trace.json()


@pytest.mark.parametrize("name", FOREIGN)
async def test_what_is_anothers_is_answered_as_what_is_not_there(name: str) -> None:
    async with two_projects(SETTINGS) as (client, theirs):
        before = await state_of(client, theirs)
        foreign = await send(client, about_theirs(FOREIGN[name], theirs))
        missing = await send(client, about_nothing(FOREIGN[name], theirs))
        after = await state_of(client, theirs)

    assert seen(foreign, theirs) == seen(missing, theirs)
    assert foreign.status_code in {400, 403, 404}
    assert before == after


@pytest.mark.parametrize("name", FOREIGN)
async def test_the_owner_is_answered_otherwise(name: str) -> None:
    """Or the cases would show nothing: each one does something for who may."""
    async with two_projects(SETTINGS) as (client, theirs):
        own = await send(client, about_theirs(FOREIGN[name], theirs), OTHER)
        missing = await send(client, about_nothing(FOREIGN[name], theirs), OTHER)

    assert seen(own, theirs) != seen(missing, theirs)
    assert own.status_code < 400 or name in {"end an upload without bytes", "get climbing up"}


async def test_a_list_has_ones_own_files_alone() -> None:
    async with two_projects() as (client, _):
        await upload_as(client, OWN, "files/mine")
        listed = await client.get("/v1beta/files", headers={"x-goog-api-key": OWN})

    assert [file["name"] for file in listed.json()["files"]] == ["files/mine"]


async def test_another_projects_page_token_is_none() -> None:
    async with two_projects() as (client, theirs):
        foreign = await send(
            client, Request(method="GET", path=f"/v1beta/files?pageToken={theirs.token}")
        )
        own = await send(
            client, Request(method="GET", path=f"/v1beta/files?pageToken={theirs.token}"), OTHER
        )

    assert (foreign.status_code, own.status_code) == (400, 200)
    assert "page_token" in foreign.json()["error"]["message"]


async def test_a_name_that_another_project_took_is_free() -> None:
    async with two_projects() as (client, theirs):
        mine = await upload_as(client, OWN, f"files/{theirs.file}")
        await send(client, Request(method="DELETE", path=f"/v1beta/{mine['name']}"))
        still = await send(client, FOREIGN["get"].about(file=theirs.file), OTHER)

    assert still.status_code == 200


async def test_the_same_bytes_are_each_projects_own() -> None:
    """Or the time to be read, or a deletion, would tell what another has."""
    async with two_projects(SETTINGS) as (client, theirs):
        mine = await upload_as(client, OWN, "files/mine")
        await send(client, Request(method="DELETE", path=f"/v1beta/files/{theirs.file}"), OTHER)
        asked = await send(client, naming("files/mine"))

    assert mine["state"] == "ACTIVE"
    assert asked.status_code == 200


async def test_a_quota_is_each_projects_own() -> None:
    async with two_projects(max_project_bytes=1000) as (client, _):
        for key, size in ((OTHER, 900), (OWN, 1000)):
            await start(client, size=size, **{"x-goog-api-key": key})


async def test_evidence_of_inline_bytes_leads_to_nothing_that_others_could_ask_for() -> None:
    async with two_projects(SETTINGS) as (client, theirs):
        answered = await send(client, Request(method="POST", path=ASK, body=ask(inline())))
        [chunk] = answered.json()["candidates"][0]["groundingMetadata"]["groundingChunks"]
        context = chunk["retrievedContext"]

    assert context["uri"].startswith("inline:0.0")
    assert "documentName" not in context
    assert theirs.file not in answered.text

"""`fields=`: as much of an answer as was asked for."""

import json

from tests.api.asking import ASK, HELLO, STREAM, post
from tests.api.service import Service
from tests.api.uploading import upload


async def test_an_answer_has_the_fields_that_were_asked_for() -> None:
    answer = await post(HELLO, path=f"{ASK}?fields=candidates(content/parts/text),modelVersion")

    assert answer.json() == {
        "candidates": [{"content": {"parts": [{"text": "hello there"}]}}],
        "modelVersion": "echo-1",
    }


async def test_every_event_of_a_stream_has_them() -> None:
    answer = await post(HELLO, path=f"{STREAM}?alt=sse&fields=modelVersion")

    events = [json.loads(line[6:]) for line in answer.text.splitlines() if line]
    assert events == [{"modelVersion": "echo-1"}] * 3


async def test_a_list_may_be_cut_down_by_a_header() -> None:
    async with Service().serve() as client:
        file = await upload(client)
        answer = await client.get("/v1beta/files", headers={"x-goog-fieldmask": "files.name"})

    assert answer.json() == {"files": [{"name": file["name"]}]}


async def test_a_field_that_is_not_there_is_refused_before_anything_is_done() -> None:
    async with Service().serve() as client:
        name = (await upload(client))["name"]
        refused = await client.delete(f"/v1beta/{name}?fields=nothing")
        answer = await client.get(f"/v1beta/{name}")

    error = refused.json()["error"]
    assert (refused.status_code, answer.status_code) == (400, 200)
    assert error["message"].startswith("Request contains an invalid argument.")
    assert error["details"][0]["fieldViolations"][0]["field"] == "nothing"


async def test_a_refusal_is_told_whole() -> None:
    answer = await post({}, path=f"{ASK}?fields=modelVersion")

    assert answer.status_code == 400
    assert answer.json()["error"]["details"]

"""POST /{v}/models/{model}:streamGenerateContent: events, the array, and failures on the way."""

import json

import pytest

from tests.api.asking import HELLO, STREAM, Asking, EchoEngine, ask, inline, post
from wasat.generation.chunk import Chunk
from wasat.status import UnavailableError

EVENTS = f"{STREAM}?alt=sse"
STORY = ask({"text": "Once upon a time."}, {"text": " The end."})


def parse_events(text: str) -> list[dict]:
    """Read events as strictly as the strictest client."""
    assert text.endswith("\r\n\r\n")
    lines = text.removesuffix("\r\n\r\n").split("\r\n\r\n")
    assert all(line.startswith("data: ") and "\n" not in line for line in lines)
    return [json.loads(line.removeprefix("data: ")) for line in lines]


def texts(events: list[dict]) -> list[str]:
    return [event["candidates"][0]["content"]["parts"][0]["text"] for event in events]


async def test_a_story_comes_in_three_events_or_more() -> None:
    events = parse_events((await post(STORY, path=EVENTS)).text)

    assert len(events) >= 3
    assert "".join(texts(events)) == "Once upon a time. The end."


async def test_one_statement_comes_in_three_events_too() -> None:
    events = parse_events((await post(ask({"text": "Grüße aus Köln"}), path=EVENTS)).text)

    assert texts(events) == ["Grüße aus ", "Kö", "ln"]


async def test_every_event_has_usage_version_and_id_but_only_the_last_a_reason() -> None:
    events = parse_events((await post(STORY, path=EVENTS)).text)

    assert {event["modelVersion"] for event in events} == {"echo-1"}
    assert len({event["responseId"] for event in events}) == 1
    assert all(event["usageMetadata"]["promptTokenCount"] for event in events)
    assert all(event["candidates"][0]["content"]["role"] == "model" for event in events)
    assert ["finishReason" in event["candidates"][0] for event in events] == [
        *[False] * (len(events) - 1),
        True,
    ]


async def test_evidence_comes_with_the_last_event_as_in_the_whole_answer() -> None:
    prompt = ask({"text": "Größe: "}, inline(), {"text": " m"})
    events = parse_events((await post(prompt, path=EVENTS)).text)
    whole = (await post(prompt)).json()

    assert [event for event in events[:-1] if "groundingMetadata" in str(event)] == []
    last, first = events[-1]["candidates"][0], whole["candidates"][0]
    assert last["groundingMetadata"] == first["groundingMetadata"]


async def test_official_tests_find_the_headers_they_look_for() -> None:
    answer = await post(STORY, path=EVENTS)

    assert answer.headers["content-type"] == "text/event-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-xss-protection"] == "0"
    assert "content-length" not in answer.headers


async def test_without_alt_it_is_one_array() -> None:
    answer = await post(STORY, path=STREAM)

    assert answer.headers["content-type"] == "application/json; charset=UTF-8"
    assert answer.text.startswith("[{")
    assert answer.text.endswith("}\r\n]\n")
    assert "}\r\n,\r\n{" in answer.text
    assert "".join(texts(answer.json())) == "Once upon a time. The end."


async def test_candidates_come_side_by_side() -> None:
    body = {**STORY, "generationConfig": {"candidateCount": 2}}
    events = parse_events((await post(body, path=EVENTS)).text)

    for index in (0, 1):
        mine = [event for event in events if event["candidates"][0]["index"] == index]
        assert "".join(texts(mine)) == "Once upon a time. The end."
        assert mine[-1]["candidates"][0]["finishReason"] == "STOP"


@pytest.mark.parametrize("path", [EVENTS, STREAM])
async def test_what_fails_before_the_first_piece_fails_by_status(path: str) -> None:
    engine = EchoEngine(chunks=[Chunk()], failure=UnavailableError("The model is overloaded."))
    answer = await post(HELLO, path=path, asking=Asking(engine=engine))

    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/json; charset=UTF-8"


async def test_what_fails_on_the_way_is_the_last_line() -> None:
    engine = EchoEngine(
        chunks=[Chunk(text="a"), Chunk(text="b")],
        failure=UnavailableError("The model is overloaded. Please try again later."),
    )
    answer = await post(HELLO, path=EVENTS, asking=Asking(engine=engine))

    *events, last = answer.text.split("\r\n\r\n")
    assert answer.status_code == 200
    assert len(events) == 2
    assert last == (
        '{"error":{"code":503,"message":"The model is overloaded. Please try again later.",'
        '"status":"UNAVAILABLE"}}\n'
    )


async def test_a_fault_of_ours_on_the_way_stays_hidden() -> None:
    engine = EchoEngine(chunks=[Chunk(text="a"), Chunk(text="b")], failure=KeyError("secret"))
    answer = await post(HELLO, path=EVENTS, asking=Asking(engine=engine))

    assert '"status":"INTERNAL"' in answer.text
    assert "secret" not in answer.text


async def test_what_fails_on_the_way_is_the_arrays_last_element() -> None:
    engine = EchoEngine(chunks=[Chunk(text="a"), Chunk(text="b")], failure=KeyError("secret"))
    answer = await post(HELLO, path=STREAM, asking=Asking(engine=engine))

    assert answer.json()[-1]["error"]["status"] == "INTERNAL"


async def test_a_refusal_of_the_array_is_an_array() -> None:
    answer = await post({}, path=STREAM)

    assert answer.status_code == 400
    assert [*answer.json()[0]] == ["error"]


async def test_a_refusal_of_events_is_the_bare_envelope() -> None:
    answer = await post({}, path="/v1beta/models/nobody:streamGenerateContent?alt=sse")

    assert answer.status_code == 404
    assert "not supported for streamGenerateContent" in answer.json()["error"]["message"]

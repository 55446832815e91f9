"""Whatever is said in whatever pieces: streams can be read, evidence points at its words."""

import json
from collections.abc import AsyncGenerator, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.api.asking import cite
from wasat.api.convert.answer import Composer
from wasat.api.stream import ARRAY, EVENTS, Framing, stream
from wasat.blob import Blob
from wasat.generation.chunk import Chunk, FinishReason
from wasat.generation.prompt import FunctionCall, Source
from wasat.generation.service import Answering
from wasat.status import StatusError, UnavailableError

SOURCE = Source(
    blob=Blob(project="p", sha256="0" * 64, mime_type="application/pdf", size_bytes=1, lend=open),
    title="a.pdf",
    uri="inline:0.0",
)
TEXTS = st.text(max_size=12) | st.sampled_from(
    ["\r\n\r\n", "data: ", "\u2028", "äöü", "日本", "👩‍👩‍👧"]
)
CHUNKS = st.builds(
    Chunk,
    text=TEXTS,
    citations=st.sampled_from([(), (cite(SOURCE),), (cite(SOURCE), cite(SOURCE, page=2))]),
    is_claim=st.booleans(),
    is_thought=st.booleans(),
    candidate=st.integers(0, 1),
) | st.just(Chunk(call=FunctionCall(name="f", arguments={"a": "\n"})))
ANSWERS = st.lists(CHUNKS, max_size=8)
FAILURES = st.none() | st.text(max_size=20).map(UnavailableError)


def compose(chunks: Sequence[Chunk], failure: StatusError | None = None) -> Composer:
    async def run() -> AsyncGenerator[Chunk, None]:
        for chunk in chunks:
            yield chunk
        if failure:
            raise failure
        for candidate in sorted({chunk.candidate for chunk in chunks} or {0}):
            yield Chunk(candidate=candidate, finish_reason=FinishReason.STOP)

    answering = Answering(response_id="r", model_version="m", chunks=run())
    return Composer(answering, shows_thoughts=True, is_rated=False)


def say_anything(chunks: Sequence[Chunk]) -> bool:
    return any(chunk.text or chunk.call for chunk in chunks)


async def framed(chunks: Sequence[Chunk], failure: StatusError | None, framing: Framing) -> bytes:
    try:
        response = await stream(compose(chunks, failure).pieces(), framing)
    except StatusError:
        assert not say_anything(chunks)
        return b""
    return b"".join([bytes(piece) async for piece in response.body_iterator])


@given(chunks=ANSWERS, failure=FAILURES)
async def test_events_are_one_line_each_and_a_failure_is_the_last(
    chunks: list[Chunk], failure: UnavailableError | None
) -> None:
    *events, last = (await framed(chunks, failure, EVENTS)).split(b"\r\n\r\n")

    assert all(event.startswith(b"data: {") for event in events)
    assert all(len(event.decode().splitlines()) == 1 for event in events)
    assert all(json.loads(event.removeprefix(b"data: "))["candidates"] for event in events)
    if failure is None:
        assert last == b""
    elif say_anything(chunks):
        assert last.startswith(b'{"error":')
        assert len(last.decode().splitlines()) == 1
        assert json.loads(last)["error"]["message"] == failure.message


@given(chunks=ANSWERS, failure=FAILURES)
async def test_the_array_holds_what_the_events_hold(
    chunks: list[Chunk], failure: UnavailableError | None
) -> None:
    events = (await framed(chunks, failure, EVENTS)).split(b"\r\n\r\n")
    array = await framed(chunks, failure, ARRAY)

    told = [json.loads(event.removeprefix(b"data: ")) for event in events if event]
    assert json.loads(array or b"[]") == told


@given(chunks=ANSWERS)
async def test_the_pieces_of_a_stream_joined_are_the_whole_answer(chunks: list[Chunk]) -> None:
    pieces = [json.loads(piece.to_json()) async for piece in compose(chunks).pieces()]
    whole = json.loads((await compose(chunks).whole()).to_json())

    for candidate in whole["candidates"]:
        index = candidate["index"]
        said = "".join(_text_of(piece) for piece in pieces if _index_of(piece) == index)
        assert said == "".join(part.get("text", "") for part in candidate["content"]["parts"])


@given(chunks=ANSWERS)
async def test_every_segment_holds_the_bytes_it_points_at(chunks: list[Chunk]) -> None:
    whole = json.loads((await compose(chunks).whole()).to_json())

    supports = 0
    for candidate in whole["candidates"]:
        parts = candidate["content"]["parts"]
        grounding = candidate.get("groundingMetadata", {})
        for support in grounding.get("groundingSupports", ()):
            supports += 1
            segment = support["segment"]
            text = parts[segment.get("partIndex", 0)]["text"].encode()
            assert (
                text[segment.get("startIndex", 0) : segment["endIndex"]].decode() == segment["text"]
            )
            cited = support.get("groundingChunkIndices", ())
            assert all(at < len(grounding["groundingChunks"]) for at in cited)
            assert len(support["confidenceScores"]) == max(1, len(cited))
    claims = [each for each in chunks if each.text and (each.citations or each.is_claim)]
    assert supports == len(claims)


def _index_of(piece: dict[str, Any]) -> int:
    return int(piece["candidates"][0]["index"])


def _text_of(piece: dict[str, Any]) -> str:
    parts = piece["candidates"][0]["content"].get("parts", ())
    return "".join(part.get("text", "") for part in parts)

from collections.abc import AsyncGenerator

import pytest
from opentelemetry.trace import StatusCode
from prometheus_client import REGISTRY

from tests.unit.spans import ended_spans, forget_spans
from wasat.generation.chunk import Chunk, FinishReason, Modality, TokenCount, Usage
from wasat.generation.observe import observe
from wasat.status import UnavailableError

USAGE = Usage(prompt=(TokenCount(modality=Modality.TEXT, tokens=7),), answer_tokens=3)


async def answer(error: Exception | None = None) -> AsyncGenerator[Chunk, None]:
    yield Chunk(text="secret words")
    if error is not None:
        raise error
    yield Chunk(finish_reason=FinishReason.STOP, usage=USAGE)


def observed(error: Exception | None = None) -> AsyncGenerator[Chunk, None]:
    return observe(answer(error), asked="gemini-x", version="script-1", response_id="abc")


async def test_an_answer_passes_unchanged() -> None:
    assert [chunk.text async for chunk in observed()] == ["secret words", ""]


async def test_an_answer_leaves_a_span_in_the_words_of_the_conventions() -> None:
    forget_spans()

    async for _ in observed():
        pass

    (span,) = ended_spans()
    assert span.name == "chat gemini-x"
    assert dict(span.attributes or {}) == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "wasat",
        "gen_ai.request.model": "gemini-x",
        "gen_ai.response.model": "script-1",
        "gen_ai.response.id": "abc",
        "gen_ai.response.finish_reasons": ("STOP",),
        "gen_ai.usage.input_tokens": 7,
        "gen_ai.usage.output_tokens": 3,
    }
    assert "secret" not in span.to_json()


async def test_an_answer_that_fails_says_how_in_its_span() -> None:
    forget_spans()

    with pytest.raises(UnavailableError):
        async for _ in observed(UnavailableError("secret reason")):
            pass

    (span,) = ended_spans()
    assert span.status.status_code is StatusCode.ERROR
    assert (span.attributes or {})["error.type"] == "UNAVAILABLE"
    assert "secret" not in span.to_json()


async def test_public_tokens_are_counted_under_what_answered() -> None:
    def count(name: str) -> float:
        return REGISTRY.get_sample_value(f"wasat_{name}_tokens_total", {"model": "script-1"}) or 0

    before = count("prompt"), count("answer")

    async for _ in observed():
        pass

    assert (count("prompt") - before[0], count("answer") - before[1]) == (7, 3)

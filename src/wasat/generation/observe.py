"""What is told of an answer to those who run the server: a span, and its public tokens."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import cache

from opentelemetry.trace import Span, SpanKind, Status, StatusCode
from prometheus_client import Counter

from wasat.generation.chunk import Chunk, Usage
from wasat.status import StatusError
from wasat.telemetry import ANSWER_TOKENS, PROMPT_TOKENS, TRACER


async def observe(
    chunks: AsyncGenerator[Chunk, None], *, asked: str, version: str, response_id: str
) -> AsyncGenerator[Chunk, None]:
    """Pass an answer on, in a span of its own; never a word of it.

    Args:
        chunks: The answer.
        asked: Name of the model that was asked.
        version: What really answers; the name that tokens are counted under, since names that
            are asked are without number.
        response_id: By which the trace of the answer is found.

    Source:
        OpenTelemetry semantic conventions for generative AI: client spans.
    """
    span = TRACER.start_span(
        f"chat {asked}",
        kind=SpanKind.INTERNAL,
        attributes={
            "gen_ai.operation.name": "chat",
            "gen_ai.provider.name": "wasat",
            "gen_ai.request.model": asked,
            "gen_ai.response.model": version,
            "gen_ai.response.id": response_id,
        },
    )
    usage = Usage(prompt=())
    reasons: list[str] = []
    try:
        async with aclosing(chunks):
            async for chunk in chunks:
                usage = chunk.usage or usage
                if chunk.finish_reason is not None:
                    reasons.append(chunk.finish_reason.value)
                yield chunk
    except StatusError as error:
        span.set_attribute("error.type", error.code.name)
        span.set_status(Status(StatusCode.ERROR))
        raise
    finally:
        _end(span, usage, reasons)
        prompt_tokens, answer_tokens = _find_counters(version)
        prompt_tokens.inc(usage.prompt_tokens)
        answer_tokens.inc(usage.answer_tokens)


@cache  # finding them by their labels takes longer than counting
def _find_counters(version: str) -> tuple[Counter, Counter]:
    return PROMPT_TOKENS.labels(model=version), ANSWER_TOKENS.labels(model=version)


def _end(span: Span, usage: Usage, reasons: list[str]) -> None:
    span.set_attributes(
        {
            "gen_ai.response.finish_reasons": reasons,
            "gen_ai.usage.input_tokens": usage.prompt_tokens,
            "gen_ai.usage.output_tokens": usage.answer_tokens,
        }
    )
    span.end()

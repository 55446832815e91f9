"""Answers of words alone to responses: no evidence, no calls, no chances."""

from collections.abc import Iterable
from functools import lru_cache

from wasat.generation.chunk import TokenCount, Usage
from wasat.wire.plain import (
    PlainCandidate,
    PlainContent,
    PlainPart,
    PlainResponse,
    PlainTokenCount,
    PlainUsage,
)

_ROLE = "model"


def to_plain(
    candidates: Iterable[PlainCandidate], usage: Usage | None, *, version: str, response_id: str
) -> PlainResponse:
    """Return candidates as a response.

    Args:
        candidates: At least one.
        usage: So far.
        version: What answers.
        response_id: By which the trace of the answer is found.
    """
    return PlainResponse(
        candidates=tuple(candidates),
        usage_metadata=_to_usage(usage) if usage else None,
        model_version=version,
        response_id=response_id,
    )


def to_candidate(
    index: int, parts: Iterable[tuple[str, bool]], finish_reason: str = ""
) -> PlainCandidate:
    """Return words, each with whether they were only thought, as a candidate."""
    said = tuple(PlainPart(text=text, thought=is_thought) for text, is_thought in parts)
    content = PlainContent(parts=said or (PlainPart(text=""),), role=_ROLE)
    return PlainCandidate(content=content, finish_reason=finish_reason, index=index)


def _to_usage(usage: Usage) -> PlainUsage:
    prompt, answered = usage.prompt_tokens, usage.answer_tokens
    return PlainUsage(
        prompt_token_count=prompt,
        cached_content_token_count=usage.cached_tokens,
        candidates_token_count=answered,
        thoughts_token_count=usage.thought_tokens,
        total_token_count=prompt + answered + usage.thought_tokens,
        prompt_tokens_details=_to_details(usage.prompt),
        candidates_tokens_details=(
            (PlainTokenCount(modality="TEXT", token_count=answered),) if answered else ()
        ),
    )


@lru_cache(maxsize=256)  # of a prompt they are the same in every piece of its answer
def _to_details(counts: tuple[TokenCount, ...]) -> tuple[PlainTokenCount, ...]:
    return tuple(
        PlainTokenCount(modality=count.modality.value, token_count=count.tokens) for count in counts
    )

"""How likely the tokens of an answer were, as logprobsResult tells it."""

from collections.abc import Sequence

from wasat.generation.chunk import Chance
from wasat.wire.answer import (
    LogprobsResult,
    LogprobsResult_Candidate,
    LogprobsResult_TopCandidates,
)


def to_logprobs(chances: Sequence[Chance]) -> LogprobsResult | None:
    """Return the chances of an answer's tokens, or None where none were asked for."""
    if not chances:
        return None
    return LogprobsResult(
        top_candidates=tuple(
            LogprobsResult_TopCandidates(candidates=tuple(map(_candidate, chance.rivals)))
            for chance in chances
        ),
        chosen_candidates=tuple(map(_candidate, chances)),
        log_probability_sum=sum(chance.log_probability for chance in chances),
    )


def average(chances: Sequence[Chance]) -> float | None:
    """Return the mean logarithm, or None without any token."""
    if not chances:
        return None
    return sum(chance.log_probability for chance in chances) / len(chances)


def _candidate(chance: Chance) -> LogprobsResult_Candidate:
    return LogprobsResult_Candidate(
        token=chance.text,
        token_id=chance.token_id or 0,
        log_probability=chance.log_probability,
    )

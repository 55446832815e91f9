"""Answers as clients of every age read them."""

from wasat.wire.answer import (
    Candidate,
    GenerateContentResponse,
    GroundingSupport,
    Segment,
    UsageMetadata,
)


def test_the_first_candidates_index_is_told() -> None:
    assert Candidate(index=0).to_json() == '{"index":0}'


def test_no_ratings_are_told_only_when_asked_for() -> None:
    assert Candidate(safety_ratings=()).to_json() == '{"safetyRatings":[]}'
    assert Candidate().to_json() == "{}"


def test_zeros_of_the_ledger_are_left_out() -> None:
    usage = UsageMetadata(prompt_token_count=3, total_token_count=3)

    assert GenerateContentResponse(usage_metadata=usage).to_json() == (
        '{"usageMetadata":{"promptTokenCount":3,"totalTokenCount":3}}'
    )


def test_a_score_of_nothing_is_told() -> None:
    support = GroundingSupport(segment=Segment(end_index=1, text="a"), confidence_scores=(0.0,))

    assert support.to_json() == '{"segment":{"endIndex":1,"text":"a"},"confidenceScores":[0.0]}'

"""Messages of generateContent and countTokens on their way out: what is answered.

Source: v1beta discovery document; `documentName` as the official SDKs have it.
"""

from wasat.wire.base import Many, Wire
from wasat.wire.content import Content
from wasat.wire.scalars import Float, Int32


class ModalityTokenCount(Wire):
    """Tokens of one modality."""

    modality: str = ""
    token_count: Int32 = 0


class UsageMetadata(Wire):
    """The ledger of one request."""

    prompt_token_count: Int32 = 0
    cached_content_token_count: Int32 = 0
    candidates_token_count: Int32 = 0
    thoughts_token_count: Int32 = 0
    total_token_count: Int32 = 0
    prompt_tokens_details: Many[ModalityTokenCount] = ()
    candidates_tokens_details: Many[ModalityTokenCount] = ()


class CustomMetadata(Wire):
    """A fact of ours where SDK types have room for it."""

    key: str = ""
    string_value: str = ""


class RetrievedContext(Wire):
    """Words of a document that the answer rests on."""

    document_name: str = ""
    uri: str = ""
    title: str = ""
    text: str = ""
    page_number: Int32 = 0
    custom_metadata: Many[CustomMetadata] = ()


class GroundingChunk(Wire):
    """One piece of evidence."""

    retrieved_context: RetrievedContext


class Segment(Wire):
    """A stretch of the answer, in UTF-8 bytes of one part, the end not included."""

    part_index: Int32 = 0
    start_index: Int32 = 0
    end_index: Int32 = 0
    text: str = ""


class GroundingSupport(Wire):
    """Which evidence a stretch of the answer rests on, best first."""

    segment: Segment
    grounding_chunk_indices: Many[Int32] = ()
    confidence_scores: Many[float] = ()


class GroundingMetadata(Wire):
    """The evidence of one candidate."""

    grounding_chunks: Many[GroundingChunk] = ()
    grounding_supports: Many[GroundingSupport] = ()


class SafetyRating(Wire):
    """A rating of harm; none are given here."""

    category: str = ""
    probability: str = ""


class LogprobsResult_Candidate(Wire):  # noqa: N801 - the dot of the nested proto name
    """A token and how likely it was; told even if it was certain."""

    token: str = ""
    token_id: Int32 = 0
    log_probability: Float | None = None


class LogprobsResult_TopCandidates(Wire):  # noqa: N801 - the dot of the nested proto name
    """The likeliest tokens of one step, likeliest first."""

    candidates: Many[LogprobsResult_Candidate] = ()


class LogprobsResult(Wire):
    """How likely each token of an answer was."""

    top_candidates: Many[LogprobsResult_TopCandidates] = ()
    chosen_candidates: Many[LogprobsResult_Candidate] = ()
    log_probability_sum: Float | None = None


class Candidate(Wire):
    """One answer; the index is told even if it is 0, as today's service does."""

    content: Content | None = None
    finish_reason: str = ""
    finish_message: str = ""
    index: Int32 | None = None
    safety_ratings: Many[SafetyRating] | None = None
    grounding_metadata: GroundingMetadata | None = None
    avg_logprobs: Float | None = None
    logprobs_result: LogprobsResult | None = None


class GenerateContentResponse(Wire):
    """An answer, or a piece of one."""

    candidates: Many[Candidate] = ()
    usage_metadata: UsageMetadata | None = None
    model_version: str = ""
    response_id: str = ""


class CountTokensResponse(Wire):
    """What a prompt costs."""

    total_tokens: Int32 = 0
    cached_content_token_count: Int32 = 0
    prompt_tokens_details: Many[ModalityTokenCount] = ()

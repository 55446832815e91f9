"""What is answered: pieces of text, each with what it rests on.

What every event of a stream makes anew is a struct of msgspec: as frozen as a dataclass, and made
in a tenth of the time.
"""

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from wasat.box import Box
from wasat.generation.prompt import FunctionCall, Source


class FinishReason(StrEnum):
    """Why an answer ended. Source: FinishReason of the v1beta discovery document."""

    STOP = "STOP"
    MAX_TOKENS = "MAX_TOKENS"
    SAFETY = "SAFETY"
    RECITATION = "RECITATION"
    OTHER = "OTHER"
    MALFORMED_FUNCTION_CALL = "MALFORMED_FUNCTION_CALL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Words of a document that a piece of an answer rests on.

    Attributes:
        source: Which document of the prompt.
        quote: The words as printed; found again on the page before they are sent.
        page: From 1; None in formats without pages.
        place: `line 12`, `Sheet1!B4`; empty where page and boxes say it.
        boxes: Around the words, one a line, in points.
        origin: `text`, `ocr`, `form` or `derived`.
        score: Confidence that the quote bears the statement and is printed so, 0 to 1.
    """

    source: Source
    quote: str
    page: int | None = None
    place: str = ""
    boxes: tuple[Box, ...] = ()
    origin: str = "text"
    score: float = 1.0


class Modality(StrEnum):
    """What a token stands for. Source: Modality of the v1beta discovery document."""

    TEXT = "TEXT"
    IMAGE = "IMAGE"
    DOCUMENT = "DOCUMENT"


class TokenCount(msgspec.Struct, frozen=True, kw_only=True):
    """Public tokens of one modality."""

    modality: Modality
    tokens: int


class Usage(msgspec.Struct, frozen=True, kw_only=True):
    """The public ledger of one request; the same rule for every engine.

    Attributes:
        prompt: By modality, TEXT first, none that is zero.
        answer_tokens: Of all candidates.
        thought_tokens: Thought, not answered.
        cached_tokens: Of the prompt, those that the engine had already read.
    """

    prompt: tuple[TokenCount, ...]
    answer_tokens: int = 0
    thought_tokens: int = 0
    cached_tokens: int = 0

    @property
    def prompt_tokens(self) -> int:
        """All modalities together."""
        return sum(count.tokens for count in self.prompt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A token of an answer and how likely it was.

    Attributes:
        text: What it says.
        log_probability: Natural logarithm, at most 0.
        token_id: In the model's vocabulary; None where it is not told.
        rivals: The likeliest tokens at this place, likeliest first, without rivals of their own.
    """

    text: str
    log_probability: float
    token_id: int | None = None
    rivals: tuple["Chance", ...] = ()


class Chunk(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of an answer; pieces of one candidate, joined, are its answer.

    An engine cuts where the evidence changes: a chunk with citations is one statement, or one leaf
    of a JSON answer, exactly as long as what the citations bear.

    Attributes:
        text: May be empty in the last chunk.
        citations: What this text rests on, best first.
        is_claim: Whether the text states something about the documents; a claim without citations
            is sent as unsupported, other text (punctuation, JSON braces) with no support at all.
        is_thought: Whether the model only thought it.
        call: A function call, whole; the text is empty then.
        chances: Of the tokens of this text, where they were asked for.
        cached_share: Share of the prompt that the engine had read before, 0 to 1; the latest
            chunk of a candidate that tells one counts.
        candidate: Which answer, from 0.
        finish_reason: In the last chunk of a candidate, nowhere else.
        usage: In the last chunks; the latest counts.
    """

    text: str = ""
    citations: tuple[Citation, ...] = ()
    is_claim: bool = False
    is_thought: bool = False
    call: FunctionCall | None = None
    chances: tuple[Chance, ...] = ()
    cached_share: float | None = None
    candidate: int = 0
    finish_reason: FinishReason | None = None
    usage: Usage | None = None

"""Answers of words alone, as nearly all pieces of a stream are: the same JSON as the full message.

Written straight from structs: to check and write a `GenerateContentResponse` takes ten times as
long, and most of what a piece of a stream took at all (decision 9).
"""

import msgspec


class _Plain(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """What all of these share: camelCase, and nothing that holds its default."""


class PlainTokenCount(_Plain, frozen=True, kw_only=True):
    """As `ModalityTokenCount`."""

    modality: str
    token_count: int


class PlainUsage(_Plain, frozen=True, kw_only=True):
    """As `UsageMetadata`."""

    prompt_token_count: int = 0
    cached_content_token_count: int = 0
    candidates_token_count: int = 0
    thoughts_token_count: int = 0
    total_token_count: int = 0
    prompt_tokens_details: tuple[PlainTokenCount, ...] = ()
    candidates_tokens_details: tuple[PlainTokenCount, ...] = ()


class PlainPart(_Plain, frozen=True, kw_only=True):
    """As `Part` with a text; an empty one is told."""

    text: str
    thought: bool = False


class PlainContent(_Plain, frozen=True, kw_only=True):
    """As `Content`."""

    parts: tuple[PlainPart, ...]
    role: str


class PlainCandidate(_Plain, frozen=True, kw_only=True):
    """As `Candidate`; the index is told even if it is 0."""

    content: PlainContent
    finish_reason: str = ""
    index: int | None = None


class PlainResponse(_Plain, frozen=True, kw_only=True):
    """As `GenerateContentResponse`."""

    candidates: tuple[PlainCandidate, ...]
    usage_metadata: PlainUsage | None = None
    model_version: str = ""
    response_id: str = ""

    def to_json(self, *, indent: int | None = None) -> str:
        """Write the message, as `Wire.to_json` does."""
        data = msgspec.json.encode(self)
        return (data if indent is None else msgspec.json.format(data, indent=indent)).decode()

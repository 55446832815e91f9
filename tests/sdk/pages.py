"""What the tests look at in an answer, the same for every release of the SDK."""

import re
from collections.abc import Iterator

from google.genai import types

_PAGE = re.compile(r"#page=(\d+)$")


def contexts(
    response: types.GenerateContentResponse,
) -> Iterator[types.GroundingChunkRetrievedContext]:
    """Everything an answer rests on, in the order of its weight."""
    assert response.candidates
    grounding = response.candidates[0].grounding_metadata
    for chunk in (grounding.grounding_chunks if grounding else None) or []:
        assert chunk.retrieved_context
        yield chunk.retrieved_context


def cited_pages(response: types.GenerateContentResponse) -> list[int]:
    """Page numbers, from the URI, which every release keeps."""
    found = (_PAGE.search(context.uri or "") for context in contexts(response))
    return [int(match[1]) for match in found if match]


def text_of(response: types.GenerateContentResponse) -> str:
    """The answer's text, which must be there."""
    assert response.text is not None
    return response.text


def pdf_part(data: bytes) -> types.Part:
    """A PDF sent inline."""
    return types.Part.from_bytes(data=data, mime_type="application/pdf")

"""Citations to groundingMetadata: each piece of evidence once, each stretch of the answer with its.

Source: design of the evidence, checked against google-genai 1.0 to 3.4. The page stands in `uri`
and `title` too because 1.x drops `pageNumber`; customMetadata survives everywhere.
"""

from collections.abc import Iterator

from wasat.box import format_boxes
from wasat.generation.chunk import Chunk, Citation
from wasat.wire.answer import (
    CustomMetadata,
    GroundingChunk,
    GroundingMetadata,
    GroundingSupport,
    RetrievedContext,
    Segment,
)


class Grounding:
    """Gathers the evidence of one candidate while its text grows."""

    def __init__(self) -> None:
        self._chunks: dict[RetrievedContext, int] = {}
        self._supports: list[GroundingSupport] = []

    def add(self, chunk: Chunk, part: int, start: int) -> None:
        """Note what a chunk rests on.

        Args:
            chunk: One statement or one JSON leaf; without citations and claim, nothing is noted.
            part: Index of the part its text stands in.
            start: Where it begins in that part, in UTF-8 bytes.
        """
        if not chunk.text or not (chunk.citations or chunk.is_claim):
            return
        segment = Segment(
            part_index=part,
            start_index=start,
            end_index=start + len(chunk.text.encode()),
            text=chunk.text,
        )
        scores = [round(citation.score, 3) for citation in chunk.citations]
        self._supports.append(
            GroundingSupport(
                segment=segment,
                grounding_chunk_indices=tuple(map(self._index, chunk.citations)),
                confidence_scores=tuple(scores) or (0.0,),
            )
        )

    @property
    def has_supports(self) -> bool:
        """Whether anything was noted."""
        return bool(self._supports)

    def metadata(self) -> GroundingMetadata | None:
        """Return everything noted, or None where nothing was."""
        if not self._supports:
            return None
        chunks = tuple(GroundingChunk(retrieved_context=each) for each in self._chunks)
        return GroundingMetadata(grounding_chunks=chunks, grounding_supports=tuple(self._supports))

    def _index(self, citation: Citation) -> int:
        return self._chunks.setdefault(describe(citation), len(self._chunks))


def describe(citation: Citation) -> RetrievedContext:
    """Return one piece of evidence as SDK types have room for it."""
    source, page = citation.source, citation.page
    where = f"page {page}" if page is not None else citation.place
    return RetrievedContext(
        document_name=source.name,
        uri=f"{source.uri}#page={page}" if page is not None else source.uri,
        title=f"{source.title}, {where}" if where else source.title,
        text=citation.quote,
        page_number=page or 0,
        custom_metadata=tuple(_facts(citation)),
    )


def _facts(citation: Citation) -> Iterator[CustomMetadata]:
    if boxes := [box for box in citation.boxes if not box.is_empty]:
        yield CustomMetadata(key="wasat.box", string_value=format_boxes(boxes))
    yield CustomMetadata(key="wasat.source", string_value=citation.origin)
    if citation.place:
        yield CustomMetadata(key="wasat.place", string_value=citation.place)

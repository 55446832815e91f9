"""Citations to groundingMetadata."""

import json

import pytest

from wasat.api.convert.grounding import Grounding, describe
from wasat.blob import Blob
from wasat.box import NOWHERE, Box
from wasat.generation.chunk import Chunk, Citation
from wasat.generation.prompt import Source


def make_source(title: str = "report.pdf", name: str = "files/a") -> Source:
    blob = Blob(project="p", sha256="", mime_type="a/b", size_bytes=0, lend=lambda: None)
    return Source(blob=blob, title=title, name=name, uri="http://h/v1beta/files/a")


def cite(page: int | None = 60, **fields: object) -> Citation:
    return Citation(source=make_source(), quote="words", page=page, **fields)


def test_a_page_stands_in_number_uri_and_title() -> None:
    boxes = (Box(72, 144.5, 310.2, 160.1), Box(72, 161, 200, 175))

    assert json.loads(describe(cite(boxes=boxes, origin="ocr")).to_json()) == {
        "documentName": "files/a",
        "uri": "http://h/v1beta/files/a#page=60",
        "title": "report.pdf, page 60",
        "pageNumber": 60,
        "text": "words",
        "customMetadata": [
            {"key": "wasat.box", "stringValue": "72.0,144.5,310.2,160.1;72.0,161.0,200.0,175.0"},
            {"key": "wasat.source", "stringValue": "ocr"},
        ],
    }


@pytest.mark.parametrize(
    ("place", "title"), [("Sheet1!B4", "report.pdf, Sheet1!B4"), ("", "report.pdf")]
)
def test_without_a_page_the_place_is_told(place: str, title: str) -> None:
    context = describe(cite(None, place=place, boxes=(NOWHERE,)))
    facts = {fact.key: fact.string_value for fact in context.custom_metadata}

    assert (context.title, context.uri) == (title, "http://h/v1beta/files/a")
    assert context.page_number == 0
    assert facts == {"wasat.source": "text"} | ({"wasat.place": place} if place else {})


def test_nothing_noted_is_no_metadata() -> None:
    grounding = Grounding()
    grounding.add(Chunk(text="{"), 0, 0)
    grounding.add(Chunk(citations=(cite(),)), 0, 0)

    assert grounding.metadata() is None


def test_offsets_are_utf_8_bytes_with_the_end_left_out() -> None:
    grounding = Grounding()
    grounding.add(Chunk(text="Größe", citations=(cite(),)), 2, 10)

    segment = grounding.metadata().grounding_supports[0].segment
    assert (segment.part_index, segment.start_index, segment.end_index) == (2, 10, 17)
    assert segment.text == "Größe"


def test_the_same_evidence_is_told_once() -> None:
    grounding = Grounding()
    grounding.add(Chunk(text="a", citations=(cite(1), cite(2, score=0.51239))), 0, 0)
    grounding.add(Chunk(text="b", citations=(cite(2),)), 0, 1)

    metadata = grounding.metadata()
    pages = [chunk.retrieved_context.page_number for chunk in metadata.grounding_chunks]
    assert pages == [1, 2]
    assert [support.grounding_chunk_indices for support in metadata.grounding_supports] == [
        (0, 1),
        (1,),
    ]
    assert metadata.grounding_supports[0].confidence_scores == (1.0, 0.512)


def test_a_claim_without_evidence_has_no_indices_and_score_zero() -> None:
    grounding = Grounding()
    grounding.add(Chunk(text="a", is_claim=True), 0, 0)

    metadata = grounding.metadata()
    assert metadata.grounding_chunks == ()
    assert metadata.grounding_supports[0].grounding_chunk_indices == ()
    assert metadata.grounding_supports[0].confidence_scores == (0.0,)

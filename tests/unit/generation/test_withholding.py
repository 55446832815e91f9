"""Claims that rest on nothing are left out, and nothing is left of the lines they stood on."""

from collections.abc import AsyncGenerator

import pytest

from tests.unit.chat.fakes import make_pages
from tests.unit.reader.asking import make_sources
from wasat.chat.words.statements import Statements
from wasat.generation.chunk import Chunk, Citation, FinishReason
from wasat.generation.withholding import withhold

(SOURCE,) = make_sources([make_pages("Good.")])
CITED = (Citation(source=SOURCE, quote="Good.", page=1),)


async def say(text: str) -> AsyncGenerator[Chunk, None]:
    """Say a text as a model's words are told; what holds "bad" rests on nothing."""
    statements = Statements()
    for stretch in [*statements.push(text), *statements.finish()]:
        citations = () if "bad" in stretch.text or not stretch.is_statement else CITED
        yield Chunk(text=stretch.text, is_claim=stretch.is_statement, citations=citations)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("One good. Two bad. Three good.", "One good. Three good."),
        ("One good. Two bad.", "One good."),
        ("- One bad.\n- Two good.\n", "- Two good.\n"),
        ("- One good.\n- Two bad.\n- Three good.", "- One good.\n- Three good."),
        ("1. One bad.\n2. Two good.", "2. Two good."),
        ("* **One bad.**\n* Two good.", "* Two good."),
        ("Good:\n\n- Bad bad.\n\nGood.", "Good:\n\n\nGood."),
        ("One good.\nTwo bad.\nThree good.", "One good.\nThree good."),
        ("- One good.\n- ", "- One good.\n- "),
        ("All bad.", ""),
    ],
)
async def test_nothing_is_left_of_a_line_that_is_left_out(said: str, told: str) -> None:
    assert "".join([chunk.text async for chunk in withhold(say(said))]) == told


async def test_what_claims_nothing_passes_as_it_comes() -> None:
    chunks = [
        Chunk(text="- ", is_thought=True),
        Chunk(text=" "),
        Chunk(cached_share=0.5),
        Chunk(text="\n", finish_reason=FinishReason.STOP),
    ]

    async def pieces() -> AsyncGenerator[Chunk, None]:
        for chunk in chunks:
            yield chunk

    assert [chunk async for chunk in withhold(pieces())] == chunks

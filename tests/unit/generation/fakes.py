"""Engines and documents without a server, for tests of what surrounds them."""

import io
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace

from wasat.blob import Blob
from wasat.generation.chunk import Chunk, Modality, TokenCount
from wasat.generation.engine import Engine, Profile
from wasat.generation.prompt import Options, Prompt, Role, Source, Text, Turn
from wasat.generation.service import Model
from wasat.generation.traces import Trace


def make_model(name: str = "m", **abilities: bool) -> Model:
    """A model that can do what is named, such as `has_tools`."""
    return Model(name=name, engine=name, profile=replace(make_profile(), **abilities))


def make_profile(*, is_deterministic: bool = True, input_tokens: int = 1000) -> Profile:
    return Profile(
        display_name="Script",
        description="Says what it was told to say.",
        version="script-1",
        input_tokens=input_tokens,
        output_tokens=1000,
        is_deterministic=is_deterministic,
    )


class ScriptedEngine(Engine):
    """Says the same chunks to every prompt, and remembers how often it was asked."""

    def __init__(self, chunks: Sequence[Chunk], profile: Profile | None = None) -> None:
        self._chunks = chunks
        self._profile = profile or make_profile()
        self.asked = 0
        self.is_closed = False
        self.was_ended = False

    @property
    def profile(self) -> Profile:
        return self._profile

    async def run(self, prompt: Prompt, trace: Trace) -> AsyncGenerator[Chunk, None]:
        self.asked += 1
        trace.note("asked", turns=len(prompt.turns))
        try:
            for chunk in self._chunks:
                yield chunk
        finally:
            self.was_ended = True

    async def close(self) -> None:
        self.is_closed = True


def make_source(data: bytes = b"%PDF-1.7") -> Source:
    blob = Blob(
        project="p",
        sha256="0" * 64,
        mime_type="application/pdf",
        size_bytes=len(data),
        lend=lambda: io.BytesIO(data),
    )
    return Source(blob=blob, title="a.pdf", name="files/a")


def ask(*parts: Text | Source, options: Options | None = None) -> Prompt:
    return Prompt(turns=(Turn(role=Role.USER, parts=parts),), options=options or Options())


async def two_pages(source: Source) -> Sequence[TokenCount]:
    """Measure every document as two pages."""
    del source
    return (TokenCount(modality=Modality.DOCUMENT, tokens=516),)

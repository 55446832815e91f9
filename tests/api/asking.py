"""The whole service in process with an engine that repeats the prompt, and words to ask it with."""

import base64
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import httpx

from tests.api.details import find_faults
from tests.api.service import Service
from wasat.api.context import Context
from wasat.box import Box
from wasat.generation.chunk import Chunk, Citation, Modality, TokenCount
from wasat.generation.engine import Engine, Profile
from wasat.generation.prompt import Prompt, Source, Text
from wasat.generation.service import Generator, Naming
from wasat.generation.traces import Trace

PDF = b"%PDF-1.7 one page"
PDF_DATA = base64.b64encode(PDF).decode()
PAGE_TOKENS = 258
ASK = "/v1beta/models/gemini-2.5-flash:generateContent"
STREAM = "/v1beta/models/gemini-2.5-flash:streamGenerateContent"
COUNT = "/v1beta/models/gemini-2.5-flash:countTokens"
HELLO = {"contents": [{"role": "user", "parts": [{"text": "hello there"}]}]}
BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest"


class EchoEngine(Engine):
    """Repeats the words of a prompt, and cites page 60 of every document in it."""

    def __init__(
        self,
        *,
        chunks: Sequence[Chunk] = (),
        failure: Exception | None = None,
        unread: Sequence[int] = (),
        name: str = "Echo",
        has_tools: bool = False,
    ) -> None:
        self._name = name
        self._has_tools = has_tools
        self._unread = unread
        self._chunks = chunks
        self._failure = failure
        self.prompts: list[Prompt] = []
        self.is_closed = False

    @property
    def profile(self) -> Profile:
        return Profile(
            display_name=self._name,
            description="Repeats what it hears.",
            version="echo-1",
            input_tokens=10_000,
            output_tokens=1000,
            has_tools=self._has_tools,
            is_deterministic=True,
        )

    async def run(self, prompt: Prompt, trace: Trace) -> AsyncGenerator[Chunk, None]:
        if self._unread:
            trace.note("unread", document="inline:0.0", pages=[*self._unread])
        self.prompts.append(prompt)
        for chunk in self._chunks or _repeat(prompt):
            yield chunk
        if self._failure:
            raise self._failure

    async def close(self) -> None:
        self.is_closed = True


def _repeat(prompt: Prompt) -> Sequence[Chunk]:
    return [
        Chunk(text=part.text)
        if isinstance(part, Text)
        else Chunk(text="D", citations=(cite(part),))
        for turn in prompt.turns
        for part in turn.parts
        if isinstance(part, Text | Source)
    ]


def cite(source: Source, *, page: int | None = 60, place: str = "", quote: str = "q") -> Citation:
    boxes = (Box(72, 144.5, 310.2, 160.1),) if page else ()
    return Citation(source=source, quote=quote, page=page, place=place, boxes=boxes, score=0.9)


async def measure(source: Source) -> Sequence[TokenCount]:
    """Count every document as one page."""
    del source
    return (TokenCount(modality=Modality.DOCUMENT, tokens=PAGE_TOKENS),)


@dataclass(kw_only=True)
class Asking(Service):
    """A service whose model `reader`, and whatever is called gemini, is the engine.

    With a writer, it answers what is called gemini where there are no documents.
    """

    engine: EchoEngine = field(default_factory=EchoEngine)
    writer: EchoEngine | None = None
    is_strict: bool = False

    @cached_property
    def context(self) -> Context:
        context = super().context
        generator = Generator(
            engines={"reader": self.engine, "writer": self.writer or self.engine},
            naming=Naming(
                engines={"reader": "reader", "gemini-2.5-flash": "reader"},
                default="reader",
                writer="writer" if self.writer else None,
                is_strict=self.is_strict,
            ),
            measure=measure,
            traces=context.traces,
        )
        return replace(context, generator=generator)

    @property
    def prompt(self) -> Prompt:
        """What the engine was asked last."""
        return self.engine.prompts[-1]


async def post(body: object, *, path: str = ASK, asking: Asking | None = None) -> httpx.Response:
    """Send JSON, or a text as it is, to a fresh service."""
    content = body if isinstance(body, str | bytes) else None
    async with (asking or Asking()).serve() as client:
        if content is not None:
            return await client.post(path, content=content)
        return await client.post(path, json=body)


async def refused(body: object, *, path: str = ASK, status: int = 400) -> str:
    """Send JSON that is refused, check the envelope, and return the message."""
    answer = await post(body, path=path)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (status, status)
    assert find_faults(error) == []
    assert answer.headers["content-type"] == "application/json; charset=UTF-8"
    return error["message"]


def inline(data: str = PDF_DATA, mime_type: str = "application/pdf", **fields: str) -> dict:
    return {"inlineData": {"mimeType": mime_type, "data": data, **fields}}


def ask(*parts: dict, **fields: object) -> dict[str, object]:
    return {"contents": [{"role": "user", "parts": list(parts)}], **fields}

"""What holds for every engine: it streams, refuses by name, and ends when nobody listens."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable

import pytest

from tests.unit.chat.fakes import FlatExecutor, MemoryChatClient
from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import Shelf, make_prompt, make_sources, make_trace
from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.chat.engine import ChatEngine
from wasat.chat.pages.kept import KeptPictures
from wasat.chat.pages.sight import Sight
from wasat.evidence.prepare import Preparer
from wasat.generation.chunk import Chunk
from wasat.generation.engine import Engine, Profile
from wasat.generation.prompt import Prompt, Role, Text, Turn
from wasat.generation.traces import Trace
from wasat.reader.engine import ReaderEngine

DOCUMENT = make_document(
    make_page(make_block("The tower was built in 1889. It stands in the middle of a park."))
)


class EchoEngine(Engine):
    """Says the last text of the prompt again, word by word."""

    @property
    def profile(self) -> Profile:
        return Profile(
            display_name="Echo",
            description="Repeats.",
            version="1",
            input_tokens=1_000,
            output_tokens=1_000,
            is_deterministic=True,
        )

    async def run(self, prompt: Prompt, trace: Trace) -> AsyncGenerator[Chunk, None]:
        trace.note("echo")
        for part in prompt.turns[-1].parts:
            for word in part.text.split() if isinstance(part, Text) else ():
                yield Chunk(text=f"{word} ")

    async def close(self) -> None:
        return


@pytest.fixture(params=["reader", "echo", "chat"])
async def engine(request: pytest.FixtureRequest) -> AsyncIterator[Engine]:
    preparer = Preparer(Shelf({"a" * 64: DOCUMENT}))
    makers: dict[str, Callable[[], Engine]] = {
        "reader": lambda: ReaderEngine(preparer),
        "echo": EchoEngine,
        "chat": lambda: ChatEngine(
            MemoryChatClient("The tower was built in 1889."),
            name="tiny",
            preparer=preparer,
            sight=Sight(FlatExecutor(), KeptPictures(MemoryBlobStore())),
        ),
    }
    made = makers[request.param]()
    yield made
    await made.close()


PROMPT = make_prompt("Summarize this document", make_sources([DOCUMENT]))
BARE = Prompt(turns=(Turn(role=Role.USER, parts=(Text(text="Hello there"),)),))


async def collect(engine: Engine, prompt: Prompt) -> list[Chunk]:
    return [chunk async for chunk in engine.run(prompt, make_trace())]


def test_a_profile_names_its_limits(engine: Engine) -> None:
    profile = engine.profile

    assert profile.display_name
    assert profile.description
    assert profile.input_tokens > 0
    assert profile.output_tokens > 0


@pytest.mark.parametrize("prompt", [PROMPT, BARE], ids=["document", "text alone"])
async def test_every_prompt_gets_some_text_as_candidate_0(engine: Engine, prompt: Prompt) -> None:
    chunks = await collect(engine, prompt)

    assert "".join(chunk.text for chunk in chunks).strip()
    assert {chunk.candidate for chunk in chunks} == {0}


async def test_finish_reason_and_usage_are_left_to_the_generator(engine: Engine) -> None:
    chunks = await collect(engine, PROMPT)

    assert all(chunk.finish_reason is None and chunk.usage is None for chunk in chunks)


async def test_a_deterministic_engine_answers_the_same_twice(engine: Engine) -> None:
    once, twice = await collect(engine, PROMPT), await collect(engine, PROMPT)

    assert once == twice or not engine.profile.is_deterministic


async def test_every_claim_with_evidence_quotes_a_page(engine: Engine) -> None:
    for chunk in await collect(engine, PROMPT):
        assert all(citation.quote and citation.page == 1 for citation in chunk.citations)


async def test_what_was_considered_is_noted(engine: Engine) -> None:
    trace = make_trace()

    _ = [chunk async for chunk in engine.run(PROMPT, trace)]

    assert trace.steps


async def test_an_answer_can_be_left_at_any_point(engine: Engine) -> None:
    stream = engine.run(PROMPT, make_trace())

    await anext(stream)
    await stream.aclose()

    assert [chunk async for chunk in stream] == []

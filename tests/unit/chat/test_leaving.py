"""Whoever leaves an answer leaves the model's server at once, not when memory is collected."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest

from tests.unit.chat.fakes import MemoryChatClient, ask, make_engine, make_pages
from tests.unit.reader.asking import make_trace
from wasat.chat.client import ChatRequest, Delta
from wasat.documents.document import Document
from wasat.generation.prompt import AnswerForm, Options
from wasat.status import UnavailableError

TOWER = make_pages("The tower is 300 metres high.")
LONG = make_pages(*(f"Entry {n}. " + f"The code of item{n} is {n}, " * 100 for n in range(1, 91)))


class Endless(MemoryChatClient):
    """Says the same for ever, or nothing at all, and knows which answers are still open."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word
        self.open = 0
        self.counted = asyncio.Condition()

    async def stream(self, request: ChatRequest) -> AsyncGenerator[Delta, None]:
        self.requests.append(request)
        await self._count(1)
        try:
            while self._word:
                yield Delta(text=self._word)
            await asyncio.Event().wait()
        finally:
            await self._count(-1)

    async def _count(self, step: int) -> None:
        async with self.counted:
            self.open += step
            self.counted.notify_all()

    async def wait_for(self, answers: int) -> None:
        async with asyncio.timeout(30), self.counted:
            await self.counted.wait_for(lambda: self.open == answers)


@pytest.mark.parametrize(("question", "documents"), [("Hi", []), ("How high?", [TOWER])])
async def test_who_leaves_after_some_words_leaves_the_server(
    question: str, documents: list[Document]
) -> None:
    client = Endless("The tower is 300 metres high. ")
    engine, sources = make_engine(client, *documents)
    chunks = engine.run(ask(*sources, question), make_trace())
    await anext(chunks)
    assert client.open == 1

    await chunks.aclose()

    assert client.open == 0


@pytest.mark.parametrize(
    ("question", "document", "options", "requests"),
    [
        ("How high?", TOWER, Options(form=AnswerForm.JSON), 1),
        ("Summarize this document", LONG, Options(), 4),
        ("Transcribe this document", LONG, Options(), 4),
    ],
)
async def test_who_is_cancelled_before_the_first_word_leaves_the_server(
    question: str, document: Document, options: Options, requests: int
) -> None:
    client = Endless("")
    engine, sources = make_engine(client, document)
    chunks = engine.run(ask(*sources, question, options=options), make_trace())
    asking = asyncio.ensure_future(anext(chunks))
    await client.wait_for(requests)

    asking.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asking
    await client.wait_for(0)  # portions are cancelled with whoever waits for them
    assert len(client.requests) == requests, "no further portion is asked about"


async def test_a_portion_that_fails_ends_the_others() -> None:
    class Failing(Endless):
        async def stream(self, request: ChatRequest) -> AsyncGenerator[Delta, None]:
            if len(self.requests) == 3:
                self.requests.append(request)
                raise UnavailableError("gone")
            async with aclosing(super().stream(request)) as deltas:
                async for delta in deltas:
                    yield delta

    client = Failing("")
    engine, sources = make_engine(client, LONG)

    with pytest.raises(UnavailableError, match="gone"):
        await anext(engine.run(ask(*sources, "Summarize this document"), make_trace()))

    await client.wait_for(0)
    assert len(client.requests) == 4, "no further portion is asked about"

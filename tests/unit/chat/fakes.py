"""A chat model in memory, documents for it, and a prompt about them."""

from collections.abc import AsyncGenerator, Callable, Sequence

from tests.unit.evidence.pages import make_block, make_document, make_page
from tests.unit.reader.asking import Shelf, make_sources
from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.chat.abilities import Abilities
from wasat.chat.client import ChatClient, ChatRequest, Delta, EngineUsage
from wasat.chat.engine import LOADING_SECONDS, ChatEngine
from wasat.chat.pages.kept import KeptPictures
from wasat.chat.pages.sight import Sight
from wasat.documents.document import Document
from wasat.documents.executor import Executor, Job
from wasat.evidence.prepare import Preparer
from wasat.generation.chunk import FinishReason
from wasat.generation.prompt import Options, Part, Prompt, Role, Text, Turn

Answer = str | Exception | Sequence[Delta | Exception]


class MemoryChatClient(ChatClient):
    """Says what it is told to, one answer a request; the last one for ever.

    Args:
        answers: Words, deltas, what is raised, be it after some; or what makes them of a request.
        abilities: What it can do.
        counts: Whether it counts prompts, two bytes a token.
    """

    def __init__(
        self,
        *answers: Answer | Callable[[ChatRequest], Answer],
        abilities: Abilities | None = None,
        counts: bool = False,
    ) -> None:
        self._answers = list(answers) or ["Well."]
        self._abilities = abilities or make_abilities()
        self._counts = counts
        self.requests: list[ChatRequest] = []
        self.is_closed = False

    async def learn(self) -> Abilities:
        return self._abilities

    async def stream(self, request: ChatRequest) -> AsyncGenerator[Delta, None]:
        self.requests.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if callable(answer):
            answer = answer(request)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, str):
            for word in answer.split(" "):
                yield Delta(text=word + " ")
            yield Delta(finish_reason=FinishReason.STOP)
            yield Delta(usage=EngineUsage(prompt_tokens=100, cached_tokens=25, answer_tokens=5))
            return
        for delta in answer:
            if isinstance(delta, Exception):
                raise delta
            yield delta

    async def count(self, request: ChatRequest) -> int | None:
        return len(text_of(request)) // 2 if self._counts else None

    async def close(self) -> None:
        self.is_closed = True


class FlatExecutor(Executor):
    """Draws every page as its own size in words."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []

    async def run(self, job: Job) -> AsyncGenerator[bytes, None]:
        self.jobs.append(job)
        sheets = job.arguments["sheets"]
        assert isinstance(sheets, list)
        for sheet in sheets:
            yield f"PNG {sheet}".encode()

    async def close(self) -> None:
        return


def make_abilities(**changed: object) -> Abilities:
    known: dict[str, object] = {
        "model": "tiny",
        "context_tokens": 8_192,
        "output_tokens": 1_024,
        "has_vision": True,
        "is_known": True,
    }
    return Abilities(**known | changed)  # type: ignore[arg-type]


def make_engine(
    client: ChatClient,
    *documents: Document,
    executor: Executor | None = None,
    loading_seconds: float = LOADING_SECONDS,
) -> tuple[ChatEngine, list[Part]]:
    """An engine, and its documents as parts of a prompt."""
    sources = make_sources(documents)
    shelf = Shelf(
        {source.blob.sha256: each for source, each in zip(sources, documents, strict=True)}
    )
    sight = Sight(executor or FlatExecutor(), KeptPictures(MemoryBlobStore()))
    engine = ChatEngine(
        client,
        name="tiny",
        preparer=Preparer(shelf),
        sight=sight,
        loading_seconds=loading_seconds,
    )
    return engine, list(sources)


def ask(*parts: Part | str, options: Options | None = None, **fields: object) -> Prompt:
    """One turn of the user."""
    turn = Turn(
        role=Role.USER,
        parts=tuple(Text(text=part) if isinstance(part, str) else part for part in parts),
    )
    return Prompt(turns=(turn,), options=options or Options(), **fields)  # type: ignore[arg-type]


def make_pages(*texts: str) -> Document:
    """A document with one paragraph a page."""
    return make_document(
        *(make_page(make_block(text), number=number) for number, text in enumerate(texts, 1))
    )


def text_of(request: ChatRequest) -> str:
    """All words of a request."""
    return "\n".join(message.text for message in request.messages)

"""The whole service in process with both kinds of engine, over documents that are really read."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property

import httpx

from tests.api.service import Service
from tests.unit.chat.fakes import FlatExecutor, MemoryChatClient
from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.api.context import Context
from wasat.blob import Blob
from wasat.chat.engine import ChatEngine
from wasat.chat.pages.kept import KeptPictures
from wasat.chat.pages.sight import Sight
from wasat.documents.document import Document
from wasat.documents.load import load_document
from wasat.evidence.prepare import Library, Preparer
from wasat.generation.service import Generator, Naming
from wasat.reader.engine import ReaderEngine

READER = "/v1beta/models/gemini-2.5-flash"
CHAT = "/v1beta/models/chat"


class OpenLibrary(Library):
    """Reads documents here and now, without a sealed process; pictures stay unread."""

    async def load(self, blob: Blob) -> Document:
        with blob.lend() as file:
            return await asyncio.to_thread(load_document, file, blob.mime_type, engines=())

    async def forget(self, project: str, sha256: str) -> None:
        del project, sha256


@dataclass(kw_only=True)
class Reading(Service):
    """A service whose family is answered by the reader, and `chat` by a chat model."""

    client: MemoryChatClient = field(default_factory=MemoryChatClient)

    @cached_property
    def context(self) -> Context:
        context = super().context
        preparer = Preparer(OpenLibrary())
        sight = Sight(FlatExecutor(), KeptPictures(MemoryBlobStore()))
        generator = Generator(
            engines={
                "reader": ReaderEngine(preparer),
                "chat": ChatEngine(self.client, name="chat", preparer=preparer, sight=sight),
            },
            naming=Naming(engines={"reader": "reader", "chat": "chat"}, default="reader"),
            measure=preparer.measure,
            traces=context.traces,
        )
        return replace(context, generator=generator)


@asynccontextmanager
async def reading() -> AsyncIterator[httpx.AsyncClient]:
    """Lend a client of a fresh service."""
    async with Reading().serve() as client:
        yield client


def said(answer: httpx.Response) -> str:
    """Return the words of the first candidate."""
    parts: Sequence[dict[str, str]] = answer.json()["candidates"][0]["content"]["parts"]
    return "".join(part["text"] for part in parts)

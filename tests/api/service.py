"""The whole Files API in process, over stores in memory, with a clock that stands still."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property

import httpx
from starlette.applications import Starlette

from wasat.adapters.memory.blobs import MemoryBlobStore
from wasat.adapters.memory.files import MemoryFileStore, MemoryUploadStore, Rows
from wasat.adapters.memory.projects import MemoryKeyStore
from wasat.api.context import Context
from wasat.api.routes import create_asgi
from wasat.blob import Blob
from wasat.files.processing import Processing
from wasat.files.quota import Terms
from wasat.files.service import Files
from wasat.generation.traces import Traces
from wasat.projects.service import Projects

NOON = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)
KEY = {"x-goog-api-key": "k1"}


async def _read_gladly(blob: Blob) -> None:
    del blob


async def _forget(project: str, sha256: str) -> None:
    del project, sha256


async def _check_refusal(answer: httpx.Response) -> None:
    """Hold every refusal of every test to typed details, so that programs need no prose."""
    is_json = answer.headers.get("content-type", "").startswith("application/json")
    if 400 <= answer.status_code < 500 and is_json:
        await answer.aread()
        body = answer.json()
        error = (body[0] if isinstance(body, list) else body)["error"]
        assert error["details"], f"no details: {error}"


@dataclass(kw_only=True)
class Service:
    """What a test may set before the server is made, and look at afterwards."""

    keys: dict[str, str] = field(default_factory=dict)
    max_file_bytes: int = 1 << 30
    max_project_bytes: int = 1 << 34
    free_bytes: int = 1 << 40
    most_waiting: int = 1_000
    settle_seconds: float = 5
    inspect: Callable[[Blob], Awaitable[None]] = _read_gladly
    pages_seen: int = 0
    settings: dict[str, object] = field(default_factory=dict)
    now: datetime = NOON
    rows: Rows = field(default_factory=Rows)
    blobs: MemoryBlobStore = field(default_factory=MemoryBlobStore)

    def clock(self) -> datetime:
        return self.now

    def make_files(self) -> Files:
        files = MemoryFileStore(self.rows)
        return Files(
            files=files,
            uploads=MemoryUploadStore(self.rows),
            blobs=self.blobs,
            processing=Processing(
                files=files,
                inspect=self.inspect,
                forget=_forget,
                clock=self.clock,
                limit=1,
                most_waiting=self.most_waiting,
                count_seen=lambda _: self.pages_seen,
            ),
            clock=self.clock,
            terms=Terms(
                max_file_bytes=self.max_file_bytes,
                max_project_bytes=self.max_project_bytes,
                file_ttl=timedelta(hours=48),
                upload_ttl=timedelta(days=1),
                settle_seconds=self.settle_seconds,
                free_bytes=lambda: self.free_bytes,
            ),
        )

    @cached_property
    def app(self) -> Starlette:
        return create_asgi(self.context)

    @cached_property
    def context(self) -> Context:
        traces = Traces(clock=self.clock, ttl=timedelta(hours=1))
        return Context(
            files=self.make_files(),
            projects=Projects(keys=self.keys, store=MemoryKeyStore(), clock=self.clock),
            generator=None,
            traces=traces,
            clock=self.clock,
            **self.settings,
        )

    @asynccontextmanager
    async def serve(self, **headers: str) -> AsyncIterator[httpx.AsyncClient]:
        """Lend a client that has a key, unless it is told other headers; once more is allowed."""
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(
            transport=transport,
            base_url="http://wasat.test",
            headers=headers or KEY,
            event_hooks={"response": [_check_refusal]},
        ) as client:
            yield client
        await self.context.files.close()

"""The services, put together: what they hold, how they start and end, what HTTP gets of them."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass

from wasat import __version__
from wasat.adapters.database.census import take_census
from wasat.adapters.database.database import Database
from wasat.adapters.fetch.client import HttpsFetcher
from wasat.adapters.otlp import start_tracing
from wasat.adapters.sealed.pool import SealedExecutor
from wasat.api.context import Context
from wasat.api.limits.keys import KeyLimits
from wasat.chat.engine import ChatEngine
from wasat.chat.learning import learning
from wasat.clock import now
from wasat.documents.library import Library
from wasat.evidence.view import SealedPageView
from wasat.files.service import Files
from wasat.files.sweeping import sweep_for_ever
from wasat.generation.service import Generator
from wasat.generation.traces import Traces
from wasat.plan import plan_rates
from wasat.projects.service import Projects
from wasat.settings import Settings
from wasat.tables import READER
from wasat.telemetry import FILES_WAITING, FREE_BYTES, JOBS_WAITING, QUOTA_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """The trade's services, put together.

    Attributes:
        settings: What they were made by.
        database: Rows of files, uploads and keys.
        executor: Sealed processes.
        files: The Files API.
        projects: Keys and whose they are.
        library: Documents, read once.
        generator: What answers.
        traces: What was considered.
        page_view: Draws pages.
        fetcher: Fetches documents from elsewhere; None where that is not allowed.
        free_bytes: Says how much room the disk has.
        chats: Engines of chat models, by name; the generator has them too.
    """

    settings: Settings
    database: Database
    executor: SealedExecutor
    files: Files
    projects: Projects
    library: Library
    generator: Generator
    traces: Traces
    page_view: SealedPageView
    fetcher: HttpsFetcher | None
    free_bytes: Callable[[], int]
    chats: Mapping[str, ChatEngine]

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[None, None]:
        """Start what works in the background; end it, last first."""
        async with AsyncExitStack() as stack:
            if self.settings.otlp_endpoint:
                stop = start_tracing(self.settings.otlp_endpoint, __version__)
                stack.push_async_callback(asyncio.to_thread, stop)
            stack.push_async_callback(self.database.close)
            stack.push_async_callback(self.executor.close)
            warming = asyncio.create_task(self.executor.start())
            stack.push_async_callback(self.library.close)
            stack.push_async_callback(self.generator.close)
            await stack.enter_async_context(learning(self.chats.values()))
            stack.push_async_callback(self.files.close)
            if self.fetcher is not None:
                stack.push_async_callback(self.fetcher.close)
            await self.files.recover(warming)  # meanwhile blobs are mended
            self.library.resume(self.files.iter_content)
            seconds = self.settings.sweep_interval_seconds
            sweeping = asyncio.create_task(sweep_for_ever(self.files, seconds))
            stack.push_async_callback(_cancel, sweeping)
            yield

    async def measure(self) -> None:
        """Set the gauges to what there is now."""
        (await take_census(self.database, now())).show()
        QUOTA_BYTES.set(self.settings.max_project_bytes)
        FREE_BYTES.set(self.free_bytes())
        FILES_WAITING.set(self.files.waiting)
        JOBS_WAITING.set(self.executor.waiting)

    def context(self) -> Context:
        """Return what the HTTP room works with."""
        settings = self.settings
        return Context(
            files=self.files,
            projects=self.projects,
            generator=self.generator,
            traces=self.traces,
            page_view=self.page_view,
            fetcher=self.fetcher,
            max_fetch_bytes=settings.max_fetch_bytes,
            version=__version__,
            public_url=settings.public_url.rstrip("/"),
            browser_origins=tuple(settings.browser_origins.split()),
            canonical_uris=settings.canonical_uris,
            max_request_bytes=settings.max_request_bytes,
            max_file_bytes=settings.max_file_bytes,
            processing_wait_seconds=settings.processing_wait_seconds,
            download_uploaded=settings.download_uploaded,
            measure=self.measure,
            limits=KeyLimits(plan_rates(settings)),
            body_seconds=settings.body_timeout_seconds,
            body_bytes_per_second=settings.min_body_bytes_per_second,
            is_ready=lambda: bool(self.executor.layers),
            facts=self._facts,
        )

    def _facts(self) -> dict[str, object]:
        """Tell what stands behind readiness: engines, which models answer, the seal."""
        models = {
            name: {
                "model": chat.profile.display_name,
                "reached": chat.is_reached,
                "loading": chat.is_loading,
            }
            for name, chat in self.chats.items()
        }
        engines = [READER, *self.chats]
        return {"engines": engines, "models": models, "sandbox": list(self.executor.layers)}


async def _cancel(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task

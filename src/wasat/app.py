"""The one place that names concrete classes: settings in, the whole application out."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from starlette.applications import Starlette

from wasat.adapters.database.database import Database, open_beside
from wasat.adapters.database.files import DatabaseFileStore
from wasat.adapters.database.projects import DatabaseKeyStore
from wasat.adapters.database.uploads import DatabaseUploadStore
from wasat.adapters.disk import DirectoryBlobStore
from wasat.adapters.fetch.client import HttpsFetcher
from wasat.adapters.models.connect import connect
from wasat.adapters.sealed.pair import make_executors
from wasat.adapters.sealed.pool import SealedExecutor
from wasat.api.routes import create_asgi
from wasat.chat.engine import ChatEngine
from wasat.chat.pages.kept import KeptPictures
from wasat.chat.pages.sight import Sight
from wasat.clock import now
from wasat.documents.library import Library
from wasat.documents.ocr.reading import ScanReader
from wasat.evidence.prepare import Preparer
from wasat.evidence.view import SealedPageView
from wasat.files.processing import Processing
from wasat.files.service import Files
from wasat.generation.service import Generator
from wasat.generation.traces import Traces
from wasat.plan import (
    no_keys,
    plan_limits,
    plan_naming,
    plan_pace,
    plan_scanning,
    plan_sealing,
    plan_shares,
    plan_terms,
    plan_workers,
)
from wasat.projects.service import Projects
from wasat.reader.engine import ReaderEngine
from wasat.rooms import Rooms
from wasat.settings import Settings
from wasat.tables import READER

WARM_MODULES = ("wasat.documents.load", "wasat.documents.render")
SCAN_MODULES = ("wasat.documents.ocr.job",)


def build_rooms(settings: Settings) -> Rooms:
    """Put the services together; nothing runs until they are opened.

    Raises:
        FailedPreconditionError: Another server has the data folder.
    """
    database = Database(settings.data_dir)
    blobs = DirectoryBlobStore(settings.data_dir / "blobs")
    shares, sealing = plan_shares(settings), plan_sealing(settings)
    executor, scan_executor = make_executors(
        WARM_MODULES, SCAN_MODULES, settings.workers, shares, **sealing
    )
    limits = plan_limits(settings)
    scan_reader = ScanReader(scan_executor, blobs, **plan_scanning(settings))
    library = Library(executor, blobs, limits, plan_pace(settings), scan_reader)
    preparer = Preparer(library, blobs, settings.data_dir / "scratch")
    library.tell(preparer.renew)
    sight = Sight(executor, KeptPictures(blobs, stored_bytes=settings.max_page_picture_bytes))
    files = _build_files(settings, database, blobs, preparer, library, sight)
    chats = _build_chats(settings, preparer, sight)
    traces = Traces(clock=now, ttl=timedelta(seconds=settings.trace_ttl_seconds))
    generator = Generator(
        engines={READER: ReaderEngine(preparer), **chats},
        naming=plan_naming(settings),
        measure=preparer.measure,
        traces=traces,
        withholds_unsupported=settings.withhold_unsupported,
    )
    return Rooms(
        settings=settings,
        database=database,
        executor=executor,
        files=files,
        projects=Projects(keys=settings.key_projects, store=DatabaseKeyStore(database), clock=now),
        library=library,
        generator=generator,
        traces=traces,
        fetcher=HttpsFetcher(seconds=settings.fetch_timeout_seconds)
        if settings.fetch_urls
        else None,
        page_view=_build_view(settings, executor),
        free_bytes=blobs.free_bytes,
        chats=chats,
    )


def _build_view(settings: Settings, executor: SealedExecutor) -> SealedPageView:
    return SealedPageView(
        executor,
        limits=plan_limits(settings),
        seconds=settings.max_page_seconds,
        cpu_seconds=settings.max_drawing_cpu_seconds,
        memory_bytes=settings.max_reader_memory_bytes,
    )


def _build_chats(settings: Settings, preparer: Preparer, sight: Sight) -> dict[str, ChatEngine]:
    """Make an engine of every table that is answered by a chat model."""
    return {
        table.name: ChatEngine(connect(table), name=table.name, preparer=preparer, sight=sight)
        for table in settings.tables
        if table.is_chat
    }


@asynccontextmanager
async def open_projects(data_dir: Path) -> AsyncGenerator[Projects, None]:
    """Lend the keys that a data folder has, whether or not a server is running on it."""
    database = open_beside(data_dir)
    try:
        yield Projects(keys={}, store=DatabaseKeyStore(database), clock=now)
    finally:
        await database.close()


def create_app(settings: Settings) -> Starlette:
    """Return the application; its lifespan opens and closes the rooms.

    Raises:
        FailedPreconditionError: Another server has the folder, or a key is missing.
    """
    rooms = build_rooms(settings)
    asyncio.run(_check_exposure(rooms))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None, None]:
        async with rooms.open():
            yield

    return create_asgi(rooms.context(), lifespan=lifespan)


async def _check_exposure(rooms: Rooms) -> None:
    """Refuse to let others than this machine call without a key."""
    if rooms.settings.is_exposed and not await rooms.projects.has_keys():
        await rooms.database.close()
        raise no_keys(rooms.settings)


def _build_files(
    settings: Settings,
    database: Database,
    blobs: DirectoryBlobStore,
    preparer: Preparer,
    library: Library,
    sight: Sight,
) -> Files:
    store = DatabaseFileStore(database)

    async def forget(project: str, sha256: str) -> None:
        await sight.forget(project, sha256)
        await preparer.forget(project, sha256)

    return Files(
        files=store,
        uploads=DatabaseUploadStore(database),
        blobs=blobs,
        processing=Processing(
            files=store,
            inspect=preparer.inspect,
            forget=forget,
            count_seen=library.count_seen,
            clock=now,
            limit=plan_workers(settings),
            most_waiting=settings.max_waiting_files,
        ),
        clock=now,
        terms=plan_terms(settings, blobs.free_bytes),
    )

"""What every FileStore and UploadStore does, run over each filling."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wasat.adapters.database.database import Database
from wasat.adapters.database.files import DatabaseFileStore
from wasat.adapters.database.uploads import DatabaseUploadStore
from wasat.adapters.memory.files import MemoryFileStore, MemoryUploadStore, Rows
from wasat.files.file import Failure, File, FileSource, State
from wasat.files.quota import Quota
from wasat.files.store import Content, FileStore, Place, UploadStore
from wasat.files.upload import Upload, UploadState, cancel_upload, finalize_upload, make_file
from wasat.status import (
    AlreadyExistsError,
    Code,
    NotFoundError,
    QuotaViolation,
    ResourceExhaustedError,
    StorageFullError,
)

NOW = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
PLENTY = Quota(now=NOW, project_bytes=1_000_000, free_bytes=1_000_000)


@dataclass(frozen=True, kw_only=True)
class Stores:
    files: FileStore
    uploads: UploadStore

    async def keep(self, upload: Upload, file: File) -> File:
        """Bring a file in, the only way there is."""
        await self.uploads.start(upload, PLENTY)
        await self.uploads.finish(replace(upload, state=UploadState.FINAL), file)
        return file


@pytest.fixture(params=["memory", "database"])
async def stores(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stores]:
    if request.param == "memory":
        rows = Rows()
        yield Stores(files=MemoryFileStore(rows), uploads=MemoryUploadStore(rows))
        return
    database = Database(tmp_path)
    yield Stores(files=DatabaseFileStore(database), uploads=DatabaseUploadStore(database))
    await database.close()


def make_upload(name: str, *, project: str = "acme", size_bytes: int | None = 100) -> Upload:
    return Upload(
        id=f"upload-{project}-{name}",
        project=project,
        file_id=name,
        blob=f"files/{project}-{name}",
        display_name="Übersicht",
        upload_name="a.pdf",
        mime_type="application/pdf",
        size_bytes=size_bytes,
        created=NOW,
        expires=NOW + DAY,
    )


def make_stored(name: str, *, project: str = "acme", sha256: str = "", age: int = 0) -> File:
    upload = make_upload(name, project=project)
    full = replace(upload, received=100)
    return make_file(full, sha256=sha256 or f"hash-{name}", now=NOW - age * MINUTE, ttl=2 * DAY)


async def keep(stores: Stores, name: str, *, project: str = "acme", sha256: str = "") -> File:
    file = make_stored(name, project=project, sha256=sha256)
    return await stores.keep(make_upload(name, project=project), file)


async def test_an_upload_is_found_as_it_was_started(stores: Stores) -> None:
    upload = make_upload("a")
    await stores.uploads.start(upload, PLENTY)
    assert await stores.uploads.find(upload.id) == upload


async def test_an_upload_of_unknown_size_is_found_as_it_was_started(stores: Stores) -> None:
    upload = make_upload("a", size_bytes=None)
    await stores.uploads.start(upload, PLENTY)
    assert await stores.uploads.find(upload.id) == upload


async def test_an_upload_that_never_was_is_not_found(stores: Stores) -> None:
    assert await stores.uploads.find("none") is None


async def test_an_update_is_kept(stores: Stores) -> None:
    upload = make_upload("a")
    await stores.uploads.start(upload, PLENTY)
    further = replace(upload, received=60)
    await stores.uploads.update(further, PLENTY)
    assert await stores.uploads.find(upload.id) == further


async def test_an_upload_that_does_not_run_cannot_be_updated(stores: Stores) -> None:
    upload = make_upload("a")
    with pytest.raises(NotFoundError):
        await stores.uploads.update(upload, PLENTY)
    await stores.uploads.start(upload, PLENTY)
    await stores.uploads.update(cancel_upload(upload), PLENTY)
    with pytest.raises(NotFoundError):
        await stores.uploads.update(replace(upload, received=5), PLENTY)


async def test_finishing_makes_the_file_and_ends_the_upload(stores: Stores) -> None:
    upload = make_upload("a")
    await stores.uploads.start(upload, PLENTY)
    final = finalize_upload(replace(upload, received=100))
    file = make_stored("a")
    await stores.uploads.finish(final, file)
    assert await stores.files.find("acme", "a", NOW) == file
    assert await stores.uploads.find(upload.id) == final


async def test_an_upload_is_finished_once(stores: Stores) -> None:
    file = await keep(stores, "a")
    with pytest.raises(NotFoundError):
        await stores.uploads.finish(make_upload("a"), file)


async def test_a_name_that_a_file_has_cannot_be_started_again(stores: Stores) -> None:
    await keep(stores, "a")
    with pytest.raises(AlreadyExistsError, match="Requested entity already exists"):
        await stores.uploads.start(replace(make_upload("a"), id="second"), PLENTY)


async def test_of_two_uploads_to_one_name_the_first_to_finish_has_it(stores: Stores) -> None:
    first, second = make_upload("a"), replace(make_upload("a"), id="second", blob="files/second")
    await stores.uploads.start(first, PLENTY)
    await stores.uploads.start(second, PLENTY)
    await stores.uploads.finish(first, make_stored("a"))
    with pytest.raises(AlreadyExistsError):
        await stores.uploads.finish(second, replace(make_stored("a"), blob="files/second"))
    assert await stores.uploads.find("second") == second
    assert await stores.files.find("acme", "a", NOW) == make_stored("a")


async def test_projects_have_names_of_their_own(stores: Stores) -> None:
    await keep(stores, "a")
    other = await keep(stores, "a", project="other")
    assert await stores.files.find("other", "a", NOW) == other
    assert await stores.files.find("third", "a", NOW) is None


async def test_the_name_of_an_expired_file_is_free(stores: Stores) -> None:
    await keep(stores, "a")
    later = NOW + 3 * DAY
    again = replace(make_upload("a"), id="again", blob="files/again", expires=later + DAY)
    await stores.uploads.start(again, replace(PLENTY, now=later))
    file = replace(make_stored("a"), blob="files/again", created=later, expires=later + DAY)
    await stores.uploads.finish(again, file)
    assert await stores.files.find("acme", "a", later) == file


async def test_a_file_is_found_until_the_moment_it_expires(stores: Stores) -> None:
    file = await keep(stores, "a")
    assert await stores.files.find("acme", "a", file.expires - timedelta(microseconds=1)) == file
    assert await stores.files.find("acme", "a", file.expires) is None


async def test_the_quota_of_a_project_holds_at_start(stores: Stores) -> None:
    quota = replace(PLENTY, project_bytes=250)
    await stores.uploads.start(make_upload("a"), quota)
    await stores.uploads.start(make_upload("b"), quota)
    with pytest.raises(ResourceExhaustedError) as raised:
        await stores.uploads.start(make_upload("c"), quota)
    assert raised.value.http_status == 429
    assert raised.value.details == (
        QuotaViolation(
            subject="project:acme",
            description="files of a project have at most 250 bytes together, not 200 and 100 more",
            metric="wasat/file_bytes",
            quota_id="FileBytesPerProject",
            limit="250",
        ),
    )
    assert await stores.uploads.find(make_upload("c").id) is None


async def test_files_count_towards_the_quota(stores: Stores) -> None:
    await keep(stores, "a")
    with pytest.raises(ResourceExhaustedError):
        await stores.uploads.start(make_upload("b"), replace(PLENTY, project_bytes=199))
    await stores.uploads.start(make_upload("b"), replace(PLENTY, project_bytes=200))


async def test_another_project_has_a_quota_of_its_own(stores: Stores) -> None:
    quota = replace(PLENTY, project_bytes=100)
    await stores.uploads.start(make_upload("a"), quota)
    await stores.uploads.start(make_upload("a", project="other"), quota)


async def test_what_was_cancelled_or_removed_counts_no_more(stores: Stores) -> None:
    quota = replace(PLENTY, project_bytes=200)
    cancelled = make_upload("a")
    removed = await keep(stores, "b")
    await stores.uploads.start(cancelled, quota)
    await stores.uploads.update(cancel_upload(cancelled), quota)
    await stores.files.remove(removed.blob)
    await stores.uploads.start(make_upload("c"), quota)
    await stores.uploads.start(make_upload("d"), quota)


async def test_what_has_expired_counts_no_more(stores: Stores) -> None:
    await keep(stores, "a")
    await stores.uploads.start(make_upload("b"), PLENTY)
    later = Quota(now=NOW + 3 * DAY, project_bytes=100, free_bytes=100)
    await stores.uploads.start(make_upload("c"), later)


async def test_a_race_for_the_last_places_admits_no_one_too_many(stores: Stores) -> None:
    quota = replace(PLENTY, project_bytes=1000)
    starts = [stores.uploads.start(make_upload(f"f{n}"), quota) for n in range(25)]
    outcomes = await asyncio.gather(*starts, return_exceptions=True)
    assert sum(outcome is None for outcome in outcomes) == 10
    assert sum(isinstance(outcome, ResourceExhaustedError) for outcome in outcomes) == 15


async def test_an_upload_of_unknown_size_meets_the_quota_on_the_way(stores: Stores) -> None:
    quota = replace(PLENTY, project_bytes=150)
    upload = make_upload("a", size_bytes=None)
    await stores.uploads.start(make_upload("b"), quota)
    await stores.uploads.start(upload, quota)
    await stores.uploads.update(replace(upload, received=50), quota)
    with pytest.raises(ResourceExhaustedError):
        await stores.uploads.update(replace(upload, received=51), quota)
    kept = await stores.uploads.find(upload.id)
    assert kept is not None
    assert kept.received == 50


async def test_room_on_the_disk_is_reserved_for_all_projects(stores: Stores) -> None:
    quota = replace(PLENTY, free_bytes=250)
    await stores.uploads.start(make_upload("a"), quota)
    await stores.uploads.start(make_upload("a", project="other"), quota)
    with pytest.raises(StorageFullError, match="has room for 50 more bytes, not 100"):
        await stores.uploads.start(make_upload("a", project="third"), quota)


async def test_bytes_that_are_written_are_reserved_no_more(stores: Stores) -> None:
    upload = make_upload("a")
    await stores.uploads.start(upload, PLENTY)
    await stores.uploads.update(replace(upload, received=90), PLENTY)
    await stores.uploads.start(make_upload("b"), replace(PLENTY, free_bytes=110))


async def test_files_are_listed_newest_first_and_by_id(stores: Stores) -> None:
    for name, age in (("old", 9), ("b", 5), ("a", 5), ("new", 1)):
        await stores.keep(make_upload(name), make_stored(name, age=age))
    files = await stores.files.list("acme", NOW, limit=10, after=None)
    assert [file.id for file in files] == ["new", "b", "a", "old"]


async def test_a_list_goes_on_from_behind_a_place(stores: Stores) -> None:
    for name, age in (("old", 9), ("b", 5), ("a", 5), ("new", 1)):
        await stores.keep(make_upload(name), make_stored(name, age=age))
    place = Place(NOW - 5 * MINUTE, "b")
    files = await stores.files.list("acme", NOW, limit=1, after=place)
    assert [file.id for file in files] == ["a"]


async def test_a_list_has_neither_expired_files_nor_those_of_others(stores: Stores) -> None:
    await keep(stores, "a")
    await keep(stores, "b", project="other")
    assert list(await stores.files.list("acme", NOW + 2 * DAY, limit=10, after=None)) == []
    assert [f.id for f in await stores.files.list("other", NOW, limit=10, after=None)] == ["b"]


async def test_a_file_settles_as_active(stores: Stores) -> None:
    file = await keep(stores, "a")
    settled = await stores.files.settle(file.blob, State.ACTIVE, None, NOW + MINUTE)
    assert settled == replace(file, state=State.ACTIVE, updated=NOW + MINUTE)
    assert await stores.files.find("acme", "a", NOW) == settled


async def test_a_file_settles_with_its_failure(stores: Stores) -> None:
    file = await keep(stores, "a")
    failure = Failure(code=Code.INVALID_ARGUMENT, message="The document has no pages.")
    await stores.files.settle(file.blob, State.FAILED, failure, NOW)
    found = await stores.files.find("acme", "a", NOW)
    assert found is not None
    assert (found.state, found.failure) == (State.FAILED, failure)


async def test_a_final_state_stays(stores: Stores) -> None:
    file = await keep(stores, "a")
    active = await stores.files.settle(file.blob, State.ACTIVE, None, NOW)
    failure = Failure(code=Code.INTERNAL, message="Too late.")
    assert await stores.files.settle(file.blob, State.FAILED, failure, NOW + MINUTE) == active


async def test_a_file_that_is_gone_does_not_settle(stores: Stores) -> None:
    assert await stores.files.settle("files/none", State.ACTIVE, None, NOW) is None


async def test_unread_files_are_listed_oldest_first(stores: Stores) -> None:
    for name, age in (("new", 1), ("old", 9), ("read", 20)):
        await stores.keep(make_upload(name), make_stored(name, age=age))
    await stores.files.settle("files/acme-read", State.ACTIVE, None, NOW)
    assert [file.id for file in await stores.files.processing()] == ["old", "new"]


async def test_a_file_keeps_every_field(stores: Stores) -> None:
    failure = Failure(code=Code.RESOURCE_EXHAUSTED, message="Too much.")
    file = replace(
        make_stored("a"), state=State.FAILED, source=FileSource.GENERATED, failure=failure
    )
    await stores.keep(make_upload("a"), file)
    assert await stores.files.find("acme", "a", NOW) == file


async def test_a_removed_file_is_gone(stores: Stores) -> None:
    file = await keep(stores, "a")
    await stores.files.remove(file.blob)
    await stores.files.remove(file.blob)
    assert await stores.files.find("acme", "a", NOW) is None


async def test_contents_are_held_until_the_last_file_with_them_goes(stores: Stores) -> None:
    first = await keep(stores, "a", sha256="same")
    second = await keep(stores, "b", sha256="same")
    content = Content("acme", "same")
    await stores.files.remove(first.blob)
    assert set(await stores.files.held([content])) == {content}
    await stores.files.remove(second.blob)
    assert set(await stores.files.held([content])) == set()


async def test_each_project_holds_its_own_contents(stores: Stores) -> None:
    await keep(stores, "a", sha256="one")
    await keep(stores, "b", project="other", sha256="two")
    asked = [Content(project, sha256) for project in ("acme", "other") for sha256 in ("one", "two")]
    assert set(await stores.files.held(asked)) == {Content("acme", "one"), Content("other", "two")}
    assert set(await stores.files.held([])) == set()


async def test_expired_files_are_found_for_the_sweeper(stores: Stores) -> None:
    files = [await keep(stores, name) for name in ("a", "b", "c")]
    assert list(await stores.files.expired(NOW, 10)) == []
    assert len(await stores.files.expired(files[0].expires, 2)) == 2


async def test_expired_uploads_are_forgotten_a_few_at_a_time(stores: Stores) -> None:
    await keep(stores, "done")
    for name in ("a", "b"):
        await stores.uploads.start(make_upload(name), PLENTY)
    assert list(await stores.uploads.expire(NOW, 10)) == []
    first = await stores.uploads.expire(NOW + DAY, 2)
    second = await stores.uploads.expire(NOW + DAY, 2)
    assert (len(first), len(second)) == (2, 1)
    assert {upload.file_id for upload in (*first, *second)} == {"done", "a", "b"}
    assert await stores.uploads.find(make_upload("a").id) is None


async def test_only_active_uploads_run(stores: Stores) -> None:
    await keep(stores, "done")
    cancelled, running = make_upload("a"), make_upload("b")
    await stores.uploads.start(cancelled, PLENTY)
    await stores.uploads.start(running, PLENTY)
    await stores.uploads.update(cancel_upload(cancelled), PLENTY)
    assert list(await stores.uploads.running()) == [running]


async def test_blobs_of_files_and_running_uploads_are_known(stores: Stores) -> None:
    file = await keep(stores, "a")
    cancelled, running = make_upload("b"), make_upload("c")
    await stores.uploads.start(cancelled, PLENTY)
    await stores.uploads.start(running, PLENTY)
    await stores.uploads.update(cancel_upload(cancelled), PLENTY)
    blobs = [file.blob, cancelled.blob, running.blob, "files/orphan"]
    assert set(await stores.uploads.known(blobs)) == {file.blob, running.blob}
    assert set(await stores.uploads.known([])) == set()

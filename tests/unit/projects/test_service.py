import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from wasat.adapters.memory.projects import MemoryKeyStore
from wasat.projects.key import Key, digest_key, parse_networks
from wasat.projects.service import TRUST, Project, Projects, parse_project
from wasat.status import (
    AlreadyExistsError,
    ErrorInfo,
    FailedPreconditionError,
    InvalidArgumentError,
    NotFoundError,
    PermissionDeniedError,
)

NOW = datetime(2026, 3, 1, tzinfo=UTC)
NO_KEYS: Mapping[str, str] = {}


def make_projects(
    keys: Mapping[str, str] = NO_KEYS, store: MemoryKeyStore | None = None
) -> Projects:
    return Projects(keys=keys, store=store or MemoryKeyStore(), clock=lambda: NOW)


@dataclass(kw_only=True)
class Office:
    """Two servers' worth of services over one store, with a clock that a test moves."""

    store: MemoryKeyStore = field(default_factory=MemoryKeyStore)
    now: datetime = NOW

    def open(self) -> Projects:
        return Projects(keys=NO_KEYS, store=self.store, clock=lambda: self.now)


async def opens(projects: Projects, key: str, address: str = "") -> str:
    """Return the name of the project that a key opens."""
    return (await projects.authenticate(key, address)).project.name


async def test_a_key_opens_its_project() -> None:
    projects = make_projects({"one": "acme", "two": "other"})
    assert await opens(projects, "one") == "acme"
    assert await opens(projects, "two") == "other"


async def test_a_caller_is_known_by_the_hash_of_the_key() -> None:
    caller = await make_projects({"one": "acme"}).authenticate("one")
    assert caller.key == digest_key("one")


async def test_several_keys_may_share_a_project() -> None:
    projects = make_projects({"one": "acme", "two": "acme"})
    assert await opens(projects, "one") == await opens(projects, "two")


async def test_a_wrong_key_is_refused_in_the_words_of_the_service() -> None:
    with pytest.raises(InvalidArgumentError) as raised:
        await make_projects({"one": "acme"}).authenticate("two")
    assert raised.value.message == "API key not valid. Please pass a valid API key."
    [detail] = raised.value.details
    assert isinstance(detail, ErrorInfo)
    assert (detail.reason, detail.domain) == ("API_KEY_INVALID", "googleapis.com")
    assert detail.metadata == {"service": "generativelanguage.googleapis.com"}


@pytest.mark.parametrize("keys", [{}, {"one": "acme"}])
async def test_no_key_is_refused_in_the_words_of_the_service(keys: dict[str, str]) -> None:
    with pytest.raises(PermissionDeniedError, match="Method doesn't allow unregistered callers"):
        await make_projects(keys).authenticate("")


async def test_without_any_keys_each_key_has_a_project_of_its_own() -> None:
    projects = make_projects()
    name = await opens(projects, "anything")
    assert name == hashlib.sha256(b"anything").hexdigest()[:16]
    assert name != await opens(projects, "something")
    assert parse_project(name) == Project(name=name)


async def test_a_key_made_while_running_opens_its_project() -> None:
    projects = make_projects({"one": "acme"})
    key = await projects.add("two", "other")
    assert (key.digest, key.project, key.created) == (digest_key("two"), "other", NOW)
    assert await opens(projects, "two") == "other"


async def test_a_kept_key_works_after_a_restart() -> None:
    store = MemoryKeyStore()
    await make_projects(store=store).add("two", "other")
    assert await opens(make_projects(store=store), "two") == "other"


async def test_what_settings_say_wins_over_what_was_kept() -> None:
    projects = make_projects({"one": "acme"})
    await projects.add("one", "other")
    assert await opens(projects, "one") == "acme"


async def test_the_first_key_closes_an_open_server() -> None:
    projects = make_projects()
    await projects.authenticate("anything")
    await projects.add("one", "acme")
    with pytest.raises(InvalidArgumentError):
        await projects.authenticate("anything")


async def test_removing_the_last_key_does_not_open_the_server() -> None:
    projects = make_projects()
    key = await projects.add("one", "acme")
    await projects.authenticate("one")
    await projects.revoke(key.id)
    with pytest.raises(InvalidArgumentError):
        await projects.authenticate("one")


async def test_a_key_is_added_once() -> None:
    projects = make_projects()
    await projects.add("one", "acme")
    with pytest.raises(AlreadyExistsError):
        await projects.add("one", "other")


@pytest.mark.parametrize("name", ["a", "team-1", "team_a.b", "0" * 63])
def test_a_project_may_be_named_by_what_a_blob_may(name: str) -> None:
    assert parse_project(name) == Project(name=name)


@pytest.mark.parametrize("name", ["", ".", "..", "../up", "a/b", "Acme", "-a", "ä", "0" * 64])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(InvalidArgumentError, match="a project's name"):
        parse_project(name)
    with pytest.raises(InvalidArgumentError):
        make_projects({"one": name})


async def test_a_made_key_opens_its_project_and_is_kept_as_a_hash() -> None:
    office = Office()
    key, kept = await office.open().create("acme")
    assert await opens(office.open(), key) == "acme"
    assert kept == Key(digest=digest_key(key), project="acme", created=NOW)
    assert list(await office.store.list()) == [kept]


async def test_a_key_opens_its_project_until_its_time_is_over() -> None:
    office = Office()
    projects = office.open()
    key, _ = await projects.create("acme", expires=NOW + timedelta(hours=1))
    office.now = NOW + timedelta(hours=1) - timedelta(microseconds=1)
    assert await opens(projects, key) == "acme"
    office.now = NOW + timedelta(hours=1)
    with pytest.raises(InvalidArgumentError) as raised:
        await projects.authenticate(key)
    assert raised.value.message == "API key expired. Please renew the API key."
    [detail] = raised.value.details
    assert isinstance(detail, ErrorInfo)
    assert detail.reason == "API_KEY_INVALID"


@pytest.mark.parametrize("seconds", [0, -1])
async def test_a_key_cannot_begin_expired(seconds: int) -> None:
    with pytest.raises(InvalidArgumentError, match="expected a time to come"):
        await make_projects().create("acme", expires=NOW + timedelta(seconds=seconds))


async def test_a_key_may_be_used_from_its_networks_alone() -> None:
    projects = make_projects()
    key, _ = await projects.create("acme", networks=parse_networks(["192.0.2.0/24"]))
    assert await opens(projects, key, "192.0.2.7") == "acme"
    with pytest.raises(PermissionDeniedError) as raised:
        await projects.authenticate(key, "198.51.100.1")
    assert raised.value.message == (
        "The provided API key has an IP address restriction. The originating IP address of the call"
        " (198.51.100.1) violates this restriction."
    )
    [detail] = raised.value.details
    assert isinstance(detail, ErrorInfo)
    assert detail.reason == "API_KEY_IP_ADDRESS_BLOCKED"


async def test_a_key_that_another_process_made_opens_a_moment_later() -> None:
    office = Office()
    server = office.open()
    await server.authenticate("anything")
    key, _ = await office.open().create("acme")
    office.now += TRUST
    assert await opens(server, key) == "acme"


async def test_a_key_that_another_process_revoked_opens_nothing_a_moment_later() -> None:
    office = Office()
    server = office.open()
    key, kept = await server.create("acme")
    assert await opens(server, key) == "acme"
    await office.open().revoke(kept.id)
    office.now += TRUST
    with pytest.raises(InvalidArgumentError, match="API key not valid"):
        await server.authenticate(key)


async def test_an_open_server_closes_a_moment_after_another_process_made_a_key() -> None:
    office = Office()
    server = office.open()
    await server.authenticate("anything")
    await office.open().create("acme")
    office.now += TRUST
    with pytest.raises(InvalidArgumentError, match="API key not valid"):
        await server.authenticate("anything")


@pytest.mark.parametrize("letters", [4, 12])
async def test_a_key_is_revoked_by_the_beginning_of_its_id(letters: int) -> None:
    projects = make_projects()
    key, kept = await projects.create("acme")
    assert await projects.revoke(kept.id[:letters]) == kept
    with pytest.raises(InvalidArgumentError):
        await projects.authenticate(key)


async def test_a_key_is_revoked_by_itself() -> None:
    projects = make_projects()
    key, kept = await projects.create("acme")
    assert await projects.revoke(key) == kept
    assert list(await projects.list()) == []


@pytest.mark.parametrize("name", ["", "nothing", "zzzz"])
async def test_what_names_no_key_revokes_none(name: str) -> None:
    projects = make_projects()
    await projects.create("acme")
    with pytest.raises(NotFoundError, match="no such key"):
        await projects.revoke(name)


async def test_what_names_several_keys_revokes_none() -> None:
    projects = make_projects()
    for number in range(17):  # of 17 ids, two begin with the same of 16 digits
        await projects.add(f"key {number}", "acme")
    ids = [key.id[0] for key in await projects.list()]
    shared = next(letter for letter in ids if ids.count(letter) > 1)
    with pytest.raises(FailedPreconditionError, match="keys have ids that begin"):
        await projects.revoke(shared)
    assert len(await projects.list()) == 17


async def test_a_server_has_keys_from_settings_or_from_a_command() -> None:
    projects = make_projects()
    assert not await projects.has_keys()
    await projects.create("acme")
    assert await projects.has_keys()
    assert await make_projects({"one": "acme"}).has_keys()

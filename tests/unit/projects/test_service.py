import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from wasat.adapters.memory.projects import MemoryKeyStore
from wasat.projects.service import Project, Projects, parse_project
from wasat.projects.store import digest_key
from wasat.status import (
    AlreadyExistsError,
    ErrorInfo,
    InvalidArgumentError,
    PermissionDeniedError,
)

NOW = datetime(2026, 3, 1, tzinfo=UTC)
NO_KEYS: Mapping[str, str] = {}


def make_projects(
    keys: Mapping[str, str] = NO_KEYS, store: MemoryKeyStore | None = None
) -> Projects:
    return Projects(keys=keys, store=store or MemoryKeyStore(), clock=lambda: NOW)


async def test_a_key_opens_its_project() -> None:
    projects = make_projects({"one": "acme", "two": "other"})
    assert await projects.authenticate("one") == Project(name="acme")
    assert await projects.authenticate("two") == Project(name="other")


async def test_several_keys_may_share_a_project() -> None:
    projects = make_projects({"one": "acme", "two": "acme"})
    assert await projects.authenticate("one") == await projects.authenticate("two")


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
    project = await projects.authenticate("anything")
    assert project.name == hashlib.sha256(b"anything").hexdigest()[:16]
    assert project != await projects.authenticate("something")
    assert parse_project(project.name) == project


async def test_a_key_made_while_running_opens_its_project() -> None:
    projects = make_projects({"one": "acme"})
    key = await projects.add("two", "other")
    assert (key.digest, key.project, key.created) == (digest_key("two"), "other", NOW)
    assert await projects.authenticate("two") == Project(name="other")


async def test_a_kept_key_works_after_a_restart() -> None:
    store = MemoryKeyStore()
    await make_projects(store=store).add("two", "other")
    assert await make_projects(store=store).authenticate("two") == Project(name="other")


async def test_what_settings_say_wins_over_what_was_kept() -> None:
    projects = make_projects({"one": "acme"})
    await projects.add("one", "other")
    assert await projects.authenticate("one") == Project(name="acme")


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
    await projects.remove(key.digest)
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

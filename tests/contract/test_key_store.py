"""What every KeyStore does, run over each filling."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wasat.adapters.database.database import Database
from wasat.adapters.database.projects import DatabaseKeyStore
from wasat.adapters.memory.projects import MemoryKeyStore
from wasat.projects.key import Key, digest_key, parse_networks
from wasat.projects.store import KeyStore
from wasat.status import AlreadyExistsError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(params=["memory", "database"])
async def keys(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[KeyStore]:
    if request.param == "memory":
        yield MemoryKeyStore()
        return
    database = Database(tmp_path)
    yield DatabaseKeyStore(database)
    await database.close()


def make_key(text: str, *, project: str = "acme", minutes: int = 0) -> Key:
    return Key(digest=digest_key(text), project=project, created=NOW + timedelta(minutes=minutes))


async def test_there_are_none_at_first(keys: KeyStore) -> None:
    assert list(await keys.list()) == []


async def test_keys_are_listed_oldest_first(keys: KeyStore) -> None:
    second, first = make_key("b", minutes=2), make_key("a", minutes=1)
    await keys.add(second)
    await keys.add(first)
    assert list(await keys.list()) == [first, second]


async def test_a_key_opens_one_project_only(keys: KeyStore) -> None:
    await keys.add(make_key("a"))
    with pytest.raises(AlreadyExistsError):
        await keys.add(make_key("a", project="other"))
    assert list(await keys.list()) == [make_key("a")]


async def test_several_keys_may_open_one_project(keys: KeyStore) -> None:
    await keys.add(make_key("a"))
    await keys.add(make_key("b"))
    assert [key.project for key in await keys.list()] == ["acme", "acme"]


async def test_a_removed_key_is_gone_and_may_come_again(keys: KeyStore) -> None:
    key = make_key("a")
    await keys.add(key)
    await keys.remove(key.digest)
    assert list(await keys.list()) == []
    await keys.add(key)
    assert list(await keys.list()) == [key]


async def test_removing_what_is_not_there_is_no_error(keys: KeyStore) -> None:
    await keys.remove(digest_key("none"))
    assert list(await keys.list()) == []


async def test_a_key_is_found_by_its_digest_with_all_that_is_known_of_it(keys: KeyStore) -> None:
    key = Key(
        digest=digest_key("a"),
        project="acme",
        created=NOW,
        expires=NOW + timedelta(days=90, microseconds=1),
        networks=parse_networks(["192.0.2.0/24", "2001:db8::7"]),
    )
    await keys.add(make_key("b"))
    await keys.add(key)
    assert await keys.find(key.digest) == key
    assert await keys.find(digest_key("c")) is None


async def test_an_expired_key_is_found_all_the_same(keys: KeyStore) -> None:
    key = Key(digest=digest_key("a"), project="acme", created=NOW, expires=NOW)
    await keys.add(key)
    assert await keys.find(key.digest) == key


async def test_a_store_is_empty_until_there_is_a_key(keys: KeyStore) -> None:
    key = make_key("a")
    assert await keys.is_empty()
    await keys.add(key)
    assert not await keys.is_empty()
    await keys.remove(key.digest)
    assert await keys.is_empty()

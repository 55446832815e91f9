import re
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from examples.local_server import LocalServer, serve
from tests.cli.conftest import Wasat
from wasat.cli.keys import keys, parse_end
from wasat.projects.service import TRUST
from wasat.status import StatusError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SETTLED_SECONDS = 10 * TRUST.total_seconds()  # far more than a server may trust what it knew


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LocalServer]:
    with serve(tmp_path / "data") as running:
        yield running


def make(wasat: Wasat, *words: str) -> tuple[str, str]:
    """Return a new key and its id."""
    done = wasat("keys", "create", *words)
    assert done.returncode == 0, done.stderr
    found = re.search(r"id ([0-9a-f]{12}), project", done.stderr)
    assert found
    return done.stdout.strip(), found[1]


def ask(server: LocalServer, key: str) -> httpx.Response:
    return httpx.get(f"{server.url}/v1beta/files", headers={"x-goog-api-key": key})


def wait_until(server: LocalServer, key: str, words: str) -> None:
    """Wait until a key is refused in these words; of no words, until it opens."""
    until = time.monotonic() + SETTLED_SECONDS
    while words not in (text := ask(server, key).text) or (not words and "error" in text):
        assert time.monotonic() < until, text
        time.sleep(0.05)


def test_a_key_is_shown_once_and_kept_as_a_hash(wasat: Wasat, tmp_path: Path) -> None:
    key, name = make(wasat, "acme")

    listed = wasat("keys", "list")
    folder = b"".join(path.read_bytes() for path in (tmp_path / "data").glob("*") if path.is_file())

    assert re.fullmatch(r"wasat_[\w-]{43}", key)
    assert re.search(rf"{name}\s+acme\s+\S+ \S+\s+never\s+anywhere", listed.stdout)
    assert key not in listed.stdout + listed.stderr
    assert key.encode() not in folder
    assert name.encode() in folder


def test_a_key_is_made_used_and_revoked_while_the_server_runs(
    wasat: Wasat, server: LocalServer
) -> None:
    assert ask(server, "anything").status_code == 200
    key, name = make(wasat, "acme")

    wait_until(server, key, "")
    wait_until(server, "anything", "API key not valid")
    revoked = wasat("keys", "revoke", name)
    wait_until(server, key, "API key not valid")

    assert revoked.stdout == f"revoked {name} of project acme\n"


def test_a_key_ends_when_its_time_is_over(
    wasat: Wasat, server: LocalServer, tmp_path: Path
) -> None:
    key, _ = make(wasat, "acme", "--expires", "90d")
    wait_until(server, key, "")

    database = sqlite3.connect(tmp_path / "data" / "wasat.sqlite3")
    with database:  # 90 days go by
        database.execute("UPDATE keys SET expires = created")
    database.close()
    wait_until(server, key, "API key expired. Please renew the API key.")

    assert "(over)" in wasat("keys", "list").stdout


def test_a_key_may_be_bound_to_addresses(wasat: Wasat, server: LocalServer) -> None:
    here, _ = make(wasat, "acme", "--address", "127.0.0.0/8", "--address", "::1")
    elsewhere, _ = make(wasat, "acme", "--address", "192.0.2.0/24")

    wait_until(server, here, "")
    wait_until(server, elsewhere, "The originating IP address of the call (127.0.0.1) violates")

    assert "127.0.0.0/8, ::1/128" in wasat("keys", "list").stdout


def test_who_says_to_be_forwarded_is_not_believed(wasat: Wasat, server: LocalServer) -> None:
    key, _ = make(wasat, "acme", "--address", "192.0.2.0/24")
    wait_until(server, key, "violates this restriction")

    answer = httpx.get(
        f"{server.url}/v1beta/files",
        headers={"x-goog-api-key": key, "x-forwarded-for": "192.0.2.7"},
    )

    assert answer.status_code == 403


def test_off_loopback_a_made_key_is_enough(wasat: Wasat, tmp_path: Path) -> None:
    key, _ = make(wasat, "acme")

    with serve(tmp_path / "data", settings={"WASAT_HOST": "0.0.0.0"}) as running:  # noqa: S104
        assert ask(running, key).status_code == 200
        assert ask(running, "anything").status_code == 400


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("create", "Not A Name"), "a project's name has 1 to 63"),
        (("create", "acme", "--expires", "soon"), "expected 90d, 12h, 30m, 10s or a date"),
        (("create", "acme", "--expires", "2020-01-31"), "expected a time to come"),
        (("create", "acme", "--address", "example.org"), "expected an address or a block"),
        (("revoke", "nothing"), "There is no such key"),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence(
    words: tuple[str, ...], sentence: str, tmp_path: Path
) -> None:
    done = CliRunner().invoke(keys, [*words, "--data-dir", str(tmp_path)])

    assert isinstance(done.exception, StatusError | ValueError)
    assert sentence in str(done.exception)


def test_keys_are_not_made_beside_a_server_of_another_version(
    wasat: Wasat, server: LocalServer, tmp_path: Path
) -> None:
    del server
    database = sqlite3.connect(tmp_path / "data" / "wasat.sqlite3")
    with database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
    database.close()

    done = wasat("keys", "list")

    assert done.returncode == 1
    assert "restart the server with this version" in done.stderr.replace("\n", " ")


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("90d", NOW + timedelta(days=90)),
        ("12h", NOW + timedelta(hours=12)),
        ("30m", NOW + timedelta(minutes=30)),
        ("10s", NOW + timedelta(seconds=10)),
        ("2027-01-31", datetime(2027, 1, 31, tzinfo=UTC)),
        ("2027-01-31T10:30", datetime(2027, 1, 31, 10, 30, tzinfo=UTC)),
        ("2027-01-31T10:30+02:00", datetime(2027, 1, 31, 8, 30, tzinfo=UTC)),
    ],
)
def test_an_end_is_a_span_or_a_date_in_utc(text: str, end: datetime) -> None:
    assert parse_end(text, NOW) == end

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from wasat.adapters.database.engine import create_reader, create_writer
from wasat.adapters.database.version import bring_up_to_date


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Engine]:
    engine = create_writer(tmp_path / "a.sqlite3")
    bring_up_to_date(engine)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2)])
def test_a_commit_survives_a_power_cut(writer: Engine, pragma: str, value: object) -> None:
    with writer.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_a_transaction_has_the_database_from_its_beginning(tmp_path: Path, writer: Engine) -> None:
    other = sqlite3.connect(tmp_path / "a.sqlite3", timeout=0)
    with writer.begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_a_reader_sees_commits_and_never_waits(tmp_path: Path, writer: Engine) -> None:
    reader = create_reader(tmp_path / "a.sqlite3")
    count = text("SELECT count(*) FROM keys")
    with writer.begin() as connection:
        connection.execute(text("INSERT INTO keys VALUES ('digest', 'acme', 0, NULL, '')"))
        with reader.connect() as other:
            assert other.execute(count).scalar_one() == 0
    with reader.connect() as other:
        assert other.execute(count).scalar_one() == 1
    reader.dispose()


def test_a_reader_cannot_write(tmp_path: Path, writer: Engine) -> None:
    del writer
    reader = create_reader(tmp_path / "a.sqlite3")
    with reader.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(text("DELETE FROM keys"))
    reader.dispose()

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from wasat.adapters.database.engine import check_version, create_reader, create_writer, migrate
from wasat.adapters.database.schema import metadata
from wasat.status import FailedPreconditionError


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Engine]:
    engine = create_writer(tmp_path / "a.sqlite3")
    migrate(engine)
    yield engine
    engine.dispose()


def test_migrating_leads_to_the_tables_as_they_are_described(writer: Engine) -> None:
    with writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(writer: Engine) -> None:
    with writer.begin() as connection:
        connection.execute(text("INSERT INTO keys VALUES ('digest', 'acme', 0, NULL, '')"))
    migrate(writer)
    with writer.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM keys")).scalar_one() == 1


def test_a_database_of_a_newer_version_is_refused(writer: Engine) -> None:
    with writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(FailedPreconditionError, match="made by a newer version"):
        migrate(writer)


def test_a_database_of_this_version_may_be_worked_on_as_it_is(writer: Engine) -> None:
    check_version(writer)


@pytest.mark.parametrize("version", ["0001", "9999"])
def test_a_database_of_any_other_version_is_left_alone(writer: Engine, version: str) -> None:
    with writer.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{version}'"))  # noqa: S608 ours
    with pytest.raises(FailedPreconditionError, match="that of another version"):
        check_version(writer)


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


def test_a_file_that_is_no_database_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.sqlite3").write_bytes(b"no database at all" * 100)
    engine = create_writer(tmp_path / "a.sqlite3")

    with pytest.raises(FailedPreconditionError, match="cannot be used: file is not a database"):
        migrate(engine)

    engine.dispose()

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from wasat.adapters.database.engine import create_writer
from wasat.adapters.database.upgrade import upgrade
from wasat.adapters.database.version import bring_up_to_date, check_version
from wasat.status import FailedPreconditionError

TABLES = ("files", "uploads", "keys", "alembic_version")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = create_writer(tmp_path / "a.sqlite3")
    yield engine
    engine.dispose()


def set_version(engine: Engine, version: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": version})


def describe(engine: Engine) -> dict[str, object]:
    """Return all tables with columns and indexes, as the database has them."""
    found = inspect(engine)
    return {
        table: (
            [{**column, "type": str(column["type"])} for column in found.get_columns(table)],
            found.get_pk_constraint(table)["constrained_columns"],
            sorted(found.get_indexes(table), key=str),
        )
        for table in found.get_table_names()
    }


def test_a_new_database_is_as_if_it_had_been_changed_step_by_step(
    tmp_path: Path, engine: Engine
) -> None:
    bring_up_to_date(engine)
    other = create_writer(tmp_path / "b.sqlite3")
    with other.begin() as connection:
        upgrade(connection)

    assert describe(engine) == describe(other)
    assert set(describe(engine)) == set(TABLES)
    check_version(other)  # the last of the changes leads to the version that is expected

    other.dispose()


def test_an_old_database_is_brought_up_to_date_with_all_that_is_in_it(engine: Engine) -> None:
    with engine.begin() as connection:
        upgrade(connection, "0001")
        connection.execute(text("INSERT INTO keys VALUES ('digest', 'acme', 7)"))

    bring_up_to_date(engine)

    check_version(engine)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT * FROM keys")).one() == (
            "digest",
            "acme",
            7,
            None,
            "",
        )


def test_a_change_that_fails_leaves_the_database_as_it_was(engine: Engine) -> None:
    with engine.begin() as connection:
        upgrade(connection, "0001")
        connection.execute(text("ALTER TABLE keys ADD COLUMN networks TEXT"))  # is to be added

    with pytest.raises(FailedPreconditionError, match="cannot be used: duplicate column"):
        bring_up_to_date(engine)

    columns = [column["name"] for column in inspect(engine).get_columns("keys")]
    assert columns == ["digest", "project", "created", "networks"]


def test_what_is_up_to_date_stays_as_it_is(engine: Engine) -> None:
    bring_up_to_date(engine)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO keys VALUES ('digest', 'acme', 0, NULL, '')"))

    bring_up_to_date(engine)

    with engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM keys")).scalar_one() == 1


def test_a_database_of_a_newer_version_is_refused(engine: Engine) -> None:
    bring_up_to_date(engine)
    set_version(engine, "9999")
    with pytest.raises(FailedPreconditionError, match="made by a newer version"):
        bring_up_to_date(engine)


def test_a_database_of_this_version_may_be_worked_on_as_it_is(engine: Engine) -> None:
    bring_up_to_date(engine)
    before = describe(engine)
    check_version(engine)
    assert describe(engine) == before


@pytest.mark.parametrize("version", ["0001", "9999"])
def test_a_database_of_any_other_version_is_left_alone(engine: Engine, version: str) -> None:
    bring_up_to_date(engine)
    set_version(engine, version)
    with pytest.raises(FailedPreconditionError, match="that of another version"):
        check_version(engine)


def test_a_database_without_tables_is_none_to_work_beside_a_server_on(engine: Engine) -> None:
    with pytest.raises(FailedPreconditionError, match="that of another version, None"):
        check_version(engine)
    assert inspect(engine).get_table_names() == []


@pytest.mark.parametrize("look", [bring_up_to_date, check_version])
def test_a_file_that_is_no_database_is_told_as_such(
    tmp_path: Path, engine: Engine, look: type
) -> None:
    (tmp_path / "a.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(FailedPreconditionError, match="cannot be used: file is not a database"):
        look(engine)

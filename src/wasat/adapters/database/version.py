"""Which schema a database has, and that it is ours before anybody works on it."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, insert, inspect, select
from sqlalchemy.exc import DatabaseError

from wasat.adapters.database.schema import metadata
from wasat.status import FailedPreconditionError

HEAD = "0002"  # the last of `migrations`; to ask alembic for it costs every start 0.2 s
_versions = Table(
    "alembic_version", MetaData(), Column("version_num", String(32), primary_key=True)
)


def bring_up_to_date(engine: Engine) -> None:
    """Give a new database its tables, and an old one what has changed; all or nothing.

    Raises:
        FailedPreconditionError: A newer version of this program made the database, or the file is
            none.
    """
    with _explaining(engine), engine.begin() as connection:
        found = _find_version(connection)
        if found is None:
            metadata.create_all(connection)
            _versions.create(connection)
            connection.execute(insert(_versions).values(version_num=HEAD))
        elif found != HEAD:
            _upgrade(connection)


def check_version(engine: Engine) -> None:
    """Make sure that the schema is the one that this version knows, and leave it alone.

    Raises:
        FailedPreconditionError: It is another one, or the file is no database.
    """
    with _explaining(engine), engine.begin() as connection:
        found = _find_version(connection)
    if found != HEAD:
        raise FailedPreconditionError(
            f"the database at {engine.url.database} is that of another version, {found}, not"
            f" {HEAD}; restart the server with this version"
        )


def _find_version(connection: Connection) -> str | None:
    """Return what alembic notes of itself, None in a database without any tables of ours."""
    if not inspect(connection).has_table(_versions.name):
        return None
    version: str = connection.execute(select(_versions.c.version_num)).scalar_one()
    return version


def _upgrade(connection: Connection) -> None:
    from wasat.adapters.database.upgrade import upgrade  # noqa: PLC0415 - alembic, once a version

    upgrade(connection)


@contextmanager
def _explaining(engine: Engine) -> Generator[None]:
    """Say of a file that is no database what it is, rather than how that was found."""
    try:
        yield
    except DatabaseError as error:
        raise FailedPreconditionError(
            f"the database at {engine.url.database} cannot be used: {error.orig}"
        ) from error

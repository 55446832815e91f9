"""Connections to SQLite, and the schema brought up to date."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import ConnectionPoolEntry

from wasat.status import FailedPreconditionError

_MIGRATIONS = Path(__file__).parent / "migrations"


@contextmanager
def _explaining(engine: Engine) -> Generator[None]:
    """Say of a file that is no database what it is, rather than how that was found."""
    try:
        yield
    except DatabaseError as error:
        raise FailedPreconditionError(
            f"the database at {engine.url.database} cannot be used: {error.orig}"
        ) from error


def create_writer(path: Path) -> Engine:
    """Return an engine whose transactions have the whole database from their beginning.

    A transaction that reads first and locks later would admit more than a quota allows. What is
    written never comes into a message, since messages come into the log.

    Source: sqlite.org/lang_transaction.html on BEGIN IMMEDIATE; 29 of 10 places were given away
        in a race under the default.
    """
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            connection.cursor().execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    del prepare, begin
    return engine


def create_reader(path: Path) -> Engine:
    """Return an engine that can only read, and never waits for the writer."""
    engine = create_engine(f"sqlite:///{path}", isolation_level="AUTOCOMMIT", hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.cursor().execute("PRAGMA query_only=ON")

    del prepare
    return engine


def migrate(engine: Engine) -> None:
    """Bring the schema up to date, all or nothing.

    Raises:
        FailedPreconditionError: A newer version of this program made the database, or the file is
            none.
    """
    scripts = ScriptDirectory(str(_MIGRATIONS))

    def steps(revision: str, _: MigrationContext) -> list[RevisionStep]:
        # Source: EnvironmentContext in alembic's API documentation, which calls it by this name.
        return scripts._upgrade_revs(  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
            "head", revision
        )

    with (
        _explaining(engine),
        EnvironmentContext(Config(), scripts, fn=steps) as environment,
        engine.begin() as connection,
    ):
        environment.configure(connection=connection)
        try:
            environment.run_migrations()
        except CommandError as error:
            raise FailedPreconditionError(
                f"the database at {engine.url.database} was made by a newer version: {error}"
            ) from error


def check_version(engine: Engine) -> None:
    """Make sure that the schema is the one that this version knows, and leave it alone.

    Raises:
        FailedPreconditionError: It is another one, or the file is no database.
    """
    expected = ScriptDirectory(str(_MIGRATIONS)).get_current_head()
    with _explaining(engine), engine.begin() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found != expected:
        raise FailedPreconditionError(
            f"the database at {engine.url.database} is that of another version, {found}, not"
            f" {expected}; restart the server with this version"
        )

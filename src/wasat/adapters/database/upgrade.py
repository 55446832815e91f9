"""The changes of `migrations`, made to a database of an older version."""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from wasat.status import FailedPreconditionError

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, version: str = "head") -> None:
    """Make what changes are missing, in the transaction that runs.

    Args:
        connection: To the database.
        version: Which it shall have; the newest by default.

    Raises:
        FailedPreconditionError: A newer version of this program made the database.
    """
    scripts = ScriptDirectory(str(_MIGRATIONS))

    def steps(revision: str, _: MigrationContext) -> list[RevisionStep]:
        # Source: EnvironmentContext in alembic's API documentation, which calls it by this name.
        return scripts._upgrade_revs(  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
            version, revision
        )

    with EnvironmentContext(Config(), scripts, fn=steps) as environment:
        environment.configure(connection=connection)
        try:
            environment.run_migrations()
        except CommandError as error:
            raise FailedPreconditionError(
                f"the database at {connection.engine.url.database} was made by a newer version:"
                f" {error}"
            ) from error

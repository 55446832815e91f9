"""How much there is, counted when somebody asks."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from wasat.adapters.database.database import Database
from wasat.adapters.database.schema import files, uploads
from wasat.files.census import Census
from wasat.files.file import State
from wasat.files.upload import UploadState


async def take_census(database: Database, now: datetime) -> Census:
    """Count what has not expired, beside all other work."""

    def operation(connection: Connection) -> Census:
        by_state = (
            select(files.c.state, func.count()).where(files.c.expires > now).group_by(files.c.state)
        )
        of_project = (
            select(func.sum(files.c.size_bytes).label("size"))
            .where(files.c.expires > now)
            .group_by(files.c.project)
            .subquery()
        )
        sizes = select(
            func.coalesce(func.sum(of_project.c.size), 0),
            func.coalesce(func.max(of_project.c.size), 0),
        )
        is_running = (uploads.c.state == UploadState.ACTIVE) & (uploads.c.expires > now)
        promised = func.coalesce(uploads.c.size_bytes - uploads.c.received, 0)
        running = select(func.count(), func.coalesce(func.sum(promised), 0)).where(is_running)
        counts = {State(state): count for state, count in connection.execute(by_state)}
        total, largest = connection.execute(sizes).one()
        count, promised_bytes = connection.execute(running).one()
        return Census(
            files={state: counts.get(state, 0) for state in State},
            file_bytes=total,
            largest_project_bytes=largest,
            uploads=count,
            promised_bytes=promised_bytes,
        )

    return await database.read(operation)

"""Connections to SQLite."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry


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

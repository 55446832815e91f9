"""The tables as they are now; how they came to be is in `migrations`."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    Enum,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

from wasat.files.file import FileSource, State
from wasat.files.upload import UploadState

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """A time in UTC as whole microseconds since 1970, which sort and compare as they are."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Return microseconds."""
        del dialect
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Return the time."""
        del dialect
        return None if value is None else _EPOCH + value * _MICROSECOND


def _one_of(words: type[StrEnum]) -> Enum:
    return Enum(words, native_enum=False, create_constraint=False, length=16)


metadata = MetaData()

files = Table(
    "files",
    metadata,
    Column("blob", String(200), primary_key=True),
    Column("project", String(63), nullable=False),
    Column("id", String(40), nullable=False),
    Column("display_name", Text, nullable=False),
    Column("upload_name", Text, nullable=False),
    Column("mime_type", String(255), nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("state", _one_of(State), nullable=False),
    Column("source", _one_of(FileSource), nullable=False),
    Column("failure_code", Integer),
    Column("failure_message", Text),
    # Not unique: an expired file may still have its row when its name is given again.
    Index("files_by_id", "project", "id"),
    Index("files_by_age", "project", "created", "id"),
    Index("files_by_hash", "project", "sha256"),
    Index("files_by_expiry", "expires"),
    Index("files_by_state", "state"),
)

uploads = Table(
    "uploads",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("project", String(63), nullable=False),
    Column("file_id", String(40), nullable=False),
    Column("blob", String(200), nullable=False),
    Column("display_name", Text, nullable=False),
    Column("upload_name", Text, nullable=False),
    Column("mime_type", String(255), nullable=False),
    Column("size_bytes", BigInteger),
    Column("received", BigInteger, nullable=False),
    Column("state", _one_of(UploadState), nullable=False),
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Index("uploads_by_state", "state"),
    Index("uploads_by_blob", "blob"),
    Index("uploads_by_expiry", "expires"),
)

keys = Table(
    "keys",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("project", String(63), nullable=False),
    Column("created", Moment, nullable=False),
    Column("expires", Moment),
    Column("networks", Text, nullable=False, server_default=""),
)

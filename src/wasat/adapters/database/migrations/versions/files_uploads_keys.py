"""The first tables: files, uploads and keys."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables and what finds their rows."""
    _create_files()
    _create_uploads()
    op.create_table(
        "keys",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("project", sa.String(63), nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("keys", "uploads", "files"):
        op.drop_table(table)


def _create_files() -> None:
    op.create_table(
        "files",
        sa.Column("blob", sa.String(200), primary_key=True),
        sa.Column("project", sa.String(63), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("display_name", sa.Text, nullable=False),
        sa.Column("upload_name", sa.Text, nullable=False),
        sa.Column("mime_type", sa.String(255), nullable=False),
        sa.Column("size_bytes", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("updated", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("failure_code", sa.Integer),
        sa.Column("failure_message", sa.Text),
    )
    op.create_index("files_by_id", "files", ["project", "id"])
    op.create_index("files_by_age", "files", ["project", "created", "id"])
    op.create_index("files_by_hash", "files", ["project", "sha256"])
    op.create_index("files_by_expiry", "files", ["expires"])
    op.create_index("files_by_state", "files", ["state"])


def _create_uploads() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("project", sa.String(63), nullable=False),
        sa.Column("file_id", sa.String(40), nullable=False),
        sa.Column("blob", sa.String(200), nullable=False),
        sa.Column("display_name", sa.Text, nullable=False),
        sa.Column("upload_name", sa.Text, nullable=False),
        sa.Column("mime_type", sa.String(255), nullable=False),
        sa.Column("size_bytes", sa.BigInteger),
        sa.Column("received", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
    )
    op.create_index("uploads_by_state", "uploads", ["state"])
    op.create_index("uploads_by_blob", "uploads", ["blob"])
    op.create_index("uploads_by_expiry", "uploads", ["expires"])

"""Keys get an end and networks that they may be used from."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; keys that are there never end and may be used from anywhere."""
    op.add_column("keys", sa.Column("expires", sa.BigInteger))
    op.add_column("keys", sa.Column("networks", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Drop the columns."""
    for column in ("networks", "expires"):
        op.drop_column("keys", column)

"""Rows in SQLite by SQLAlchemy Core; every operation a plain function of a connection."""

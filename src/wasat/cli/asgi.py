"""The application for other ASGI servers, such as granian: settings from environment and file."""

from starlette.applications import Starlette

from wasat.app import create_app
from wasat.cli.logs import configure_logs
from wasat.settings import load_settings


def create() -> Starlette:
    """Return the application; one process only, since a data folder has one server."""
    configure_logs()
    return create_app(load_settings())

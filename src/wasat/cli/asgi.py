"""The application for other ASGI servers, such as granian: settings from environment and file."""

from starlette.applications import Starlette

from wasat.app import create_app
from wasat.cli.logs import configure_logs
from wasat.settings import load_settings


def create() -> Starlette:
    """Return the application; one process only, since a data folder has one server."""
    settings = load_settings()
    configure_logs(keys=settings.key_projects)
    return create_app(settings)

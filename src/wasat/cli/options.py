"""Options that several commands share."""

from typing import Annotated

import typer

Server = Annotated[
    str, typer.Option(envvar="GOOGLE_GEMINI_BASE_URL", help="Base URL of a running server.")
]
Key = Annotated[str, typer.Option(envvar="GEMINI_API_KEY", help="API key.")]

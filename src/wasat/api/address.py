"""Addresses of what is kept here, as this caller may use them."""

from starlette.requests import HTTPConnection

from wasat.api.context import Context
from wasat.api.http.urls import CANONICAL_BASE, base_url, file_url


def file_uri(request: HTTPConnection, context: Context, file_id: str) -> str:
    """Return the `uri` of a file: on the caller's address, or on Google's where that is set."""
    if context.canonical_uris:
        return file_url(CANONICAL_BASE, file_id)
    return file_url(base_url(request, context.public_url), file_id)

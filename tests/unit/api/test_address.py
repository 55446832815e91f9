"""Addresses of files."""

from dataclasses import replace

from starlette.requests import Request

from tests.api.service import Service
from wasat.api.address import file_uri

REQUEST = Request({"type": "http", "headers": [(b"host", b"wasat.test:8080")], "path": "/"})


def test_a_file_is_found_where_the_caller_found_us() -> None:
    context = Service().context

    assert file_uri(REQUEST, context, "x") == "http://wasat.test:8080/v1beta/files/x"


def test_a_file_may_bear_the_services_own_address() -> None:
    context = replace(Service().context, canonical_uris=True)

    uri = file_uri(REQUEST, context, "x")

    assert uri == "https://generativelanguage.googleapis.com/v1beta/files/x"

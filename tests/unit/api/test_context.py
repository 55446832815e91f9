"""What a call tells its handler."""

from dataclasses import replace

import pytest
from starlette.requests import Request

from tests.api.asking import Asking
from wasat.api.context import Call
from wasat.projects.service import Project
from wasat.status import InvalidArgumentError


def make_call(query: str) -> Call:
    scope = {
        "type": "http",
        "headers": [],
        "query_string": query.encode(),
        "path_params": {"version": "v1", "file": "x"},
    }
    return Call(context=Asking().context, request=Request(scope), project=Project(name="p"))


@pytest.mark.parametrize("query", ["pageSize=5", "page_size=5", "pageSize=5&page_size=6"])
def test_a_parameter_is_found_in_either_spelling(query: str) -> None:
    assert make_call(query).query("page_size") == "5"


def test_a_parameter_that_is_missing_is_empty() -> None:
    assert make_call("").query("page_size") == ""


@pytest.mark.parametrize("text", ["x", "1.0", "1_0", "%D9%A3", "9" * 5000, "-", "+1"])
def test_a_page_size_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidArgumentError, match=r"'page_size' \(TYPE_INT32\)"):
        make_call(f"pageSize={text}").page_size()


@pytest.mark.parametrize(("query", "size"), [("", 0), ("pageSize=7", 7), ("page_size=-8", -8)])
def test_a_page_size_may_be_negative_or_missing(query: str, size: int) -> None:
    assert make_call(query).page_size() == size


def test_variables_of_the_path_are_told() -> None:
    call = make_call("")

    assert (call.version, call.path("file")) == ("v1", "x")


async def test_a_server_is_ready_unless_told_otherwise() -> None:
    assert make_call("").context.is_ready()


def test_a_file_is_found_where_the_caller_found_us() -> None:
    call = make_call("")
    own = replace(call.context, public_url="https://a.test/b")

    assert own.file_uri(call.request, "x") == "https://a.test/b/v1beta/files/x"


def test_a_file_may_bear_the_services_own_address() -> None:
    call = make_call("")
    canonical = replace(call.context, canonical_uris=True)

    uri = canonical.file_uri(call.request, "x")

    assert uri == "https://generativelanguage.googleapis.com/v1beta/files/x"

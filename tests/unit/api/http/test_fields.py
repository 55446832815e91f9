"""Masks of partial answers."""

import json

import pytest
from starlette.requests import Request

from wasat.api.http.fields import Mask, read_mask, write_json
from wasat.status import InvalidArgumentError
from wasat.wire.answer import Candidate, GenerateContentResponse
from wasat.wire.base import Wire
from wasat.wire.content import Content, FunctionCall, Part
from wasat.wire.files import ListFilesResponse

LIST = ListFilesResponse.model_validate(
    {
        "files": [{"name": "files/a", "uri": "u"}, {"name": "files/b", "uri": "v"}],
        "nextPageToken": "t",
    }
)


def mask_of(text: str, message: type[Wire] | None = ListFilesResponse, **headers: str) -> Mask:
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    query = f"fields={text}".encode() if text else b""
    scope = {"type": "http", "headers": pairs, "query_string": query}
    return read_mask(Request(scope), message)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("nextPageToken", {"nextPageToken": "t"}),
        ("next_page_token", {"nextPageToken": "t"}),
        ("files/uri", {"files": [{"uri": "u"}, {"uri": "v"}]}),
        ("files.uri", {"files": [{"uri": "u"}, {"uri": "v"}]}),
        ("files(uri)", {"files": [{"uri": "u"}, {"uri": "v"}]}),
        ("files(uri,name),nextPageToken", json.loads(LIST.to_json())),
        (
            "files( uri ), nextPageToken,",
            {"files": [{"uri": "u"}, {"uri": "v"}]} | {"nextPageToken": "t"},
        ),
        ("*/uri", {"files": [{"uri": "u"}, {"uri": "v"}], "nextPageToken": "t"}),
        ("files,files/uri", {"files": json.loads(LIST.to_json())["files"]}),
        ("files/state", {"files": [{}, {}]}),
        ("*", json.loads(LIST.to_json())),
        ("", json.loads(LIST.to_json())),
    ],
)
def test_an_answer_is_cut_down_to_its_mask(text: str, kept: object) -> None:
    assert json.loads(write_json(LIST, mask_of(text))) == kept


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("x", "x"),
        ("files/x", "files.x"),
        ("files(name,x)", "files.x"),
        ("files(", "files("),
        ("files)", "files)"),
        ("files;name", "files;name"),
        ("(" * 5000, "(" * 200),
    ],
)
def test_a_mask_that_fits_nothing_is_refused_by_its_path(text: str, path: str) -> None:
    with pytest.raises(InvalidArgumentError) as caught:
        mask_of(text)

    (violation,) = caught.value.details
    assert violation.path == path
    assert caught.value.message == f"Request contains an invalid argument. {violation.description}"


def test_a_mask_may_stand_in_a_header() -> None:
    assert mask_of("", x_goog_fieldmask="files.uri") == {("files", "uri")}


def test_a_mask_of_what_is_no_message_is_left_alone() -> None:
    assert mask_of("x", None) == {("x",)}


def test_names_in_free_json_are_not_looked_at() -> None:
    call = FunctionCall(name="f", args={"a_b": 1, "c": 2})
    content = Content(parts=(Part(function_call=call),))
    response = GenerateContentResponse(candidates=(Candidate(content=content),))
    mask = mask_of("candidates/content/parts/functionCall/args/c", GenerateContentResponse)

    cut = json.loads(write_json(response, mask))

    assert cut == {"candidates": [{"content": {"parts": [{"functionCall": {"args": {"c": 2}}}]}}]}


def test_a_cut_answer_is_written_as_a_whole_one_is() -> None:
    whole, cut = LIST.to_json(), write_json(LIST, mask_of("*"))

    assert cut == whole
    assert write_json(LIST, mask_of("*"), indent=2) == LIST.to_json(indent=2)

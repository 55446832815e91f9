"""No header, parameter, path or body that anybody can send is a fault of ours, or keeps us waiting.

In process: what a socket brings in beneath this is tried in tests/hostile/test_raw_requests.py.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.api.asking import HELLO
from tests.hostile.wire import ODD_VALUES
from tests.property.door import Door, Sent, judge
from tests.property.messages import JSON

LONGEST_HEADER = 60_000  # bytes; the server itself takes no longer ones
ODD = [value for value in ODD_VALUES if len(value) < LONGEST_HEADER]
# fmt: off
HEADERS = (
    "x-goog-api-key", "authorization", "host", "content-type", "content-encoding", "expect",
    "accept-encoding", "range", "if-range", "x-goog-fieldmask", "x-request-id", "forwarded",
    "x-forwarded-host", "x-forwarded-proto", "x-forwarded-prefix", "x-forwarded-for",
    "traceparent", "tracestate", "baggage",
)
UPLOAD_HEADERS = (
    "content-range", "x-upload-content-type", "x-upload-content-length", "x-goog-upload-protocol",
    "x-goog-upload-command", "x-goog-upload-offset", "x-goog-upload-file-name",
    "x-goog-upload-header-content-type", "x-goog-upload-header-content-length",
)
# fmt: on
PARAMETERS = (
    *("pageSize", "page_token", "fields", "alt", "$alt", "key", "prettyPrint", "uploadType"),
    *("upload_id", "upload_protocol", "box", "", "filter", "unknown"),
)


_BODY = json.dumps(HELLO).encode()
_RESUMABLE = (b"x-goog-upload-protocol", b"resumable")
REQUESTS = (
    Sent(),
    Sent(path=b"/v1beta/files/abc"),
    Sent(path=b"/v1beta/files/abc:download", query=b"alt=media"),
    Sent(path=b"/v1beta/files/abc/pages/1.png"),
    Sent(verb="DELETE", path=b"/v1beta/files/gone"),
    Sent(verb="POST", path=b"/v1beta/files", body=b"{}"),
    Sent(path=b"/v1beta/models"),
    Sent(verb="POST", path=b"/v1beta/models/reader:countTokens", body=_BODY),
    Sent(verb="POST", path=b"/v1/models/reader:generateContent", body=_BODY),
    Sent(verb="POST", path=b"/v1/models/reader:streamGenerateContent", body=_BODY),
    Sent(path=b"/v1beta/cachedContents/abc"),
    Sent(
        verb="POST",
        path=b"/upload/v1beta/files",
        headers=[_RESUMABLE, (b"x-goog-upload-command", b"start, upload, finalize")],
        body=b"{}",
    ),
    Sent(verb="POST", path=b"/upload/v1beta/files", query=b"uploadType=multipart", body=b"--cut"),
    Sent(verb="POST", path=b"/upload/v1beta/files", query=b"uploadType=media", body=b"words"),
    Sent(verb="PUT", path=b"/upload/v1beta/files", query=b"upload_id=abc", body=b"words"),
)
UPLOADS = tuple(request for request in REQUESTS if request.path.startswith(b"/upload/"))


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    opened = Door()
    yield opened
    opened.close()


@pytest.mark.parametrize("name", [*HEADERS, *UPLOAD_HEADERS])
def test_no_header_is_a_fault_of_ours(door: Door, name: str) -> None:
    faults: list[str] = []
    for request in UPLOADS if name in UPLOAD_HEADERS else REQUESTS:
        others = [pair for pair in request.headers if pair[0] != name.encode()]
        for odd in ODD:
            headers = [*others, (name.encode(), odd)]
            faults += _try(door, request, headers=headers)

    assert faults == []


@pytest.mark.parametrize("name", PARAMETERS)
def test_no_parameter_is_a_fault_of_ours(door: Door, name: str) -> None:
    faults: list[str] = []
    for request in REQUESTS:
        for odd in ODD:
            query = f"&{name}={quote_from_bytes(odd)}".encode()
            faults += _try(door, request, query=request.query + query)

    assert faults == []


def test_no_query_is_a_fault_of_ours(door: Door) -> None:
    faults = [
        fault for request in REQUESTS for odd in ODD for fault in _try(door, request, query=odd)
    ]

    assert faults == []


@pytest.mark.long
@pytest.mark.parametrize(
    "prefix", sorted({request.path.rpartition(b"/")[0] for request in REQUESTS})
)
def test_no_path_is_a_fault_of_ours(door: Door, prefix: bytes) -> None:
    faults: list[str] = []
    for verb in ("GET", "POST", "DELETE", "BREW"):
        for odd in ODD:
            for end in (b"", b":generateContent", b":download", b"/pages/1.png"):
                path = prefix + b"/" + quote_from_bytes(odd).encode() + end
                faults += _try(door, Sent(verb=verb, path=path, body=b"{}"))

    assert faults == []


@settings(max_examples=max(100, settings().max_examples))
@given(
    request=st.sampled_from([request for request in REQUESTS if request.body]),
    body=st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()),
    at=st.integers(0, 200),
    odd=st.sampled_from(ODD),
)
def test_no_body_is_a_fault_of_ours(
    door: Door, request: Sent, body: bytes, at: int, odd: bytes
) -> None:
    spoilt = request.body[:at] + odd + request.body[at:]

    assert _try(door, request, body=body) + _try(door, request, body=spoilt) == []


def _try(door: Door, request: Sent, **changes: object) -> list[str]:
    sent = replace(request, **changes)
    return judge(sent, door.knock(sent))

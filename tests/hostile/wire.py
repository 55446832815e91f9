"""Requests byte by byte: what a client might send that knows HTTP badly, or too well."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

KEY = b"x-goog-api-key: raw"
_JSON = b'{"contents":[{"parts":[{"text":"What is said?"}]}]}'
_PARTS = (
    b'--cut\r\ncontent-type: application/json\r\n\r\n{"file":{"displayName":"D"}}\r\n'
    b"--cut\r\ncontent-type: text/plain\r\n\r\nwords\r\n--cut--\r\n"
)
_START = (b"x-goog-upload-protocol: resumable", b"x-goog-upload-header-content-type: text/plain")


@dataclass(frozen=True, kw_only=True)
class Raw:
    """A request before anything is done to it.

    Attributes:
        line: Method, target and version.
        headers: All but those that say how long the body is.
        body: May be empty.
        is_chunked: Whether the body is sent in chunks, instead of with its length.
    """

    line: bytes
    headers: Sequence[bytes] = ()
    body: bytes = b""
    is_chunked: bool = False

    def write(self) -> bytes:
        """Return it as it stands on the wire."""
        lines = [self.line, b"host: wasat.test", b"connection: close", KEY, *self.headers]
        if not self.is_chunked:
            lines.append(b"content-length: %d" % len(self.body))
            return b"\r\n".join(lines) + b"\r\n\r\n" + self.body
        chunk = b"%x\r\n%b\r\n" % (len(self.body), self.body) if self.body else b""
        lines.append(b"transfer-encoding: chunked")
        return b"\r\n".join(lines) + b"\r\n\r\n" + chunk + b"0\r\n\r\n"


def good_requests(upload: str, kept: bytes, file: str) -> Sequence[Raw]:
    """Return requests as clients send them, some of them to an upload that has bytes already.

    Args:
        upload: Its URL, without scheme and host.
        kept: What it has.
        file: The name of a file that may be downloaded, such as `files/abc`.
    """
    path, download = upload.encode(), f"/v1beta/{file}:download?alt=media".encode()
    return [
        Raw(line=b"GET /v1beta/files?pageSize=3&fields=files(name,uri) HTTP/1.1"),
        Raw(line=b"GET /v1beta/files/abc%2Fdef HTTP/1.1", headers=[b"accept-encoding: gzip"]),
        Raw(line=b"GET " + download + b" HTTP/1.1", headers=[b"range: bytes=0-9"]),
        Raw(line=b"DELETE /v1beta/files/abc HTTP/1.1", body=b"{}"),
        Raw(line=b"POST /v1beta/models/reader:countTokens HTTP/1.1", body=_JSON),
        Raw(line=b"POST /v1/models/reader:generateContent HTTP/1.1", body=_JSON, is_chunked=True),
        Raw(line=b"POST /v1/models/reader:streamGenerateContent?alt=sse HTTP/1.1", body=_JSON),
        Raw(line=b"POST /v1/models/reader:streamGenerateContent HTTP/1.0", body=_JSON),
        Raw(line=b"GET http://wasat.test:81/v1beta/models/reader HTTP/1.1"),
        Raw(line=b"POST /v1beta/files HTTP/1.1", body=b"{'file': {'display_name': 'D'}}"),
        Raw(
            line=b"POST /upload/v1beta/files HTTP/1.1",
            headers=[*_START, b"x-goog-upload-command: start, upload, finalize"],
            body=b"words",
        ),
        Raw(
            line=b"POST /upload/v1beta/files?uploadType=multipart HTTP/1.1",
            headers=[b'content-type: multipart/related; boundary="cut"'],
            body=_PARTS,
        ),
        Raw(
            line=b"PUT " + path + b" HTTP/1.1",
            headers=[b"content-range: bytes 0-%d/*" % (len(kept) - 1)],
            body=kept,
        ),
        *(
            Raw(
                line=b"POST " + path + b" HTTP/1.1",
                headers=[b"x-goog-upload-command: upload", b"x-goog-upload-offset: 0"],
                body=kept,
                is_chunked=is_chunked,
            )
            for is_chunked in (False, True)
        ),
        Raw(line=b"POST " + path + b" HTTP/1.1", headers=[b"x-goog-upload-command: query"]),
    ]


# fmt: off
ODD_VALUES = (
    b"", b"\0", b"\r", b"\n", b"\r\n", b"\r\n\r\n", b" ", b"\t", b":", b",", b";", b"=", b'"', b"'",
    b"%", b"%00", b"%ff", b"%2e%2e%2f", b"../", b"//", b"?", b"#", b"&", b"\xff\xfe", b"\xc3\xa4",
    b"-1", b"0", b"9" * 30, b"9" * 5_000, b"1e9", b"0x5", b"{", b"[" * 4_000, b"\\u0000",
    b"a" * 70_000, b"chunked", b"identity", b"gzip", b"*", b"start", b"upload, finalize",
    b"bytes=0-" + b"9" * 5_000, b"bytes 0-9/*", b"multipart/related; boundary*=idna''cut",
    b"connection: upgrade\r\nupgrade: h2c\r\n", b"expect: 100-continue\r\n", b"host: [::1\r\n",
    b"content-length: 3\r\n", b"transfer-encoding: chunked\r\n", b"content-encoding: gzip\r\n",
)
# fmt: on
ODD = st.sampled_from(ODD_VALUES)
_PLACE = st.integers(0, 1_000)


@st.composite
def spoilt(draw: st.DrawFn, requests: Sequence[Raw]) -> Sequence[bytes]:
    """Draw a request with a few faults, in the pieces in which it is sent."""
    data = draw(st.sampled_from(requests)).write()
    for fault in draw(st.lists(st.sampled_from(_FAULTS), min_size=1, max_size=3)):
        data = draw(fault(data))
    cut = draw(_PLACE) * len(data) // 1_000
    return [piece for piece in (data[:cut], data[cut:]) if piece]


def _insert(data: bytes) -> st.SearchStrategy[bytes]:
    return st.builds(lambda odd, at: _cut(data, at, at, odd), ODD, _PLACE)


def _replace(data: bytes) -> st.SearchStrategy[bytes]:
    return st.builds(lambda odd, at, end: _cut(data, at, end, odd), ODD, _PLACE, _PLACE)


def _delete(data: bytes) -> st.SearchStrategy[bytes]:
    return st.builds(lambda at, end: _cut(data, at, end, b""), _PLACE, _PLACE)


def _end_early(data: bytes) -> st.SearchStrategy[bytes]:
    return st.builds(lambda at: _cut(data, at, 1_000, b""), _PLACE)


def _insert_line(data: bytes) -> st.SearchStrategy[bytes]:
    """Put one line where another one begins."""
    lines = data.split(b"\r\n")
    odd = ODD | st.sampled_from(lines)
    return st.builds(lambda line, at: _join(lines, at, [line]), odd, _PLACE)


def _set_value(data: bytes) -> st.SearchStrategy[bytes]:
    """Put something behind the first `:` or `=` of a line, in the place of what is there."""
    lines = data.split(b"\r\n")

    def change(odd: bytes, at: int, mark: bytes) -> bytes:
        place = at * len(lines) // 1_001
        name, found, old = lines[place].partition(mark)
        new = name + found + (b" " if mark == b":" else b"") + odd if found else old or name
        return b"\r\n".join([*lines[:place], new, *lines[place + 1 :]])

    return st.builds(change, ODD, _PLACE, st.sampled_from([b":", b"="]))


def _cut(data: bytes, at: int, end: int, odd: bytes) -> bytes:
    """Put something in the place of what lies between two thousandths."""
    first, last = sorted((at * len(data) // 1_000, end * len(data) // 1_000))
    return data[:first] + odd + data[last:]


def _join(lines: Sequence[bytes], at: int, new: Sequence[bytes]) -> bytes:
    place = at * len(lines) // 1_000
    return b"\r\n".join([*lines[:place], *new, *lines[place:]])


_FAULTS = (_insert, _replace, _delete, _end_early, _insert_line, _set_value)

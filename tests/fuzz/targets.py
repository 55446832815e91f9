"""What is fuzzed: each target takes any bytes, refuses by a StatusError, or keeps its promises."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from functools import partial
from io import BytesIO

from starlette.requests import Request

from tests.hostile.inert import find_live
from wasat.api.body import refuse_packed
from wasat.api.http.command import parse_command
from wasat.api.http.fields import read_mask, write_json
from wasat.api.http.multipart import RelatedReader, parse_boundary
from wasat.api.http.ranges import UnsatisfiableRangeError, parse_content_range, parse_range
from wasat.api.http.urls import base_url
from wasat.api.reply import accepts_gzip
from wasat.documents.codec import decode_part, encode_part
from wasat.documents.document import Page
from wasat.documents.export.html import export_document
from wasat.documents.formats import sniff
from wasat.documents.formats.samples import SAMPLES
from wasat.documents.load import load_document
from wasat.status import StatusError
from wasat.wire.files import File, ListFilesResponse

Target = Callable[[bytes], None]

BOUNDARY = b"cut"
SIZE = 1_000
_COMMANDS = ("GET", "POST", "PUT")


def read_document(data: bytes, *, mime_type: str) -> None:
    """A document is refused or read; its pages survive storing, its transcription is inert."""
    with suppress(StatusError):
        document = load_document(BytesIO(data), mime_type, engines=())
        for number, page in enumerate(document.pages, 1):
            assert page.number == number
            stored = decode_part(encode_part(page))
            assert isinstance(stored, Page)
            assert stored == page
        html = "".join(export_document(document))
        assert find_live(html) == ["<meta>"]  # of our own making: the character set


def read_multipart(data: bytes) -> None:
    """However a body is cut into packets, it is understood or refused in the same way."""
    whole, cut = asyncio.run(_read_both(data))
    assert whole == cut


async def _read_both(data: bytes) -> tuple[object, object]:
    packets = [data[at : at + 1] for at in range(len(data))]
    return await _read_parts([data]), await _read_parts(packets)


async def _read_parts(packets: list[bytes]) -> object:
    async def stream() -> AsyncIterator[bytes]:
        for packet in packets:
            yield packet

    reader = RelatedReader(stream(), BOUNDARY)
    try:
        described = await reader.read_description()
        media_type = await reader.read_media_type()
        return described, media_type, b"".join([part async for part in reader.iter_media()])
    except StatusError as error:
        return error.code


def read_boundary(data: bytes) -> None:
    """A boundary has 1 to 70 bytes, or the header is refused."""
    with suppress(StatusError):
        assert 0 < len(parse_boundary(data.decode("latin-1"))) <= 70


def read_range(data: bytes) -> None:
    """A range lies within the bytes there are; what was sent is consistent in itself."""
    header = data.decode("latin-1")
    with suppress(UnsatisfiableRangeError):
        chosen = parse_range(header, SIZE)
        assert chosen is None or (len(chosen) > 0 and 0 <= chosen[0] <= chosen[-1] < SIZE)
    with suppress(StatusError):
        sent = parse_content_range(header)
        assert (sent.offset is None) == (sent.end is None)
        assert sent.offset is None or sent.end is None or sent.offset < sent.end
        assert sent.end is None or sent.total is None or sent.end <= sent.total


def read_command(data: bytes) -> None:
    """Headers are `name: value` lines, the first one the query; a command never has a gap."""
    first, *lines = data.decode("latin-1").split("\n")
    pairs = [line.partition(":") for line in lines]
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    query = dict(pair.partition("=")[::2] for pair in first.split("&"))
    for method in _COMMANDS:
        with suppress(StatusError):
            command = parse_command(method, query, headers)
            assert command.words or command.upload_id
            assert command.offset is None or command.offset >= 0


def read_headers(data: bytes) -> None:
    """Whatever headers say, an address of ours is one, and a mask lets through what there is."""
    lines = (line.partition(b":") for line in data.split(b"\n"))
    headers = [(name.strip().lower(), value.strip()) for name, _, value in lines]
    scope = {"type": "http", "scheme": "http", "server": ("::1", 80), "headers": headers}
    request = Request(scope | {"query_string": b"", "path": "/", "method": "GET"})
    assert _ADDRESS.fullmatch(base_url(request))
    assert isinstance(accepts_gzip(request), bool)
    with suppress(StatusError):
        refuse_packed(request)
    with suppress(StatusError):
        mask = read_mask(request, ListFilesResponse)
        assert {*json.loads(write_json(_LISTED, mask))} <= {*json.loads(_LISTED.to_json())}


_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~%:\[\]/-]+")
_LISTED = ListFilesResponse(files=(File(name="files/a"),), next_page_token="b")  # noqa: S106 - no secret
_READ = {
    "text": sniff.TEXT,
    "html": sniff.HTML,
    "markdown": sniff.MARKDOWN,
    "csv": sniff.CSV,
    "xml": sniff.XML,
    "rtf": sniff.RTF,
    "mail": sniff.MAIL,
    "code": sniff.CODE_TYPES[0],
}
TARGETS: Mapping[str, Target] = {
    **{name: partial(read_document, mime_type=kind) for name, kind in _READ.items()},
    "multipart": read_multipart,
    "boundary": read_boundary,
    "range": read_range,
    "command": read_command,
    "headers": read_headers,
}
_SEEDS = {
    "code": [b"body { color: red }", b"def f(x):\n    return 'x'  # y\n"],
    "multipart": [b"--cut\r\n\r\n{}\r\n--cut\r\ncontent-type: a/b\r\n\r\nbytes\r\n--cut--\r\n"],
    "boundary": [b'multipart/related; boundary="cut"', b"multipart/related; boundary*0=a"],
    "range": [b"bytes=0-9", b"bytes=-5", b"bytes 0-9/10", b"bytes */10", b"bytes */*"],
    "headers": [
        b"forwarded: for=1.2.3.4;proto=https;host=a.b\nx-goog-fieldmask: files(name,uri)",
        b"host: a:1\nx-forwarded-prefix: /b\naccept-encoding: gzip;q=0\ncontent-encoding: br",
    ],
    "command": [
        b"uploadType=resumable\nx-goog-upload-command: start\nx-goog-upload-protocol: resumable",
        b"upload_id=a\nx-goog-upload-command: upload, finalize\nx-goog-upload-offset: 0",
        b"upload_id=a&upload_protocol=resumable\ncontent-range: bytes 0-9/10",
    ],
}


def seeds(name: str) -> list[bytes]:
    """Return inputs to begin with."""
    if name in _SEEDS:
        return _SEEDS[name]
    return [data for mime_type, data in SAMPLES if mime_type == _READ[name]]

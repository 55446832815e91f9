"""What one request on an upload path asks, read from its method, query and headers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wasat.api.details import fault
from wasat.api.http.ranges import ContentRange, parse_content_range


class Protocol(StrEnum):
    """How the bytes travel. Source: media.upload of the v1beta discovery document."""

    RESUMABLE = "resumable"
    MULTIPART = "multipart"
    RAW = "raw"
    LEGACY = "legacy"


class Command(StrEnum):
    """The words of `X-Goog-Upload-Command`."""

    START = "start"
    UPLOAD = "upload"
    FINALIZE = "finalize"
    QUERY = "query"
    CANCEL = "cancel"


_START, _UPLOAD, _FINALIZE = Command.START, Command.UPLOAD, Command.FINALIZE
_TOGETHER = (
    frozenset({_START}),
    frozenset({_START, _UPLOAD}),
    frozenset({_START, _UPLOAD, _FINALIZE}),
    frozenset({_UPLOAD}),
    frozenset({_UPLOAD, _FINALIZE}),
    frozenset({_FINALIZE}),
    frozenset({Command.QUERY}),
    frozenset({Command.CANCEL}),
)
_AT_ONCE = frozenset({_START, _UPLOAD, _FINALIZE})
_ALONE = {
    Protocol.LEGACY: frozenset({_START}),
    Protocol.RAW: _AT_ONCE,
    Protocol.MULTIPART: _AT_ONCE,
}
_WORDS = {
    "resumable": Protocol.RESUMABLE,
    "multipart": Protocol.MULTIPART,
    "raw": Protocol.RAW,
    "media": Protocol.RAW,
}
_RESUMABLE_HEADERS = ("x-goog-upload-protocol", "x-goog-upload-command")
_QUERY_NAMES = ("upload_protocol", "uploadProtocol", "uploadType", "upload_type")
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadCommand:
    """One request of the upload protocol; every form of it comes down to this.

    Attributes:
        protocol: How the bytes travel, and thus how the reply looks.
        words: What to do, in the order of `Command`.
        upload_id: Of a session that was started before; empty if this request starts one.
        offset: Where the bytes of the body belong.
        length: Most bytes of the body, if this request says so; it may break off before.
        total: Size of the whole, if this request says so.
        mime_type: As declared for the file, lower case, without parameters; empty if not.
        size_bytes: As declared for the file; None if not.
        upload_name: Name of the file it comes from; empty if not told.
    """

    protocol: Protocol
    words: frozenset[Command]
    upload_id: str = ""
    offset: int = 0
    length: int | None = None
    total: int | None = None
    mime_type: str = ""
    size_bytes: int | None = None
    upload_name: str = ""


def parse_command(
    method: str, query: Mapping[str, str], headers: Mapping[str, str]
) -> UploadCommand:
    """Read what is asked.

    Args:
        method: POST, PUT, or DELETE, which gives an upload up.
        query: Parameters of the URL.
        headers: By lower-case name.

    Raises:
        InvalidArgumentError: No protocol is named, a command is unknown or stands beside one that
            it cannot go with, or a number is none.

    Source:
        gemini API reference, media.upload; the legacy form as google-api-python-client speaks it.
    """
    words = _parse_words(headers.get("x-goog-upload-command", ""))
    upload_id = query.get("upload_id", "")
    if not upload_id:
        if method == "DELETE":
            raise fault("upload_id", "An upload is given up at its own URL.")
        return _parse_first(_find_protocol(query, headers), words, headers)
    if method == "DELETE":
        words = frozenset({Command.CANCEL})
    if words:
        return _parse_further(upload_id, words, headers)
    if method == "PUT" or "content-range" in headers:
        return _parse_legacy(upload_id, headers)
    raise fault("x-goog-upload-command", "X-Goog-Upload-Command is expected on an upload URL.")


def parse_mime_type(header: str) -> str:
    """Return a media type in lower case and without parameters.

    What curl says of any bytes that it is given, that they are a form, counts as nothing said.
    """
    mime_type = header.partition(";")[0].strip().lower()
    return "" if mime_type == _FORM else mime_type


def _parse_words(header: str) -> frozenset[Command]:
    try:
        words = frozenset(Command(word.strip().lower()) for word in header.split(",") if word)
    except ValueError as error:
        raise fault(
            "x-goog-upload-command",
            "X-Goog-Upload-Command is made of start, upload, finalize, query and cancel,"
            f" not {header[:60]!r}.",
        ) from error
    if words and words not in _TOGETHER:
        raise fault(
            "x-goog-upload-command", f"These upload commands do not go together: {header[:60]!r}."
        )
    return words


def _find_protocol(query: Mapping[str, str], headers: Mapping[str, str]) -> Protocol:
    named = (headers.get("x-goog-upload-protocol", ""), *(query.get(n, "") for n in _QUERY_NAMES))
    word = next((name.strip().lower() for name in named if name), "")
    if not word and "x-goog-upload-command" in headers:
        return Protocol.RESUMABLE
    if not word and headers.get("content-type", "").lower().startswith("multipart/"):
        return Protocol.MULTIPART
    if word not in _WORDS:
        raise fault(
            "x-goog-upload-protocol",
            "An upload names its protocol, resumable, multipart or raw, in X-Goog-Upload-Protocol"
            f" or uploadType, not {word[:60]!r}.",
        )
    if word == "resumable" and not any(name in headers for name in _RESUMABLE_HEADERS):
        return Protocol.LEGACY
    return _WORDS[word]


def _parse_first(
    protocol: Protocol, words: frozenset[Command], headers: Mapping[str, str]
) -> UploadCommand:
    type_header, size_header = {
        Protocol.RESUMABLE: (
            "x-goog-upload-header-content-type",
            "x-goog-upload-header-content-length",
        ),
        Protocol.LEGACY: ("x-upload-content-type", "x-upload-content-length"),
        Protocol.RAW: ("content-type", "content-length"),
        Protocol.MULTIPART: ("", ""),
    }[protocol]
    if protocol is Protocol.RESUMABLE and Command.START not in words:
        raise fault(
            "x-goog-upload-command",
            "An upload begins with the command start, or goes on at the URL that start returned.",
        )
    return UploadCommand(
        protocol=protocol,
        words=words if protocol is Protocol.RESUMABLE else _ALONE[protocol],
        mime_type=parse_mime_type(headers.get(type_header, "")),
        size_bytes=_parse_size(size_header, headers),
        upload_name=_parse_name(headers.get("x-goog-upload-file-name", "")),
    )


def _parse_further(
    upload_id: str, words: frozenset[Command], headers: Mapping[str, str]
) -> UploadCommand:
    if Command.START in words:
        raise fault(
            "x-goog-upload-command", "An upload URL belongs to an upload that was started already."
        )
    return UploadCommand(
        protocol=Protocol.RESUMABLE,
        words=words,
        upload_id=upload_id,
        offset=_parse_size("x-goog-upload-offset", headers) or 0,
    )


def _parse_legacy(upload_id: str, headers: Mapping[str, str]) -> UploadCommand:
    """A request without Content-Range brings the whole file."""
    header = headers.get("content-range")
    content = ContentRange(offset=0) if header is None else parse_content_range(header)
    is_last = header is None or (content.total is not None and content.end == content.total)
    words = {Command.QUERY} if content.offset is None else {Command.UPLOAD}
    if is_last:
        words.add(Command.FINALIZE)
    return UploadCommand(
        protocol=Protocol.LEGACY,
        words=frozenset(words),
        upload_id=upload_id,
        offset=content.offset or 0,
        length=content.length,
        total=content.total,
    )


def _parse_size(name: str, headers: Mapping[str, str]) -> int | None:
    text = headers.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise fault(name, f"{name} is a number of bytes, not {text[:60]!r}.")
    return int(text)


def _parse_name(header: str) -> str:
    """Read a name in UTF-8, or else in Latin-1, which is how headers come in."""
    raw = header.encode("latin-1", "replace")
    try:
        name = raw.decode()
    except UnicodeDecodeError:
        name = raw.decode("latin-1")
    return "".join(letter for letter in name if letter.isprintable())[:512]

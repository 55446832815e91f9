"""Which format a document is in: the type that was declared, and what its first bytes say."""

import re

from wasat.status import UnreadableDocumentError

PDF = "application/pdf"
TEXT = "text/plain"
HTML = "text/html"
MARKDOWN = "text/markdown"
CSV = "text/csv"
XML = "text/xml"
RTF = "text/rtf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
EPUB = "application/epub+zip"
MAIL = "message/rfc822"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
PACKED_TYPES = (DOCX, XLSX, PPTX, ODT, EPUB)
ANY = "application/octet-stream"
CODE_TYPES = ("text/css", "text/javascript", "text/x-python", "application/json", "text/x-code")
IMAGE_TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff")
READ_TYPES = frozenset(
    (
        *(PDF, TEXT, HTML, MARKDOWN, CSV, XML, RTF, MAIL),
        *(*PACKED_TYPES, *CODE_TYPES, *IMAGE_TYPES),
    )
)
HEAD_BYTES = 4_096

_ALIASES = {  # as the official SDKs and other clients are seen to send
    "": ANY,
    "application/csv": CSV,
    "application/ecmascript": "text/javascript",
    "application/javascript": "text/javascript",
    "application/jsonl": "application/json",
    "application/rtf": RTF,
    "application/sql": "text/x-code",
    "application/toml": "text/x-code",
    "application/x-javascript": "text/javascript",
    "application/x-ndjson": "application/json",
    "application/x-pdf": PDF,
    "application/x-python": "text/x-python",
    "application/x-python-code": "text/x-python",
    "application/x-rtf": RTF,
    "application/x-sh": "text/x-code",
    "application/vnd.ms-excel.sheet.macroenabled.12": XLSX,
    "application/vnd.ms-powerpoint.presentation.macroenabled.12": PPTX,
    "application/vnd.ms-powerpoint.slideshow.macroenabled.12": PPTX,
    "application/vnd.ms-word.document.macroenabled.12": DOCX,
    "application/vnd.oasis.opendocument.text-template": ODT,
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow": PPTX,
    "application/vnd.openxmlformats-officedocument.presentationml.template": PPTX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template": XLSX,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template": DOCX,
    "application/x-yaml": "text/x-code",
    "application/xhtml+xml": HTML,
    "application/xml": XML,
    "application/yaml": "text/x-code",
    "image/jpg": "image/jpeg",
    "image/x-ms-bmp": "image/bmp",
    "jsonl": "application/json",
    "text/comma-separated-values": CSV,
    "text/ecmascript": "text/javascript",
    "text/md": MARKDOWN,
    "text/tab-separated-values": CSV,
    "text/x-markdown": MARKDOWN,
    "text/x-python-script": "text/x-python",
    "text/yaml": "text/x-code",
}
_STARTS = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"PK\x03\x04", ZIP),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\x7fELF", "application/x-executable"),
    (b"{\\rtf", RTF),
)
_HTML = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*+)?+(?:<!--(?:(?!-->).)*+-->\s*+)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_READ_BY_CONTENT = (TEXT, HTML, XML, RTF)  # the rest of the texts have no start of their own


def normalize_type(mime_type: str) -> str:
    """Return the one name under which a type is read: lower case, no parameters, no alias."""
    bare = mime_type.partition(";")[0].strip().lower()
    name = _ALIASES.get(bare, bare)
    if name.endswith("+xml"):
        return XML
    if name.endswith("+json"):
        return "application/json"
    known = (TEXT, HTML, MARKDOWN, CSV, XML, RTF, *CODE_TYPES)
    if name.startswith("text/") and name not in known:
        return "text/x-code" if name.startswith("text/x-") else TEXT
    return name


def is_readable(mime_type: str) -> bool:
    """Whether documents declared so are read at all; what they hold may still say no."""
    name = normalize_type(mime_type)
    return name in READ_TYPES or name == ANY


def find_content_type(head: bytes) -> str:
    """Return the type that the first bytes give away, or nothing.

    Args:
        head: At least HEAD_BYTES of the document, if it has as many.
    """
    for start, mime_type in _STARTS:
        if head.startswith(start):
            return mime_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return "image/bmp"
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(bare):
        return HTML
    return XML if bare.startswith(b"<?xml") else ""


def choose_type(declared: str, head: bytes) -> str:
    """Return the type to read a document by.

    The declared type decides. Content decides only among texts, among pictures, and where nothing
    was declared.

    Args:
        declared: As `normalize_type` returned it.
        head: As for `find_content_type`.

    Raises:
        UnreadableDocumentError: Content and declared type exclude one another; names both.
    """
    if declared == PDF and b"%PDF-" in head[:1024]:  # Source: ISO 32000-1, annex H 3.4.1
        return PDF
    found = find_content_type(head)
    if declared == ANY:
        return found or TEXT
    if found and found != declared and _is_contradiction(declared, found):
        raise _contradiction(declared, found)
    if declared == RTF and found != RTF:
        return found or TEXT
    is_open = declared in _READ_BY_CONTENT or _is_picture(declared)
    if found and is_open and (declared, found) != (HTML, XML):
        return found
    return declared


def choose_packed(declared: str, found: str) -> str:
    """Return the type to read an archive by, given what it holds.

    Args:
        declared: As `normalize_type` returned it; an office format or nothing.
        found: The office format that it is; empty if it cannot be opened.

    Raises:
        UnreadableDocumentError: It was declared as another one.
    """
    if declared == ANY:
        return found or ZIP
    if found and found != declared:
        raise _contradiction(declared, found)
    return declared


def _is_contradiction(declared: str, found: str) -> bool:
    kinds = (_is_text, _is_picture)
    return not any(is_one(declared) and is_one(found) for is_one in kinds)


def _contradiction(declared: str, found: str) -> UnreadableDocumentError:
    """Return the refusal, which begins as the service refuses what is no such thing."""
    begin = "The document was"
    if declared == PDF:
        begin = "The document has no pages. It was"
    elif _is_picture(declared):
        begin = "Unable to process input image. It was"
    return UnreadableDocumentError(f"{begin} declared as {declared}, but its content is {found}.")


def _is_picture(mime_type: str) -> bool:
    return mime_type.startswith("image/")


def _is_text(mime_type: str) -> bool:
    return mime_type.startswith("text/") or mime_type in CODE_TYPES

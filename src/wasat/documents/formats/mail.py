"""Mails (EML): who wrote what to whom, the text, and the names of what is attached."""

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from typing import BinaryIO

from wasat.documents.document import Block, BlockKind, Page, Summary
from wasat.documents.formats.flow.runs import Made, paginate
from wasat.documents.formats.flow.words import running
from wasat.documents.formats.html.read import iter_html
from wasat.documents.formats.sniff import MAIL
from wasat.documents.formats.source import decode, read_bytes
from wasat.documents.formats.text import iter_paragraphs
from wasat.documents.limits import Limits
from wasat.status import UnreadableDocumentError

_FIELDS = ("From", "To", "Cc", "Bcc", "Reply-To", "Date")
_MOST_PARTS = 1_000
_NAME_CHARACTERS = 200
_FIELD_CHARACTERS = 10_000  # decoding takes time by the square of them
_MOST_FIELDS = 100  # of one name; a mail has one


def read_mail(file: BinaryIO, limits: Limits) -> Iterator[Page | Summary]:
    """Read a mail; attachments are named and not opened, whatever they are.

    Raises:
        UnreadableDocumentError: It is empty, too large, or has neither sender, date nor subject.
    """
    data = read_bytes(file, limits, limits.archive_bytes)
    try:
        message = message_from_bytes(data)
        parts = list(_iter_parts(message))
    except (RecursionError, MessageError, ValueError, LookupError) as error:
        raise UnreadableDocumentError("The document is damaged: it is no mail.") from error
    if not any(message[name] for name in ("From", "Date", "Subject", "Received", "To")):
        raise UnreadableDocumentError("The document is no mail: it has no sender and no date.")
    names = tuple(_name(part) for part in parts if _is_attached(part))
    made = Made(
        mime_type=MAIL,
        title=_header(message, "Subject"),
        author=_header(message, "From"),
        attachments=names,
        is_packed=True,
    )
    return paginate(_iter_blocks(message, parts, names, limits), made, limits)


def _iter_parts(message: Message) -> Iterator[Message]:
    """Yield the leaves of a mail, those of a mail inside it left out."""
    waiting: list[Message] = [message]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            inner = [one for one in payload if isinstance(one, Message)]
            is_choice = part.get_content_subtype() == "alternative"
            waiting[:0] = _choose(inner) if is_choice else inner
        else:
            yield part


def _choose(parts: list[Message]) -> list[Message]:
    """Return the richest of alternatives that we read, the last one. Source: RFC 2046, 5.1.4."""
    readable = [p for p in parts if p.get_content_type() in ("text/plain", "text/html")
                or p.get_content_maintype() == "multipart"]  # fmt: skip
    return readable[-1:] or parts[-1:]


def _is_attached(part: Message) -> bool:
    is_text = part.get_content_type() in ("text/plain", "text/html")
    return not is_text or part.get_content_disposition() == "attachment"


def _iter_blocks(
    message: Message, parts: list[Message], names: tuple[str, ...], limits: Limits
) -> Iterator[Block]:
    subject = running(_header(message, "Subject"))
    if subject:
        yield Block(kind=BlockKind.HEADING, lines=subject, level=1, place="subject")
    for name in _FIELDS:
        yield from _make_field(name, _header(message, name))
    yield from _make_field("Attachments", ", ".join(names))
    for part in parts:
        if not _is_attached(part):
            yield from _read_text(part, limits)


def _make_field(name: str, text: str) -> Iterator[Block]:
    lines = running(text)
    if lines:
        yield Block(kind=BlockKind.FIELD, lines=lines, marker=name, place=name.lower())


def _read_text(part: Message, limits: Limits) -> Iterator[Block]:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return
    label = str(part.get_content_charset("") or "")
    if part.get_content_type() == "text/html":
        yield from iter_html(payload, limits.depth, "body", label)
    else:
        yield from iter_paragraphs(decode(payload, label))


def _header(message: Message, name: str) -> str:
    """Return all fields of a name, decoded; what cannot be decoded stays as it is."""
    text = ", ".join(
        _decode(str(field)[:_FIELD_CHARACTERS])
        for field in message.get_all(name, [])[:_MOST_FIELDS]
    )
    return text[:_FIELD_CHARACTERS]


def _decode(text: str) -> str:
    try:
        decoded = str(make_header(decode_header(text)))
    except (MessageError, LookupError, ValueError):
        decoded = text
    return " ".join(decoded.encode("utf_8", "replace").decode().split())


def _name(part: Message) -> str:
    """Return the name of an attachment without folders, or its type if it has none."""
    try:
        name = part.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        name = ""
    bare = _decode(name).replace("\\", "/").rpartition("/")[2]
    return bare[:_NAME_CHARACTERS] or part.get_content_type()

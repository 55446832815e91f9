"""Fields of a form: what stands in them when the page is opened."""

from selectolax.lexbor import LexborNode

from wasat.documents.document import Block, BlockKind, Origin
from wasat.documents.formats.flow.words import running

_SILENT = frozenset(("hidden", "password", "submit", "button", "image", "reset", "file"))
_SWITCHES = frozenset(("checkbox", "radio"))
_NAMES = ("aria-label", "title", "placeholder", "name", "id")
_NAME_CHARACTERS = 200


def find_field(node: LexborNode) -> Block | None:
    """Return a field with its value; nothing for buttons, secrets and what is not shown."""
    attributes = node.attributes
    kind = (attributes.get("type") or "text").strip().lower()
    if kind in _SILENT:
        return None
    names = (" ".join((attributes.get(name) or "").split()) for name in _NAMES)
    marker = next((name for name in names if name), "")[:_NAME_CHARACTERS]
    value = attributes.get("value") or ""
    if kind in _SWITCHES:
        sign = "☑" if "checked" in attributes else "☐"
        value = f"{sign} {value}" if value and value != "on" else sign
    return Block(kind=BlockKind.FIELD, lines=running(value), marker=marker, origin=Origin.FORM)

"""JSON in the order of its schema, whatever order a model without a grammar wrote it in."""

from collections.abc import Mapping

import msgspec

from wasat.chat.words.reduce import find_word
from wasat.generation.prompt import JsonValue

Schema = Mapping[str, JsonValue]

_read_members = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_read_items = msgspec.json.Decoder(list[msgspec.Raw]).decode


def put_in_order(text: str, schema: Schema) -> str:
    """Return a JSON text with the members of every object as its schema names them.

    Members that the schema does not name come last, as they came. Values stay as they are
    written; a text that is in order, or holds what is no JSON, such as NaN, stays whole.

    Args:
        text: An answer that fits the schema.
        schema: Its keys of `properties` stand in the order of the answer.
    """
    try:
        return _order(text.encode(), schema, schema).decode()
    except msgspec.MsgspecError:
        return text


def _order(written: bytes, schema: JsonValue | Schema, root: Schema) -> bytes:
    if not isinstance(schema, Mapping):
        return written
    if written.startswith(b"["):
        before = [bytes(each) for each in _read_items(written)]
        items = [_order(each, find_word(schema, "items", root), root) for each in before]
        return written if items == before else b"[" + b",".join(items) + b"]"
    if not written.startswith(b"{"):
        return written
    members = {name: bytes(each) for name, each in _read_members(written).items()}
    known = find_word(schema, "properties", root)
    properties = known if isinstance(known, dict) else {}
    names = [name for name in properties if name in members]
    names += [name for name in members if name not in properties]
    ordered = {name: _order(members[name], properties.get(name), root) for name in names}
    if list(ordered.items()) == list(members.items()):
        return written
    pairs = (msgspec.json.encode(name) + b":" + value for name, value in ordered.items())
    return b"{" + b",".join(pairs) + b"}"

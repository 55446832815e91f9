"""Paths inside a JSON Schema. Source: RFC 6901, section 6."""

import re
from urllib.parse import quote, unquote

from wasat.generation.prompt import JsonValue

_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")
_KEPT = "$&'()*+,;=:@!~"  # signs that a fragment may hold as they are


def is_pointer(reference: str) -> bool:
    """Return whether a reference is a path inside the schema it stands in."""
    return reference in {"", "#"} or reference.startswith("#/")


def follow(root: JsonValue, reference: str) -> JsonValue | None:
    """Return what a path leads to; None if to nothing."""
    here = root
    for step in unquote(reference).split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(here, list):
            is_there = _INDEX.fullmatch(key) is not None and int(key) < len(here)
            here = here[int(key)] if is_there else None
        else:
            here = here.get(key) if isinstance(here, dict) else None
    return here


def step(path: str, key: str | int) -> str:
    """Return the path of a member."""
    return f"{path}/{quote(str(key).replace('~', '~0').replace('/', '~1'), safe=_KEPT)}"

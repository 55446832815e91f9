"""Compares what a client saw with what it must see."""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tests.api import details

_MISSING = object()
Json = Any  # whatever a client made of JSON: what it is, is what is judged here
Seen = Mapping[str, Json]


def judge(seen: Seen, expect: Mapping[str, Json]) -> list[str]:
    """Return a sentence for everything that is not as it must be.

    An expectation is a path and a value, or a path and an object of checks by their names. A step
    of which nobody expects an error must not have one, and a caller's error has typed details
    wherever the client shows any.
    """
    expected_errors = {path.split(".")[0] for path in expect if ".error" in path}
    faults = [
        f"{step}: expected no error, got {value['error']}"
        for step, value in seen.items()
        if is_error(value) and step not in expected_errors
    ]
    for step, value in seen.items():
        if is_error(value) and "details" in value["error"] and _is_callers(value["error"]):
            faults += [f"{step}: {fault}" for fault in details.find_faults(value["error"])]
    for path, wanted in expect.items():
        checks = wanted if isinstance(wanted, Mapping) else {"is": wanted}
        found = find(seen, path)
        faults += [
            f"{path}: expected {name} {value!r}, got {_shown(found)}"
            for name, value in checks.items()
            if not _holds(name, found, value, seen)
        ]
    return faults


def is_error(result: Json) -> bool:
    """Tell whether a step failed; a file that FAILED has an error among other things."""
    return isinstance(result, Mapping) and set(result) == {"error"}


def _is_callers(error: Mapping[str, Json]) -> bool:
    return 400 <= int(error.get("code") or 0) < 500


def _holds(name: str, found: Json, value: Json, seen: Seen) -> bool:
    if name == "absent":
        return (found is _MISSING) == value
    return found is not _MISSING and CHECKS[name](found, value, seen)


def find(seen: Json, path: str) -> Json:
    """Follow names and indices (`answer.response.candidates.0`, the last is -1)."""
    for name in path.split("."):
        try:
            seen = seen[int(name)] if isinstance(seen, list) else seen[name]
        except (KeyError, IndexError, TypeError, ValueError):
            return _MISSING
    return seen


def _shown(found: Json) -> str:
    return "nothing" if found is _MISSING else repr(found)[:600]


def _is(found: Json, value: Json, _: Seen) -> bool:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(found) == str(value)  # 64 bits travel as text, and clients keep either
    return bool(found == value)


def _parsed(found: str) -> Json:
    try:
        return json.loads(found)
    except ValueError:
        return _MISSING


def _sha256_hash(found: str, data: bytes) -> bool:
    """Base64 of the hexadecimal text, which is what the service sends."""
    return base64.b64decode(found).decode() == hashlib.sha256(data).hexdigest()


def _after(found: str, value: tuple[str, float], seen: Seen) -> bool:
    earlier = datetime.fromisoformat(find(seen, value[0]))
    return abs((datetime.fromisoformat(found) - earlier).total_seconds() - value[1]) < 1


CHECKS: Mapping[str, Callable[[Json, Json, Seen], bool]] = {
    "is": _is,
    "in": lambda found, value, _: found in value,
    "same": lambda found, value, seen: bool(str(found) == str(find(seen, value))),
    "not same": lambda found, value, seen: bool(found != find(seen, value)),
    "matches": lambda found, value, _: bool(re.search(value, str(found))),
    "lacks": lambda found, value, _: not re.search(value, str(found)),
    "starts": lambda found, value, _: str(found).startswith(value),
    "contains": lambda found, value, _: value in found,
    "length": lambda found, value, _: len(found) == value,
    "at least": lambda found, value, _: float(found) >= value,
    "at most": lambda found, value, _: float(found) <= value,
    "longer than": lambda found, value, _: len(found) > value,
    "sum": lambda found, value, seen: int(found) == sum(int(find(seen, path)) for path in value),
    "json": lambda found, value, _: not judge({"it": _parsed(found)}, _below("it", value)),
    "keys": lambda found, value, _: list(_parsed(found)) == value,
    "sha256 of": lambda found, value, seen: _sha256_hash(found, seen["documents"][value]),
    "size of": lambda found, value, seen: int(found) == len(seen["documents"][value]),
    "has": lambda found, value, _: any(value.items() <= item.items() for item in found),
    "more than": lambda found, value, seen: int(found) > int(find(seen, value)),
    "after": _after,
}


def _below(name: str, expect: Mapping[str, Json]) -> Mapping[str, Json]:
    return {f"{name}.{path}" if path else name: value for path, value in expect.items()}

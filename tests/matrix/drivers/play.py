"""What drivers in Python have in common: cases in, one JSON line a case out.

A driver is started once, as `driver CASES DOCUMENTS URL NAME`, where CASES is a JSON file of cases,
DOCUMENTS a folder, URL the server's and NAME the driver's. A case has a `key`. For each it prints
`{"case": id, "saw": {step: result}}`, and `"broken": reason` where it could not go on.

A step says what to `do`, and may say `as` what name its result is seen. Strings in it may hold
`${step.path}`, a value seen before, or `${base64:name}` or `${base64url:name}`, a document. Its
result is the client's own object with the names of the wire, or
`{"error": {code, status, message, details}}`.
"""

import base64
import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Json = Any  # what a client made of JSON, or its own object
_REFERENCE = re.compile(r"\$\{([^}]+)\}")
Perform = Callable[[Mapping[str, Json]], Json]


def main(make: Callable[[Mapping[str, Json], str, Path], Perform]) -> None:
    """Play every case, each with what `make(case, url, documents)` returns for it."""
    cases, documents, url = sys.argv[1:4]
    for case in json.loads(Path(cases).read_text()):
        line = play(case, lambda case=case: make(case, url, Path(documents)))
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


def play(case: Mapping[str, Json], start: Callable[[], Perform]) -> Mapping[str, Json]:
    """Take the steps of one case and return what was seen."""
    saw: dict[str, Json] = {}
    line: dict[str, Json] = {"case": case["id"], "saw": saw}
    documents = Path(sys.argv[2])
    try:
        perform = start()
        for step in case["steps"]:
            saw[step.get("as", step["do"])] = perform(resolve(step, saw, documents))
    except Exception as error:  # noqa: BLE001 - whatever a client does is what is to be told
        line["broken"] = f"{type(error).__name__}: {error}"
    return line


def resolve(value: Json, saw: Mapping[str, Json], documents: Path) -> Json:
    """Put what was seen before in the place of its name, at every depth."""
    if isinstance(value, str):
        return _REFERENCE.sub(lambda match: _referred(match[1], saw, documents), value)
    if isinstance(value, list):
        return [resolve(item, saw, documents) for item in value]
    if isinstance(value, dict):
        return {key: resolve(item, saw, documents) for key, item in value.items()}
    return value


def _referred(reference: str, saw: Json, documents: Path) -> str:
    kind, colon, name = reference.partition(":")
    if colon:
        data = (documents / name).read_bytes()
        if kind == "base64url":
            return base64.urlsafe_b64encode(data).decode().rstrip("=")
        return base64.b64encode(data).decode()
    for part in reference.split("."):
        saw = saw[int(part)] if isinstance(saw, list) else saw[part]
    return str(saw)

"""How much of ten papers is read right, and how much wrong: neither may get worse."""

import io
import json
import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from tests.evidence.papers import ask_for, draw, iter_papers
from tests.unit.reader.asking import ask, join
from wasat.documents.load import load_document
from wasat.reader import extract

LEAST_RIGHT = 0.88  # of the leaves that the papers state; measured .888
MOST_WRONG = 0.035  # values that are not there, or others than are there; measured .030


def pair(truth: Any, got: Any) -> Iterator[tuple[object, object]]:  # noqa: ANN401 - JSON
    """Put each true leaf beside the one that was read; rows in order."""
    if isinstance(truth, Mapping) or isinstance(got, Mapping):
        true, read = truth or {}, got or {}
        for name in {**true, **read}:
            yield from pair(true.get(name), read.get(name))
    elif isinstance(truth, list) or isinstance(got, list):
        for one, other in zip_longest(truth or [], got or []):
            yield from pair(one, other)
    else:
        yield bare(truth), bare(got)


def bare(value: object) -> object:
    """Leave out signs and spaces; a value that was not found is None, as is nothing."""
    if isinstance(value, str):
        return re.sub(r"[\W_]", "", value.casefold()) or None
    return value or None


def test_papers_are_read_as_well_as_they_were() -> None:
    pairs: list[tuple[object, object]] = []
    for _, paper in iter_papers():
        document = load_document(io.BytesIO(draw(paper)), "application/pdf")
        chunks = ask(extract.answer, "Extract", document, schema=ask_for(paper["fields"]))
        pairs += pair(paper["truth"], json.loads(join(chunks)))

    stated = [(true, got) for true, got in pairs if true is not None]
    right = sum(true == got for true, got in stated) / len(stated)
    wrong = sum(got is not None and true != got for true, got in pairs) / len(stated)

    assert right >= LEAST_RIGHT, f"{right:.3f} of {len(stated)} leaves are right"
    assert wrong <= MOST_WRONG, f"{wrong:.3f} are wrong"

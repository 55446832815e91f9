"""JSON of a model, held back until it is whole and right, then told leaf by leaf."""

import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from wasat.evidence.align.aligner import Aligner
from wasat.generation.chunk import Chance, Chunk

_STRING = r'"(?:[^"\\]|\\.)*"'
_WORD = re.compile(rf"\s*({_STRING}|-?\d[\d.eE+\-]*|true|false|null|[{{}}\[\],:])", re.DOTALL)
_FENCE = re.compile(r"^\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value of a JSON text, and where its text stands.

    Attributes:
        start: First character, of a string the one after its quotation mark.
        end: Character after the last, in the same way.
        value: What it says: a text, or a number as written.
        label: The keys that lead to it, as words.
    """

    start: int
    end: int
    value: str
    label: str


def unwrap(text: str) -> str:
    """Take JSON out of the fence that models without a grammar put around it."""
    match = _FENCE.match(text)
    return match[1] if match else text.strip()


def write_leaves(text: str, aligner: Aligner | None) -> Iterator[Chunk]:
    """Yield a JSON text, each leaf a chunk of its own with where it was found.

    Whether something is true, or nothing, stands nowhere: such leaves are not claims. Synchronous,
    about a millisecond a leaf.
    """
    at = 0
    for leaf in find_leaves(text) if aligner else ():
        citations = aligner.cite_value(leaf.value, leaf.label) if aligner else ()
        yield Chunk(text=text[at : leaf.start])
        yield Chunk(text=text[leaf.start : leaf.end], citations=citations, is_claim=True)
        at = leaf.end
    yield Chunk(text=text[at:])


def share_out(chances: Sequence[Chance], chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """Yield chunks, each with the chances of its tokens; what is left goes with the last."""
    left = deque(chances)
    length = 0
    for number, chunk in enumerate(chunks, 1):
        own: list[Chance] = []
        length += len(chunk.text)
        while left and (length > 0 or number == len(chunks)):
            own.append(left.popleft())
            length -= len(own[-1].text)
        yield replace(chunk, chances=tuple(own)) if own else chunk


def find_leaves(text: str) -> Iterator[Leaf]:
    """Yield the strings and numbers of a JSON text in order; it is JSON."""
    path: list[str] = []
    key = ""
    words = list(_WORD.finditer(text))
    for index, match in enumerate(words):
        word = match[1]
        is_key = index + 1 < len(words) and words[index + 1][1] == ":"
        if word in "{[":
            path.append(key)
            key = ""
        elif word in "}]":
            path.pop()
        elif is_key:
            key = json.loads(word)
        elif word.startswith('"') and len(word) > 2:
            label = _label([*path, key])
            yield Leaf(match.start(1) + 1, match.end(1) - 1, json.loads(word), label)
        elif word[0] in "-0123456789":
            yield Leaf(match.start(1), match.end(1), word, _label([*path, key]))


def _label(keys: list[str]) -> str:
    """Write keys as words: `totalAmount` and `total_amount` are total amount."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", " ".join(keys))
    return re.sub(r"[_\W]+", " ", words).strip()

"""What each property of a schema's rows means in a comparison: whose value, or which way."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from wasat.evidence.phrases import all_phrases
from wasat.reader.comparison.names import find_tokens, split_text
from wasat.reader.comparison.words import means_better, means_document, read_ordinal
from wasat.reader.extraction.families import spell, types_of
from wasat.reader.extraction.node import Node

_DIGITS = re.compile(r"(?<=[a-z])(?=\d)")


class Meaning(StrEnum):
    """What stands in a column."""

    NAME = "name"
    VALUE = "value"
    DIFFERENCE = "difference"
    BETTER = "better"
    DOCUMENT = "document"
    LIST = "list"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Column:
    """One property of a row.

    Attributes:
        key: Its name.
        node: What may stand there.
        meaning: What is to stand there.
        document: Whose value it is, from 0; None where the row says it.
    """

    key: str
    node: Node
    meaning: Meaning
    document: int | None = None


def read_columns(properties: Mapping[str, Node], titles: Sequence[str]) -> list[Column]:
    """Tell what the properties of a row mean, in their order.

    Properties that name no document are theirs in order where there are just enough of them; the
    first other text is the name of what is compared.
    """
    columns = [_read(key, node, titles) for key, node in properties.items()]
    left = [n for n in range(len(titles)) if n not in {c.document for c in columns}]
    free = [at for at, column in enumerate(columns) if column.meaning is Meaning.NOTHING]
    name = next((at for at in free if _may_be(columns[at].node, "string")), None)
    if name is not None:
        columns[name] = _with(columns[name], Meaning.NAME)
        free.remove(name)
    if len(free) == len(left):
        for at, number in zip(free, left, strict=True):
            columns[at] = _with(columns[at], Meaning.VALUE, number)
    elif free and any(column.meaning is Meaning.DOCUMENT for column in columns):
        columns[free[0]] = _with(columns[free[0]], Meaning.VALUE)
    return columns


def _read(key: str, node: Node, titles: Sequence[str]) -> Column:
    words = _DIGITS.sub(" ", spell(key))
    meaning, document = Meaning.NOTHING, None
    if not node.is_leaf:
        meaning = Meaning.LIST if node.is_array else Meaning.NOTHING
    elif any(phrases.tasks["difference"].search(words) for phrases in all_phrases().values()):
        meaning = Meaning.DIFFERENCE
    elif means_better(words):
        meaning = Meaning.BETTER
    elif (document := _find_document(words, titles)) is not None:
        meaning = Meaning.VALUE
    elif means_document(words) and _may_be(node, "string"):
        meaning = Meaning.DOCUMENT
    return Column(key, node, meaning, document)


def _find_document(words: str, titles: Sequence[str]) -> int | None:
    """Return which document a property is about: by its title, or by its number."""
    tokens = split_text(words)
    for number, title in enumerate(titles):
        if find_tokens(split_text(title.rpartition(".")[0] or title), tokens) >= 0:
            return number
    ordinal = read_ordinal(words)
    return ordinal if ordinal is not None and ordinal < len(titles) else None


def _may_be(node: Node, kind: str) -> bool:
    types = types_of(node.choice)
    return not types or kind in types


def _with(column: Column, meaning: Meaning, document: int | None = None) -> Column:
    return Column(column.key, column.node, meaning, document)

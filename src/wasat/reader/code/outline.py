"""The functions, methods and classes that a file of code defines, and the lines of each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wasat.documents.document import BlockKind, Page
from wasat.evidence.quote import Located
from wasat.reader.code.words import Kind, definitions

_LINE = re.compile(r"^(?P<indent>[ \t]*)(?P<text>\S.*?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLine:
    """One line of code.

    Attributes:
        page: Number of its page.
        located: Where its words stand.
        indent: Characters before it.
        text: Without them.
    """

    page: int
    located: Located
    indent: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """Something that a file defines.

    Attributes:
        kind: What it is; a function within a class is a method.
        name: Its own.
        head: The line that defines it.
        body: Lines after it, up to the next definition that is no deeper.
    """

    kind: Kind
    name: str
    head: CodeLine
    body: Sequence[CodeLine]


def read_lines(pages: Iterable[Page]) -> list[CodeLine]:
    """Return the lines of code of pages, empty ones left out."""
    return [
        CodeLine(
            page=page.number,
            located=Located(index, match.start("text"), match.end("text")),
            indent=len(match["indent"]),
            text=match["text"],
        )
        for page in pages
        for index, block in enumerate(page.blocks)
        if block.kind is BlockKind.CODE
        for match in _LINE.finditer(block.text)
    ]


def outline(lines: Sequence[CodeLine]) -> Iterator[Definition]:
    """Yield what lines define, in order."""
    heads = [(at, *found) for at, line in enumerate(lines) if (found := _define(line))]
    for place, (at, kind, name) in enumerate(heads):
        head = lines[at]
        ends = (end for end, *_ in heads[place + 1 :] if lines[end].indent <= head.indent)
        is_method = kind is Kind.FUNCTION and _is_within_class(lines, heads[:place], head)
        yield Definition(
            kind=Kind.METHOD if is_method else kind,
            name=name,
            head=head,
            body=lines[at + 1 : next(ends, len(lines))],
        )


def _define(line: CodeLine) -> tuple[Kind, str] | None:
    for kind, patterns in definitions().items():
        found = next((match for pattern in patterns if (match := pattern.match(line.text))), None)
        if found is not None:
            return kind, found["name"]
    return None


def _is_within_class(
    lines: Sequence[CodeLine], before: Sequence[tuple[int, Kind, str]], head: CodeLine
) -> bool:
    """Whether the last definition that is less deep is a class."""
    outer = (kind for at, kind, _ in reversed(before) if lines[at].indent < head.indent)
    return next(outer, None) is Kind.CLASS

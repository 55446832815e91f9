"""The answer to what a file of code defines, and what one of its functions does or returns."""

from collections.abc import Sequence

from wasat.documents.formats.sniff import CODE_TYPES
from wasat.evidence.inquiry import strip_wishes
from wasat.evidence.quote import cite
from wasat.reader.code.outline import CodeLine, Definition, outline, read_lines
from wasat.reader.code.words import Matter, Wish, line_pattern, read_wish
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.writer import Statement

_SCORE = 2.0  # such a question is answered by nothing else
_MOST_PAGES = 300
_MOST_RETURNS = 5  # lines of one function that return
_OPENING = 3  # lines after the head among which a comment tells what it is for
_END = " {:"


def find_code(search: Search) -> Finding | None:
    """List definitions, or tell of one; None of other documents, questions, and names not there."""
    summary = search.reading.document.summary
    if summary.mime_type not in CODE_TYPES or len(search.reading.numbers) > _MOST_PAGES:
        return None
    wish = read_wish(strip_wishes(search.question))
    if wish is None:
        return None
    lines = read_lines(search.reading.iter_pages())
    chosen = _choose(wish, lines)
    if not chosen:
        return None
    return Finding(
        statements=tuple(_state(search, line) for line in chosen),
        score=_SCORE,
        reason=f"code: {wish.matter.value} {wish.kind or wish.name}",
        is_list=len(chosen) > 1,
    )


def _choose(wish: Wish, lines: Sequence[CodeLine]) -> Sequence[CodeLine]:
    """Return the lines that answer."""
    defined = list(outline(lines))
    if wish.matter is Matter.LIST:
        return [definition.head for definition in defined if definition.kind is wish.kind]
    found = next((definition for definition in defined if definition.name == wish.name), None)
    if found is None:
        return []
    if wish.matter is Matter.RETURNS:
        return [found.head, *_returns(found)]
    return [found.head, *_purpose(found, lines)] if wish.matter is Matter.PURPOSE else [found.head]


def _returns(found: Definition) -> Sequence[CodeLine]:
    """Return the lines with which it returns something."""
    pattern = line_pattern("returns")
    return [line for line in found.body if pattern.match(line.text)][:_MOST_RETURNS]


def _purpose(found: Definition, lines: Sequence[CodeLine]) -> Sequence[CodeLine]:
    """Return the comment right before it, else the first one within."""
    pattern = line_pattern("told")
    at = lines.index(found.head)
    near = [*lines[max(0, at - 1) : at], *found.body[:_OPENING]]
    return [line for line in near if pattern.fullmatch(line.text)][:1]


def _state(search: Search, line: CodeLine) -> Statement:
    page = search.reading.document.pages[line.page - 1]
    told = line_pattern("told").fullmatch(line.text)
    text = told["text"] if told else line.text.rstrip(_END)
    return text, (cite(search.reading.source, page, line.located),)

"""Markdown: CommonMark with tables, found by the number of the line; raw HTML is read as HTML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from wasat.documents.document import Block, BlockKind, Line, Page, Summary
from wasat.documents.formats.flow.grid import Field, make_tables
from wasat.documents.formats.flow.inline import Run, find_target, styled
from wasat.documents.formats.flow.runs import Made, paginate
from wasat.documents.formats.html.read import iter_fragment
from wasat.documents.formats.source import decode, read_bytes
from wasat.documents.formats.text import iter_paragraphs, make_code, name_lines, split_lines
from wasat.documents.limits import Limits
from wasat.documents.looks import Alignment, Style

_DEEPEST = 100  # nested blocks; the parser recurses, and leaves out what lies deeper
_FRONT = re.compile(r"\A---[ \t]*\n((?:(?!---|\.\.\.).*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_SECTION_CHARACTERS = 500_000  # 65 MB of tokens
_REFERENCE = re.compile(r"(?m)^ {0,3}\[([^\[\]\n]{1,999})\]:")
_BULLET = "•"
_SOFT = Run(" ")
_TEXTS = ("text", "code_inline", "image", "text_special")
_LOOKS = {
    "strong": Style.BOLD, "b": Style.BOLD, "em": Style.ITALIC, "i": Style.ITALIC,
    "sup": Style.SUPERSCRIPT, "sub": Style.SUBSCRIPT, "code": Style.CODE,
}  # fmt: skip
_RAISED = frozenset((Style.SUPERSCRIPT,))
_ALIGNMENTS = {"text-align:center": Alignment.CENTER, "text-align:right": Alignment.END}
_HTML_TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9]{0,9})")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,60}\]:")
_REFERENCE_TO_NOTE = re.compile(r"\[\^([^\]\s]{1,60})\]")


def read_markdown(file: BinaryIO, limits: Limits) -> Iterator[Page | Summary]:
    """Read Markdown; one that nests too deep to be parsed is read as plain text.

    Raises:
        UnreadableDocumentError: It is empty, too large, or no text.
    """
    text = "\n".join(split_lines(decode(read_bytes(file, limits))))
    return paginate(_iter_blocks(text, limits), Made(mime_type="text/markdown"), limits)


def _iter_blocks(text: str, limits: Limits) -> Iterator[Block]:
    front = _FRONT.match(text)
    body = text
    if front:
        body = "\n" * front[0].count("\n") + text[front.end() :]
    if front and front[1].strip():
        yield make_code(front[1].rstrip("\n").split("\n"), 2)
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    known = {"references": _find_references(body)} if len(body) > _SECTION_CHARACTERS else {}
    for start, section in split_sections(body):
        tokens = parser.parse(_keep_notes(section), {**known})
        if any(token.level >= _DEEPEST - 1 for token in tokens):
            yield from iter_paragraphs(section, start)
        else:
            gatherer = _Gatherer(start, limits.depth)
            yield from (block for token in tokens for block in gatherer.take(token))


def split_sections(text: str) -> Iterator[tuple[int, str]]:
    """Cut a long text before headings, so that the parser need not hold all of it at once.

    Returns:
        The number of lines before each section, and the section.
    """
    lines = text.split("\n")
    start = size = 0
    is_fenced = False
    for index, line in enumerate(lines):
        is_fenced ^= line.lstrip(" ").startswith(("```", "~~~"))
        if size > _SECTION_CHARACTERS and not is_fenced and line.startswith("#"):
            yield start, "\n".join(lines[start:index])
            start, size = index, 0
        size += len(line) + 1
    yield start, "\n".join(lines[start:])


def _find_references(text: str) -> dict[str, dict[str, str]]:
    """Find what links by reference lead to, for sections that do not hold the definition."""
    labels = {normalizeReference(found[1]) for found in _REFERENCE.finditer(text)}
    return {label: {"href": "", "title": ""} for label in labels}


class _Gatherer:
    """Takes tokens in their order and makes blocks."""

    def __init__(self, start: int, depth: int) -> None:
        self._start = start
        self._depth = depth
        self._lists = 0
        self._marker = ""
        self._heading = 0
        self._place = ""
        self._table_place = ""
        self._rows: list[list[Field]] = []
        self._is_cell = False
        self._is_header = False
        self._alignment = Alignment.START

    def take(self, token: Token) -> Sequence[Block]:
        """Follow one token; most make no block."""
        first = 0
        if token.map and token.type != "inline":
            first = self._start + token.map[0] + 1
            self._place = name_lines(first, self._start + token.map[1])
        if token.type == "inline":
            return self._take_inline(token.children or [])
        if token.type in ("fence", "code_block"):
            return _make_code(token, first)
        if token.type == "html_block":
            blocks = iter_fragment(token.content, self._depth)
            return [replace(block, place=self._place) for block in blocks]
        if token.type == "table_close":
            return self._make_tables()
        self._follow(token)
        return ()

    def _follow(self, token: Token) -> None:
        """Note what opens and closes around the text."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._lists += 1
            case "bullet_list_close" | "ordered_list_close":
                self._lists -= 1
            case "list_item_open":
                self._marker = f"{token.info}." if token.info else _BULLET
            case "list_item_close":
                self._marker = ""
            case "heading_open":
                self._heading = int(token.tag[1:])
            case _:
                self._follow_table(token)

    def _follow_table(self, token: Token) -> None:
        match token.type:
            case "table_open":
                self._table_place = self._place
            case "tr_open":
                self._rows.append([])
            case "th_open" | "td_open":
                self._is_cell, self._is_header = True, token.type == "th_open"
                place = str(token.attrGet("style") or "")
                self._alignment = _ALIGNMENTS.get(place, Alignment.START)
            case _:
                pass

    def _take_inline(self, children: Sequence[Token]) -> Sequence[Block]:
        runs = _read_inline(children)
        lines = styled(runs)
        if self._is_cell:
            self._is_cell = False
            field = Field(
                lines=lines,
                is_header=self._is_header,
                place=self._place,
                alignment=self._alignment,
            )
            self._rows[-1].append(field)
            return ()
        level, self._heading = self._heading, 0
        marker, self._marker = self._marker, ""
        if not lines:
            return ()
        if level:
            return [_make(BlockKind.HEADING, lines, self._place, level=level)]
        if marker:
            item = _make(BlockKind.LIST_ITEM, lines, self._place, level=self._lists)
            return [replace(item, marker=marker)]
        return [_make_paragraph(part, note, self._place) for note, part in _split_notes(runs)]

    def _make_tables(self) -> Sequence[Block]:
        rows, self._rows = self._rows, []
        return [
            Block(kind=BlockKind.TABLE, table=table, place=self._table_place)
            for table in make_tables(rows)
        ]


def _make(kind: BlockKind, lines: tuple[Line, ...], place: str, level: int = 0) -> Block:
    return Block(kind=kind, lines=lines, place=place, level=level)


def _make_paragraph(runs: Sequence[Run], note: str, place: str) -> Block:
    kind = BlockKind.FOOTNOTE if note else BlockKind.PARAGRAPH
    return Block(kind=kind, lines=styled(runs), marker=note, place=place)


def _make_code(token: Token, first: int) -> Sequence[Block]:
    lines = token.content.rstrip("\n").split("\n")
    if not token.content.strip():
        return ()
    return [make_code(lines, first + (token.type == "fence"))]


def _read_inline(children: Sequence[Token]) -> list[Run]:
    """Keep what inline markup says: words, looks, where links lead; no tags."""
    runs: list[Run] = []
    looks: list[Style] = []
    targets = [""]
    for child in children:
        tag = child.tag or _tag(child)
        if child.type in _TEXTS:
            own = (*looks, Style.CODE) if child.type == "code_inline" else looks
            runs += _read_text(child.content, frozenset(own), targets[-1])
        elif child.type == "softbreak":
            runs.append(_SOFT)
        elif tag == "br":
            runs.append(Run("\n"))
        elif child.nesting < 0 or tag.startswith("/"):
            _close(tag.removeprefix("/"), looks, targets)
        elif tag == "a":
            targets.append(find_target(str(child.attrGet("href") or "")))
        elif tag in _LOOKS:
            looks.append(_LOOKS[tag])
    return runs


def _close(tag: str, looks: list[Style], targets: list[str]) -> None:
    if tag == "a" and len(targets) > 1:
        targets.pop()
    elif _LOOKS.get(tag) in looks:
        looks.remove(_LOOKS[tag])


def _tag(token: Token) -> str:
    """Return the name of a tag of raw HTML, with a slash if it closes."""
    found = _HTML_TAG.match(token.content) if token.type == "html_inline" else None
    return found[1].lower() if found else ""


def _read_text(text: str, looks: frozenset[Style], target: str) -> Iterator[Run]:
    """Yield text, the references to notes in it raised."""
    for index, piece in enumerate(_REFERENCE_TO_NOTE.split(text)):
        own = looks | {Style.SUPERSCRIPT} if index % 2 else looks
        if piece:
            yield Run(piece, own, target)


def _split_notes(runs: Sequence[Run]) -> Iterator[tuple[str, list[Run]]]:
    """Cut a paragraph where the text of a note begins; yield the note's marker or nothing."""
    marker = ""
    part: list[Run] = []
    for index, run in enumerate(runs):
        begins = index == 0 or runs[index - 1] is _SOFT
        follows = runs[index + 1].text if index + 1 < len(runs) else ""
        if begins and run.styles == _RAISED and follows.startswith(":"):
            if part:
                yield marker, part
            marker, part = run.text, []
        elif marker and not part:
            part.append(run._replace(text=run.text[1:]))
        else:
            part.append(run)
    yield marker, part


def _keep_notes(text: str) -> str:
    """Escape what begins the text of a note, or it would be taken for a link's; code stays."""
    lines = text.split("\n")
    is_fenced = False
    for index, line in enumerate(lines):
        is_fenced ^= line.lstrip(" ").startswith(("```", "~~~"))
        if not is_fenced and _NOTE.match(line):
            lines[index] = line.replace("[", "\\[", 1)
    return "\n".join(lines)

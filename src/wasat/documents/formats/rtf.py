"""RTF by our own reader: paragraphs, headings, lists, tables, notes; no object or field is run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from wasat.documents.document import Block, Page, Summary
from wasat.documents.formats.flow.inline import PLAIN, find_target
from wasat.documents.formats.flow.runs import Made, paginate
from wasat.documents.formats.rtf_blocks import PARAGRAPH_ENDS, Assembler
from wasat.documents.formats.rtf_tokens import Token, tokenize
from wasat.documents.formats.source import read_bytes
from wasat.documents.limits import Limits
from wasat.documents.looks import Style
from wasat.status import UnreadableDocumentError

_CODE_PAGES = {  # of \fcharset. Source: RTF 1.9.1, "Font table"
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_PAGES_BY_NUMBER = {
    936: "gbk", 950: "big5", 1361: "johab", 10000: "mac_roman", 10007: "mac_cyrillic",
    65001: "utf_8",
    **{number: f"cp{number}" for number in (437, 850, 852, 866, 874, 932, 949, *range(1250, 1259))},
}  # fmt: skip
_SKIPPED = frozenset(
    (
        "colortbl", "datastore", "filetbl", "footer", "footerf", "footerl", "footerr", "header",
        "headerf", "headerl", "headerr", "listoverridetable", "listtable", "nonshppict", "objdata",
        "pict", "pntext", "revtbl", "rsidtbl", "stylesheet", "themedata", "tc", "txe", "xe",
    )
)  # fmt: skip
_SIGNS = {
    "~": "\u00a0", "-": "", "_": "-", "tab": "\t", "line": "\n",
    "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
_SINKS = {
    "fonttbl": "fonts", "footnote": "note", "title": "title", "author": "author",
    "listtext": "marker", "info": "", "upr": "body", "fldinst": "instruction", "fldrslt": "",
}  # fmt: skip
_LOOKS = {
    "b": Style.BOLD, "i": Style.ITALIC, "super": Style.SUPERSCRIPT, "sub": Style.SUBSCRIPT,
    "nosupersub": None,
}  # fmt: skip
_RAISED = frozenset((Style.SUPERSCRIPT, Style.SUBSCRIPT))
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]*)"')
_LONGEST_INSTRUCTION = 2_000
_DEEPEST = 10_000  # open groups that are told apart; deeper ones share the innermost's state


def read_rtf(file: BinaryIO, limits: Limits) -> Iterator[Page | Summary]:
    """Read RTF; groups that never close, or close too often, do no harm.

    Raises:
        UnreadableDocumentError: It is empty, too large, or no RTF.
    """
    data = read_bytes(file, limits)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableDocumentError("The document is no RTF: it does not begin with {\\rtf.")
    assembler = Assembler()
    for part in paginate(
        _iter_blocks(data.lstrip(), assembler), Made(mime_type="text/rtf"), limits
    ):
        if isinstance(part, Summary):
            yield replace(part, title=assembler.title, author=assembler.author)
        else:
            yield part


def _iter_blocks(data: bytes, assembler: Assembler) -> Iterator[Block]:
    reader = _Reader(assembler)
    for token in tokenize(data):
        reader.take(token)
        yield from assembler.release()
    reader.finish()
    yield from assembler.release()


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What a group inherits.

    Attributes:
        sink: Where text goes; nowhere if empty.
        encoding: Of text that is no Unicode escape.
        skips: Characters after each Unicode escape that repeat it for old readers.
        looks: Styles of characters.
        target: Where a field leads that the text is the result of.
    """

    sink: str = "body"
    encoding: str = "cp1252"
    skips: int = 1
    looks: frozenset[Style] = PLAIN
    target: str = ""


@dataclass(slots=True)
class _Reader:
    """Follows groups and code pages, and hands text and controls to the assembler."""

    _assembler: Assembler
    _stack: list[_State] = field(default_factory=list[_State])
    _too_deep: int = 0
    _state: _State = _State()
    _fonts: dict[int, str] = field(default_factory=dict[int, str])
    _font: int = 0
    _pending: bytearray = field(default_factory=bytearray)
    _is_optional: bool = False
    _to_skip: int = 0
    _instruction: str = ""  # of the latest field

    def take(self, token: Token) -> None:
        """Follow one token."""
        if token.data:
            self._take_bytes(token.data)
            return
        self._flush()
        if token.word == "{":
            self._open()
        elif token.word == "}":
            self._close()
        elif token.word == "*":
            self._is_optional = True
        else:
            is_optional, self._is_optional = self._is_optional, False
            self._follow(token.word, token.number, is_optional=is_optional)

    def finish(self) -> None:
        """End the document."""
        self._flush()
        self._assembler.finish()

    def _take_bytes(self, data: bytes) -> None:
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        self._pending += data[skipped:]

    def _flush(self) -> None:
        if self._pending:
            text = bytes(self._pending).decode(self._state.encoding, "replace")
            self._pending.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        sink = self._state.sink
        if sink == "instruction":
            self._instruction = (self._instruction + text)[:_LONGEST_INSTRUCTION]
        elif sink not in ("", "fonts"):
            self._assembler.write(sink, text, self._state.looks, self._state.target)

    def _open(self) -> None:
        self._to_skip = 0
        if len(self._stack) < _DEEPEST:
            self._stack.append(self._state)
        else:
            self._too_deep += 1

    def _close(self) -> None:
        self._to_skip = 0
        self._is_optional = False
        if self._too_deep:
            self._too_deep -= 1
        elif self._stack:
            before, self._state = self._state, self._stack.pop()
            if before.sink != self._state.sink:
                self._assembler.close(before.sink)

    def _follow(self, word: str, number: int | None, *, is_optional: bool) -> None:
        if not self._state.sink and word not in ("title", "author"):
            return
        if word in _SINKS:
            self._enter(word)
        elif word in _SKIPPED or (is_optional and word not in ("shppict", "ud")):
            self._state = replace(self._state, sink="")
        elif word == "u":
            self._write(_character(number or 0))
            self._to_skip = self._state.skips
        elif word in _SIGNS:
            self._write(_SIGNS[word])
        elif word in _LOOKS:
            self._look(word, number)
        elif not self._set(word, number or 0):
            self._format(word, number)

    def _enter(self, word: str) -> None:
        """Let text go elsewhere; of the result of a field, know where it leads."""
        target = self._state.target
        if word == "fldinst":
            self._instruction = ""
        elif word == "fldrslt":
            found = _HYPERLINK.match(self._instruction)
            target = find_target(found[1]) if found else target
        sink = self._state.sink if word == "fldrslt" else _SINKS[word]
        self._state = replace(self._state, sink=sink, target=target)

    def _format(self, word: str, number: int | None) -> None:
        if self._state.sink == "body":
            self._assembler.follow(word, number)
        elif word in PARAGRAPH_ENDS:
            self._write("\n")

    def _look(self, word: str, number: int | None) -> None:
        """Change how characters look; a switch with the number 0 is off."""
        style = _LOOKS[word]
        looks = self._state.looks - _RAISED if style in (None, *_RAISED) else self._state.looks
        if style is not None:
            looks = looks - {style} if number == 0 else looks | {style}
        self._state = replace(self._state, looks=looks)

    def _set(self, word: str, number: int) -> bool:
        """Change what the group inherits; tell whether the word was such a one."""
        if word == "uc":
            self._state = replace(self._state, skips=max(0, min(number, 10)))
        elif word == "ansicpg":
            self._fonts[-1] = _PAGES_BY_NUMBER.get(number, "cp1252")
            self._state = replace(self._state, encoding=self._fonts[-1])
        elif word == "f" and self._state.sink == "fonts":
            self._font = number
        elif word == "fcharset":
            self._fonts[self._font] = _CODE_PAGES.get(number, self._fonts.get(-1, "cp1252"))
        elif word in ("f", "plain"):
            encoding = self._fonts.get(number if word == "f" else -1, self._fonts.get(-1, "cp1252"))
            looks = PLAIN if word == "plain" else self._state.looks
            self._state = replace(self._state, encoding=encoding, looks=looks)
        else:
            return False
        return True


def _character(number: int) -> str:
    """Return the UTF-16 unit of a Unicode escape; negative ones are meant modulo 65,536."""
    return chr(number % 65_536) if -65_536 < number < 65_536 else "\ufffd"

"""Sentences of a document with the places they stand at."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wasat.documents.document import Block, BlockKind, Page
from wasat.evidence.quote import Located
from wasat.reader.prose.structure import Section, ends_with_abbreviation, name_section, split_run_in

_END = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡]?[\dA-ZÀ-ÞĀ-Ž])|[。！？]|[.!?…]\s*$)")
_FINAL = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_TEXTS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_SENTENCE_WORDS = 6
DEEPEST = 99  # level of a heading that is printed like its text
_LONGEST_HEADING = 80  # characters; a longer line is no heading, whatever it begins with


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence, or as much of it as was printed in one piece.

    Attributes:
        text: As printed, white space and hyphenation undone.
        places: Page number and place of each part; two if it runs over a column or a page.
        section: What the part of the text does that it stands in.
        heading: Number of the heading it stands under, from 0 before the first one.
        position: Number of the sentence under that heading, from 0.
    """

    text: str
    places: tuple[tuple[int, Located], ...]
    section: Section = Section.BODY
    heading: int = 0
    position: int = 0


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Cut running text where sentences end; abbreviations and initials do not end one.

    Returns:
        Start and end of each sentence, white space around it left out.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() < len(text.rstrip()) and ends_with_abbreviation(text[start : match.end()]):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [_trim(text, *span) for span in spans if text[slice(*span)].strip()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What begins a part of the text.

    Attributes:
        title: As printed, white space undone.
        level: From 1, the outermost; `DEEPEST` of a line that is a heading by its words alone.
        page: Where it stands.
    """

    title: str
    level: int
    page: int


def iter_sentences(pages: Iterable[Page]) -> Iterator[Sentence]:
    """Read the prose of pages sentence by sentence, with the section each stands in."""
    reader = SentenceReader()
    for page in pages:
        for index in range(len(page.blocks)):
            yield from reader.read(page, index)
    yield from reader.finish()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text that is a sentence or part of one."""

    text: str
    page: int
    located: Located


class SentenceReader:
    """Keeps what a sentence needs to know of the text before it.

    Attributes:
        headings: Those read so far; the number of a sentence's heading counts them from 1.
    """

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self._section = Section.BODY
        self._position = 0
        self._open: list[_Piece] = []

    def read(self, page: Page, index: int) -> Iterator[Sentence]:
        """Take in one block; yield the sentences that end in it."""
        block = page.blocks[index]
        kind = BlockKind.PARAGRAPH if _is_told(block) else block.kind
        if kind is BlockKind.HEADING or self._is_section(kind, block.text):
            yield from self.finish()
            self._section = name_section(block.text)
            self._begin(block, page.number)
        elif kind in _TEXTS and block.lines:
            yield from self._read_text(block.text, page.number, index)

    def _begin(self, block: Block, page: int) -> None:
        title = " ".join(block.text.split())
        level = block.level if block.kind is BlockKind.HEADING else DEEPEST
        self.headings.append(Heading(title=title, level=level, page=page))
        self._position = 0

    def finish(self) -> Iterator[Sentence]:
        """Yield the sentence that is open, though its end was not seen."""
        if self._open:
            yield self._close()

    def _is_section(self, kind: BlockKind, text: str) -> bool:
        is_short = len(text) < _LONGEST_HEADING
        return kind in _TEXTS and is_short and name_section(text) is not Section.BODY

    def _read_text(self, text: str, page: int, index: int) -> Iterator[Sentence]:
        section, start = split_run_in(text)
        if section is not Section.BODY:
            yield from self.finish()
            self._section = section
        if self._open and not text[:1].islower():
            yield from self.finish()
        for first, last in split_sentences(text[start:]):
            place = Located(index, start + first, start + last)
            self._open.append(_Piece(text[place.start : place.end], page, place))
            if _FINAL.search(self._open[-1].text):
                yield self._close()

    def _close(self) -> Sentence:
        pieces, self._open = self._open, []
        sentence = Sentence(
            text=_join(pieces),
            places=tuple((piece.page, piece.located) for piece in pieces),
            section=self._section,
            heading=len(self.headings),
            position=self._position,
        )
        self._position += 1
        return sentence


def _is_told(block: Block) -> bool:
    """Whether a heading is a sentence: beside tables in small print, prose looks like headings."""
    text = block.text.rstrip() if block.kind is BlockKind.HEADING else ""
    return len(text.split()) >= _SENTENCE_WORDS and text.endswith(".")


def _join(pieces: Sequence[_Piece]) -> str:
    text = ""
    for piece in pieces:
        words = " ".join(piece.text.split())
        is_cut = text.endswith("-") and words[:1].islower()
        text = text[:-1] + words if is_cut else f"{text} {words}".strip()
    return text


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())

"""XML by expat: elements' text as paragraphs, attributes as fields, found by their path.

Nothing is fetched and nothing is expanded: a document that declares entities is refused, external
subsets and XInclude are left alone.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html.entities import html5
from io import BytesIO
from typing import BinaryIO
from xml.parsers import expat

from wasat.documents.document import Block, BlockKind, Page, Summary
from wasat.documents.formats.flow.runs import Made, paginate
from wasat.documents.formats.flow.words import running
from wasat.documents.formats.source import decode, read_bytes
from wasat.documents.formats.text import read_text
from wasat.documents.limits import Limits
from wasat.status import UnreadableDocumentError

_DECLARATION = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})""")
_PLACE_CHARACTERS = 200
_NAME_CHARACTERS = 80
_PIECE = 65_536  # characters given to the parser at once, so that blocks come as they are read


def read_xml(file: BinaryIO, limits: Limits) -> Iterator[Page | Summary]:
    """Read XML; what is not well-formed is read as plain text.

    Raises:
        UnreadableDocumentError: It is empty, too large, no text, or declares entities.
    """
    data = read_bytes(file, limits)
    found = _DECLARATION.match(data.lstrip())
    text = decode(data, found[1].decode("ascii") if found else "").lstrip()
    if not _is_well_formed(text):
        return read_text(BytesIO(data), limits)
    return paginate(_iter_blocks(text, limits.depth), Made(mime_type="text/xml"), limits)


def _is_well_formed(text: str) -> bool:
    """Parse once for errors alone, so that no block is given out and then taken back."""
    parser = _make_parser()
    try:
        parser.Parse(text, True)  # noqa: FBT003 - the signature is expat's
    except expat.ExpatError:
        return False
    return True


def _iter_blocks(text: str, depth: int) -> Iterator[Block]:
    parser = _make_parser()
    gatherer = _Gatherer(depth)
    parser.StartElementHandler = gatherer.start
    parser.EndElementHandler = gatherer.end
    parser.CharacterDataHandler = gatherer.take
    parser.SkippedEntityHandler = gatherer.skip
    for at in range(0, len(text), _PIECE):
        parser.Parse(text[at : at + _PIECE], at + _PIECE >= len(text))
        yield from gatherer.release()


def _make_parser() -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.EntityDeclHandler = _refuse_entity
    return parser


def _refuse_entity(*_declaration: object) -> None:
    raise UnreadableDocumentError("The document declares XML entities, which are not expanded.")


class _Gatherer:
    """Makes blocks of what expat tells.

    Text belongs to the element it stands in. Once an element has text, the elements inside it are
    read as part of that text; until then they are elements of their own.
    """

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._places: list[str] = []  # of the elements that are open
        self._counts: list[Counter[str]] = [Counter()]
        self._inside = 0
        self._text: list[str] = []
        self._blocks: list[Block] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element, or go on in the text of one that is open."""
        is_deep = len(self._places) >= self._depth
        if is_deep or self._has_text:
            self._inside += 1
            self._text.append(" " if is_deep else "")
            return
        self._text.clear()
        self._counts[-1][name] += 1
        count = self._counts[-1][name]
        name = name[:_NAME_CHARACTERS]
        self._open(name if count == 1 else f"{name}[{count}]")
        self._counts.append(Counter())
        for key, value in attributes.items():
            if not key.startswith("xmlns"):
                self._add(
                    BlockKind.FIELD,
                    value,
                    marker=key[:_NAME_CHARACTERS],
                    place=f"{self._place}/@{key[:_NAME_CHARACTERS]}",
                )

    def end(self, _name: str) -> None:
        """Close an element; its text is whole if it was not part of another's."""
        if self._inside:
            self._inside -= 1
            return
        self._flush()
        self._places.pop()
        self._counts.pop()

    def take(self, text: str) -> None:
        """Add text to the element that is open."""
        self._text.append(text)

    def skip(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001 - expat's signature
        """Put the character of a name that HTML knows, else the name as it stands."""
        if not is_parameter:
            self._text.append(html5.get(f"{name};", f"&{name};"))

    def release(self) -> list[Block]:
        """Hand over the blocks made so far."""
        blocks, self._blocks = self._blocks, []
        return blocks

    @property
    def _has_text(self) -> bool:
        return self._inside > 0 or any(not piece.isspace() for piece in self._text if piece)

    def _open(self, step: str) -> None:
        """Name the place of an element by that of the one around it."""
        place = f"{self._place}/{step}"
        is_long = len(place) > _PLACE_CHARACTERS
        self._places.append(f"…{place[-_PLACE_CHARACTERS:]}" if is_long else place)

    @property
    def _place(self) -> str:
        return self._places[-1] if self._places else ""

    def _flush(self) -> None:
        self._add(BlockKind.PARAGRAPH, "".join(self._text), marker="", place=self._place)
        self._text.clear()

    def _add(self, kind: BlockKind, text: str, *, marker: str, place: str) -> None:
        lines = running(text)
        if lines:
            self._blocks.append(Block(kind=kind, lines=lines, marker=marker, place=place))

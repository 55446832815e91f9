"""What holds for the text inside of open elements: styles, links, alignment."""

from typing import NamedTuple

from selectolax.lexbor import LexborNode

from wasat.documents.formats.flow.inline import Run, find_target
from wasat.documents.looks import Alignment, Style

_STYLES = {
    "b": Style.BOLD, "strong": Style.BOLD, "i": Style.ITALIC, "em": Style.ITALIC,
    "sup": Style.SUPERSCRIPT, "sub": Style.SUBSCRIPT, "code": Style.CODE, "kbd": Style.CODE,
    "samp": Style.CODE, "tt": Style.CODE,
}  # fmt: skip
_ALIGNMENTS = {
    "center": Alignment.CENTER,
    "right": Alignment.END,
    "end": Alignment.END,
    "justify": Alignment.JUSTIFY,
    "left": Alignment.START,
    "start": Alignment.START,
}
_NOTES = frozenset(
    ("doc-footnote", "doc-endnote", "doc-endnotes", "footnote", "endnote", "rearnote")
)
_MOST_OPEN = 500  # elements inside one another whose styles count


class Around(NamedTuple):
    """What a block element says of all that is in it."""

    alignment: Alignment = Alignment.START
    is_note: bool = False


class Inline:
    """Follows elements, and makes runs of the text between them."""

    def __init__(self) -> None:
        self._styles: list[Style] = []
        self._targets: list[str] = []
        self._blocks: list[Around] = [Around()]
        self._held = frozenset[Style]()

    def run(self, text: str) -> Run:
        """Return text as it looks here."""
        return Run(text, self._held, self._targets[-1] if self._targets else "")

    @property
    def around(self) -> Around:
        """What holds for the block that is open."""
        return self._blocks[-1]

    def enter(self, tag: str, node: LexborNode, *, is_block: bool) -> None:
        """Open an element."""
        if tag in _STYLES and len(self._styles) < _MOST_OPEN:
            self._styles.append(_STYLES[tag])
            self._held = frozenset(self._styles)
        elif tag == "a":
            self._targets.append(find_target(node.attributes.get("href") or ""))
        elif is_block:
            self._blocks.append(_look_around(tag, node, self._blocks[-1]))

    def leave(self, tag: str, *, is_block: bool) -> None:
        """Close an element."""
        if tag in _STYLES and self._styles:
            self._styles.pop()
            self._held = frozenset(self._styles)
        elif tag == "a" and self._targets:
            self._targets.pop()
        elif is_block and len(self._blocks) > 1:
            self._blocks.pop()


def find_alignment(node: LexborNode) -> Alignment | None:
    """Return how an element aligns its lines; nothing if it does not say."""
    attributes = node.attributes
    for declaration in (attributes.get("style") or "").split(";"):
        name, _, value = declaration.partition(":")
        if name.strip().lower() == "text-align":
            return _ALIGNMENTS.get(value.strip().lower())
    return _ALIGNMENTS.get((attributes.get("align") or "").strip().lower())


def _look_around(tag: str, node: LexborNode, before: Around) -> Around:
    found = Alignment.CENTER if tag == "center" else find_alignment(node)
    attributes = node.attributes
    kinds = f"{attributes.get('role') or ''} {attributes.get('epub:type') or ''}".split()
    return Around(
        before.alignment if found is None else found,
        before.is_note or not _NOTES.isdisjoint(kinds),
    )

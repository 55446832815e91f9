"""Styles of a text document: headings, lists, captions and code by the style of a paragraph."""

from dataclasses import dataclass, replace

from wasat.documents.document import BlockKind
from wasat.documents.formats.office.markup import Element, number
from wasat.documents.formats.office.word.names import W, is_on, value
from wasat.documents.looks import Alignment, Style

_DEEPEST = 20  # styles based on styles
_HEADING_NAME = "heading "
_KINDS = {"caption": BlockKind.CAPTION, "title": BlockKind.HEADING}
_CODE_NAMES = ("code", "preformatted", "source")
_ALIGNMENTS = {
    "center": Alignment.CENTER,
    "right": Alignment.END,
    "end": Alignment.END,
    "both": Alignment.JUSTIFY,
    "distribute": Alignment.JUSTIFY,
}
_SWITCHES = {"b": Style.BOLD, "i": Style.ITALIC}
_RAISED = {"superscript": Style.SUPERSCRIPT, "subscript": Style.SUBSCRIPT}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphStyle:
    """What a style says of a paragraph.

    Attributes:
        kind: HEADING, CAPTION, CODE or PARAGRAPH.
        level: Of a heading, from 1; else 0.
        list_id: Of the list it belongs to; empty for none.
        list_level: From 0.
        alignment: Of its lines.
        styles: Of its characters.
    """

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    list_id: str = ""
    list_level: int = 0
    alignment: Alignment = Alignment.START
    styles: frozenset[Style] = frozenset()


class Styles:
    """The styles part.

    Args:
        root: Its root element; none if the package has no such part.
    """

    def __init__(self, root: Element | None) -> None:
        elements = [] if root is None else root.findall(f"{W}style")
        self._elements = {e.get(f"{W}styleId", ""): e for e in elements}
        self._default = next(
            (
                e.get(f"{W}styleId", "")
                for e in elements
                if e.get(f"{W}default") in ("1", "true") and e.get(f"{W}type") == "paragraph"
            ),
            "",
        )
        self._made: dict[str, ParagraphStyle] = {}

    def paragraph(self, properties: Element | None) -> ParagraphStyle:
        """Return what holds for a paragraph: its style, and over it what it says itself."""
        name = value(properties, "pStyle") or self._default
        style = self._find(name)
        return style if properties is None else _apply(style, properties)

    def characters(self, name: str) -> frozenset[Style]:
        """Return what a style says of characters."""
        return self._find(name).styles if name else frozenset()

    def table_name(self, style_id: str) -> str:
        """Return the name of a table's style, lower case."""
        return value(self._elements.get(style_id), "name").lower()

    def _find(self, name: str) -> ParagraphStyle:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> ParagraphStyle:
        chain: list[Element] = []
        while name in self._elements and len(chain) < _DEEPEST:
            chain.append(self._elements[name])
            name = value(chain[-1], "basedOn")
        style = ParagraphStyle()
        for element in reversed(chain):
            style = _name(style, value(element, "name").lower())
            properties = element.find(f"{W}pPr")
            style = style if properties is None else _apply(style, properties)
            looks = read_looks(element.find(f"{W}rPr"), style.styles)
            style = replace(style, styles=looks)
        return style


def read_looks(properties: Element | None, before: frozenset[Style]) -> frozenset[Style]:
    """Return the styles of characters: those that hold around them, changed by their own."""
    if properties is None:
        return before
    looks = set(before)
    for tag, style in _SWITCHES.items():
        switch = is_on(properties, tag)
        if switch is not None:
            (looks.add if switch else looks.discard)(style)
    raised = value(properties, "vertAlign")
    if raised:
        looks -= set(_RAISED.values())
        looks |= {_RAISED[raised]} if raised in _RAISED else set()
    return frozenset(looks)


def _name(style: ParagraphStyle, name: str) -> ParagraphStyle:
    """Take what the name of a style says: built-in names are the same in every language."""
    if name.startswith(_HEADING_NAME) and name[-1:].isdigit():
        return replace(style, kind=BlockKind.HEADING, level=min(int(name[-1]), 6))
    if name in _KINDS:
        kind = _KINDS[name]
        return replace(style, kind=kind, level=int(kind is BlockKind.HEADING))
    if any(word in name for word in _CODE_NAMES) and "char" not in name:
        return replace(style, kind=BlockKind.CODE)
    return style


def _apply(style: ParagraphStyle, properties: Element) -> ParagraphStyle:
    """Change a style by what a paragraph, or a style based on it, says itself."""
    outline = value(properties, "outlineLvl")
    if outline:
        level = number(outline, 9)
        is_heading = 0 <= level < 9
        kind = BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
        style = replace(style, kind=kind, level=min(level + 1, 6) if is_heading else 0)
    justified = value(properties, "jc")
    if justified:
        style = replace(style, alignment=_ALIGNMENTS.get(justified, Alignment.START))
    list_id = value(properties, "numPr", "numId")
    list_level = value(properties, "numPr", "ilvl")
    if list_id:
        style = replace(style, list_id="" if list_id == "0" else list_id)
    if list_level:
        style = replace(style, list_level=max(0, min(number(list_level), 8)))
    return style

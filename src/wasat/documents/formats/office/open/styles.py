"""Styles of an OpenDocument text: bold, italic, raised, centred; lists and their numbers."""

from collections.abc import Iterable
from typing import NamedTuple

from wasat.documents.formats.flow.markers import format_number
from wasat.documents.formats.office.markup import Element, number
from wasat.documents.formats.office.open.names import FO, STYLE, TEXT
from wasat.documents.looks import Alignment, Style

_DEEPEST = 20  # styles based on styles
_ALIGNMENTS = {
    "center": Alignment.CENTER,
    "end": Alignment.END,
    "right": Alignment.END,
    "justify": Alignment.JUSTIFY,
}
_CODE_NAMES = ("preformatted", "code", "source")
_BULLET = "•"
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf0d8": "➢"}


class TextStyle(NamedTuple):
    """What a style says of a paragraph or of characters."""

    looks: frozenset[Style] = frozenset()
    alignment: Alignment = Alignment.START
    is_code: bool = False
    is_caption: bool = False
    list_name: str = ""


class ListLevel(NamedTuple):
    """One level of a list; without a form it has bullets, without a sign none at all."""

    form: str
    sign: str
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1


class Styles:
    """Styles by name, gathered from the parts that hold them."""

    def __init__(self) -> None:
        self._elements: dict[str, Element] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self._made: dict[str, TextStyle] = {"": TextStyle()}

    def take(self, elements: Iterable[Element]) -> None:
        """Take the styles of one part; a later one of the same name holds."""
        for element in elements:
            if element.tag == f"{STYLE}style":
                self._elements[element.get(f"{STYLE}name", "")] = element
            elif element.tag == f"{TEXT}list-style":
                levels = {number(e.get(f"{TEXT}level"), 1): _read_level(e) for e in element}
                self._lists[element.get(f"{STYLE}name", "")] = levels

    def find(self, name: str) -> TextStyle:
        """Return a style, with all that it is based on."""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def level(self, name: str, depth: int) -> ListLevel:
        """Return a level of a list, from 1; bullets if nothing is known of it."""
        return self._lists.get(name, {}).get(depth, ListLevel("", _BULLET))

    def mark(self, name: str, counts: list[int]) -> str:
        """Return the marker of an item.

        Args:
            name: Of the style of its list.
            counts: How far each level has come, outermost first.
        """
        level = self.level(name, len(counts))
        if not level.form:
            return level.sign
        first = max(0, len(counts) - level.shown)
        numbers = [
            format_number(count, self.level(name, depth).form)
            for depth, count in enumerate(counts[first:], first + 1)
        ]
        return f"{level.prefix}{'.'.join(numbers)}{level.suffix}".strip()

    def _make(self, name: str) -> TextStyle:
        chain: list[tuple[str, Element]] = []
        while name in self._elements and len(chain) < _DEEPEST:
            chain.append((name, self._elements[name]))
            name = chain[-1][1].get(f"{STYLE}parent-style-name", "")
        style = TextStyle(
            is_code=_has_word(name, _CODE_NAMES), is_caption=_has_word(name, ("caption",))
        )
        for own, element in reversed(chain):
            style = _apply(style, own, element)
        return style


def _has_word(name: str, words: Iterable[str]) -> bool:
    return any(word in name.lower() for word in words)


def _apply(style: TextStyle, name: str, element: Element) -> TextStyle:
    looks = set(style.looks)
    text = element.find(f"{STYLE}text-properties")
    if text is not None:
        for key, value, look in (
            (f"{FO}font-weight", "bold", Style.BOLD),
            (f"{FO}font-style", "italic", Style.ITALIC),
        ):
            if text.get(key):
                (looks.add if text.get(key) == value else looks.discard)(look)
        looks |= _raise(text.get(f"{STYLE}text-position", ""))
    paragraph = element.find(f"{STYLE}paragraph-properties")
    align = "" if paragraph is None else paragraph.get(f"{FO}text-align", "")
    return TextStyle(
        looks=frozenset(looks),
        alignment=_ALIGNMENTS.get(align, Alignment.START) if align else style.alignment,
        is_code=style.is_code or _has_word(name, _CODE_NAMES),
        is_caption=style.is_caption or _has_word(name, ("caption", "illustration")),
        list_name=element.get(f"{STYLE}list-style-name", style.list_name),
    )


def _raise(position: str) -> set[Style]:
    """Read `super 58%` or `-33% 58%`. Source: OpenDocument 1.3, 20.392."""
    first = position.partition(" ")[0]
    share = number(first.rstrip("%"))
    if first == "super" or share > 0:
        return {Style.SUPERSCRIPT}
    return {Style.SUBSCRIPT} if first == "sub" or share < 0 else set()


def _read_level(element: Element) -> ListLevel:
    if element.tag == f"{TEXT}list-level-style-number":
        form = element.get(f"{STYLE}num-format", "")
        return ListLevel(
            form,
            "",
            element.get(f"{STYLE}num-prefix", "")[:10],
            element.get(f"{STYLE}num-suffix", "")[:10],
            number(element.get(f"{TEXT}start-value"), 1),
            max(number(element.get(f"{TEXT}display-levels"), 1), 1),
        )
    sign = element.get(f"{TEXT}bullet-char", "")[:1]
    return ListLevel("", _BULLETS.get(sign, sign or _BULLET))

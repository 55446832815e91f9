"""Markers of list items and headings, counted as a word processor shows them."""

import re
from typing import NamedTuple

from wasat.documents.formats.flow.markers import format_number
from wasat.documents.formats.office.markup import Element, number
from wasat.documents.formats.office.word.names import W, value

_BULLET = "•"
_BULLETS = {"\uf0b7": "•", "\u00b7": "•", "o": "◦", "\uf0a7": "▪", "\uf0a8": "□", "\uf0fc": "✓",
            "\uf0d8": "➢", "\uf076": "❖", "-": "-"}  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_MARKER_CHARACTERS = 40


class _Level(NamedTuple):
    """One level of a list: `%1.%2` as text, the kind of its own number, and where it begins."""

    text: str
    form: str
    start: int


_PLAIN = _Level("", "bullet", 1)


class Numbering:
    """The numbering part, and how far each list has come.

    Args:
        root: Its root element; none if the package has no such part.
    """

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._changed: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for element in [] if root is None else root:
            if element.tag == f"{W}abstractNum":
                levels = _read_levels(element)
                self._abstract[element.get(f"{W}abstractNumId", "")] = levels
            elif element.tag == f"{W}num":
                self._take_list(element)

    def mark(self, list_id: str, level: int) -> str:
        """Return the marker of the next item of a list; `•` for any bullet we do not know."""
        own = self._find(list_id, level)
        if own.form == "none":
            return ""
        if own.form == "bullet":
            return _BULLETS.get(own.text, own.text if own.text.isprintable() else "") or _BULLET
        counts = self._counts.setdefault(self._lists.get(list_id, list_id), {})
        if list_id in self._changed and level in self._changed[list_id]:
            counts[level] = self._changed[list_id].pop(level).start - 1
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return self._write(list_id, level, counts)

    def _write(self, list_id: str, level: int, counts: dict[int, int]) -> str:
        def fill(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            of = self._find(list_id, at)
            return format_number(counts.get(at, of.start), of.form)

        text = _PLACE.sub(fill, self._find(list_id, level).text)
        return " ".join(text.split())[:_MARKER_CHARACTERS]

    def _find(self, list_id: str, level: int) -> _Level:
        return self._abstract.get(self._lists.get(list_id, ""), {}).get(level, _PLAIN)

    def _take_list(self, element: Element) -> None:
        list_id = element.get(f"{W}numId", "")
        self._lists[list_id] = value(element, "abstractNumId")
        changed: dict[int, _Level] = {}
        for override in element.findall(f"{W}lvlOverride"):
            start = value(override, "startOverride")
            if start:
                level = number(override.get(f"{W}ilvl"))
                changed[level] = _PLAIN._replace(start=number(start, 1))
        self._changed[list_id] = changed


def _read_levels(element: Element) -> dict[int, _Level]:
    return {
        number(level.get(f"{W}ilvl")): _Level(
            value(level, "lvlText"),
            value(level, "numFmt") or "decimal",
            number(value(level, "start"), 1),
        )
        for level in element.findall(f"{W}lvl")
    }

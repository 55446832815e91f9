"""Footnotes, endnotes and comments: their markers by first mention, their text when asked for."""

from wasat.documents.formats.flow.markers import format_number
from wasat.documents.formats.office.markup import Element
from wasat.documents.formats.office.word.names import W

_FORMS = {"footnote": "decimal", "endnote": "lowerRoman"}  # Source: as word processors begin


class Notes:
    """The notes of a document.

    Args:
        roots: The parts by what they hold: `footnote`, `endnote`, `comment`; parts may be missing.
    """

    def __init__(self, roots: dict[str, Element | None]) -> None:
        self._elements = {
            (kind, element.get(f"{W}id", "")): element
            for kind, root in roots.items()
            for element in ([] if root is None else root.findall(f"{W}{kind}"))
        }
        self._markers: dict[tuple[str, str], str] = {}
        self._counts = dict.fromkeys(_FORMS, 0)

    def mark(self, kind: str, note_id: str) -> str:
        """Return the marker of a note; those of a kind are counted as they are mentioned."""
        key = (kind, note_id)
        if key not in self._markers:
            self._counts[kind] += 1
            self._markers[key] = format_number(self._counts[kind], _FORMS[kind])
        return self._markers[key]

    def take(self, kind: str, note_id: str) -> Element | None:
        """Return the text of a note, once."""
        return self._elements.pop((kind, note_id), None)

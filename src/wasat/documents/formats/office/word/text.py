"""The text of one paragraph: runs, links, notes it refers to, and what is drawn in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wasat.documents.formats.flow.inline import PLAIN, Run, find_target
from wasat.documents.formats.office.formulas import MATH, read_formula
from wasat.documents.formats.office.markup import Element
from wasat.documents.formats.office.relations import RELATION, Relation
from wasat.documents.formats.office.word.names import WRAPPERS, R, W, is_on, value
from wasat.documents.formats.office.word.styles import Styles, read_looks
from wasat.documents.looks import Style

_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_REFERENCES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_DRAWN = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_RAISED = frozenset((Style.SUPERSCRIPT,))


@dataclass(slots=True)
class Paragraph:
    """What was found in a paragraph.

    Attributes:
        runs: Its text.
        notes: Kind and id of each note it refers to.
        comments: Ids of comments on it.
        drawn: Drawings in it.
        has_formula: Whether any part is a formula.
        has_words: Whether any text is none.
    """

    runs: list[Run] = field(default_factory=list[Run])
    notes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    comments: list[str] = field(default_factory=list[str])
    drawn: list[Element] = field(default_factory=list[Element])
    has_formula: bool = False
    has_words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the text of a part refers to.

    Attributes:
        styles: Of the document.
        relations: Of the part, for its links.
        mark: Gives the marker of a note by its kind, `footnote` or `endnote`, and its id.
    """

    styles: Styles
    relations: Mapping[str, Relation]
    mark: Callable[[str, str], str]


def read_paragraph(element: Element, part: Part, looks: frozenset[Style] = PLAIN) -> Paragraph:
    """Read a paragraph; deleted text is left out, inserted text is kept.

    Args:
        element: The paragraph.
        part: Where it stands.
        looks: Styles of characters that its own style sets.
    """
    reader = _Reader(part)
    reader.walk(element, looks, "")
    return reader.found


class _Reader:
    def __init__(self, part: Part) -> None:
        self._part = part
        self.found = Paragraph()

    def walk(self, element: Element, looks: frozenset[Style], target: str) -> None:
        """Follow what stands between the tags of a paragraph, link or wrapper."""
        for inner in element:
            if inner.tag == R:
                self._take_run(inner, looks, target)
            elif inner.tag == f"{W}hyperlink":
                self.walk(inner, looks, self._find_target(inner) or target)
            elif inner.tag in WRAPPERS:
                self.walk(inner, looks, target)
            elif inner.tag == _CHOICE:
                self.walk(inner[0] if len(inner) else inner, looks, target)
            elif inner.tag.startswith(MATH):
                self.found.runs += read_formula(inner, looks)
                self.found.has_formula = True

    def _find_target(self, link: Element) -> str:
        relation = self._part.relations.get(link.get(f"{RELATION}id", ""))
        return find_target(relation.target) if relation and relation.is_external else ""

    def _take_run(self, run: Element, looks: frozenset[Style], target: str) -> None:
        properties = run.find(f"{W}rPr")
        if is_on(properties, "vanish"):
            return
        style = value(properties, "rStyle")
        own = read_looks(properties, looks | self._part.styles.characters(style))
        for inner in run:
            self._take(inner, own, target)

    def _take(self, element: Element, looks: frozenset[Style], target: str) -> None:
        tag = element.tag
        if tag in _TEXTS:
            self._write(_TEXTS[tag](element), looks, target)
        elif tag in _REFERENCES:
            note = (_REFERENCES[tag], element.get(f"{W}id", ""))
            self.found.notes.append(note)
            self._write(self._part.mark(*note), _RAISED, "")
        elif tag == f"{W}commentReference":
            self.found.comments.append(element.get(f"{W}id", ""))
        elif tag in _DRAWN:
            self.found.drawn.append(element)
        elif tag == _CHOICE and len(element):
            for inner in element[0]:
                self._take(inner, looks, target)
        elif tag == f"{W}ruby":
            base = element.find(f"{W}rubyBase")
            self.walk(element if base is None else base, looks, target)

    def _write(self, text: str, looks: frozenset[Style], target: str) -> None:
        self.found.runs.append(Run(text, looks, target))
        self.found.has_words |= bool(text.strip())


def _sign(code: str) -> str:
    """Return the sign of a symbol font; those of its own have no meaning without the font."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number < 0xD800 else _SYMBOLS.get(number, "")


_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0FC: "✓", 0xF0FE: "☑", 0xF0A8: "☐", 0xF06F: "☐",
            0xF0D8: "➢", 0xF0E0: "→", 0xF0B0: "°", 0xF0B1: "±"}  # fmt: skip

_TEXTS: Mapping[str, Callable[[Element], str]] = {
    f"{W}t": lambda element: element.text or "",
    f"{W}br": lambda element: " " if element.get(f"{W}type") else "\n",
    f"{W}cr": lambda _: "\n",
    f"{W}tab": lambda _: " ",
    f"{W}ptab": lambda _: " ",
    f"{W}noBreakHyphen": lambda _: "-",
    f"{W}sym": lambda element: _sign(element.get(f"{W}char", "")),
}

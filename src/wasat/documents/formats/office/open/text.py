"""The text of one paragraph of an OpenDocument: runs, links, notes, frames in it."""

from dataclasses import dataclass, field

from wasat.documents.formats.flow.inline import Run, find_target
from wasat.documents.formats.office.markup import Element, number
from wasat.documents.formats.office.open.names import DRAW, HREF, OFFICE, STYLE, TEXT
from wasat.documents.formats.office.open.styles import Styles
from wasat.documents.looks import Style

_SIGNS = {f"{TEXT}tab": " ", f"{TEXT}line-break": "\n"}
_LEFT_OUT = frozenset(
    (f"{TEXT}tracked-changes", f"{TEXT}ruby-text", f"{OFFICE}annotation-end", f"{TEXT}change")
)
_MOST_SPACES = 1_000
_RAISED = frozenset((Style.SUPERSCRIPT,))


@dataclass(slots=True)
class Paragraph:
    """What was found in a paragraph: its text, and what stands in it but is no part of it."""

    runs: list[Run] = field(default_factory=list[Run])
    notes: list[Element] = field(default_factory=list[Element])
    frames: list[Element] = field(default_factory=list[Element])


def read_paragraph(element: Element, styles: Styles, looks: frozenset[Style]) -> Paragraph:
    """Read a paragraph or heading.

    Args:
        element: It.
        styles: Of the document.
        looks: Styles of characters that its own style sets.
    """
    found = Paragraph()
    _walk(element, styles, found, looks, "")
    return found


def _walk(
    element: Element, styles: Styles, found: Paragraph, looks: frozenset[Style], target: str
) -> None:
    if element.text:
        found.runs.append(Run(_flat(element.text), looks, target))
    for inner in element:
        _take(inner, styles, found, looks, target)
        if inner.tail:
            found.runs.append(Run(_flat(inner.tail), looks, target))


def _take(
    inner: Element, styles: Styles, found: Paragraph, looks: frozenset[Style], target: str
) -> None:
    tag = inner.tag
    if tag in (f"{TEXT}note", f"{OFFICE}annotation"):
        citation = inner.findtext(f"{TEXT}note-citation", "").strip()
        found.runs.append(Run(citation, _RAISED))
        found.notes.append(inner)
    elif tag.startswith(DRAW):
        found.frames.append(inner)
    elif tag == f"{TEXT}s":
        spaces = min(max(number(inner.get(f"{TEXT}c"), 1), 1), _MOST_SPACES)
        found.runs.append(Run(" " * spaces, looks, target))
    elif tag in _SIGNS:
        found.runs.append(Run(_SIGNS[tag], looks, target))
    elif tag == f"{TEXT}span":
        own = styles.find(inner.get(f"{TEXT}style-name", "")).looks
        _walk(inner, styles, found, looks | own, target)
    elif tag == f"{TEXT}a":
        _walk(inner, styles, found, looks, find_target(inner.get(HREF, "")) or target)
    elif tag not in _LEFT_OUT and not tag.startswith(STYLE):
        _walk(inner, styles, found, looks, target)


def _flat(text: str) -> str:
    """White space of the file is one space each. Source: OpenDocument 1.3, 6.1.2."""
    return " ".join(text.split("\n")) if "\n" in text else text

"""Paragraphs of a shape: runs, levels, bullets as they are shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from wasat.documents.formats.flow.inline import Run, find_target
from wasat.documents.formats.flow.markers import format_number
from wasat.documents.formats.office.formulas import MATH, read_formula
from wasat.documents.formats.office.markup import Element, number
from wasat.documents.formats.office.relations import RELATION, Relation
from wasat.documents.formats.office.slide.names import A
from wasat.documents.looks import Alignment, Style

_ALIGNMENTS = {"ctr": Alignment.CENTER, "r": Alignment.END, "just": Alignment.JUSTIFY}
_BULLET = "•"
_BULLETS = {"\uf0a7": "▪", "§": "▪", "Ø": "➢", "ü": "✓", "v": "❖", "q": "□", "o": "◦", "–": "–"}
_FORMS = {"alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}
_KINDS = (f"{A}buNone", f"{A}buChar", f"{A}buAutoNum", f"{A}buBlip")


class Item(NamedTuple):
    """A paragraph of a shape.

    Attributes:
        runs: Its text.
        level: From 0.
        marker: As shown before it; empty for none.
        alignment: Of its lines.
    """

    runs: tuple[Run, ...]
    level: int
    marker: str
    alignment: Alignment


def read_items(
    body: Element | None, relations: Mapping[str, Relation], inherited: Sequence[Element] = ()
) -> Iterator[Item]:
    """Yield the paragraphs of a text body that are not empty.

    Args:
        body: Of a shape or a cell.
        relations: Of the part, for links.
        inherited: Lists of properties by level that hold where the paragraph says nothing, the
            nearest first.
    """
    counts: dict[int, int] = {}
    for paragraph in [] if body is None else body.findall(f"{A}p"):
        properties = paragraph.find(f"{A}pPr")
        level = 0 if properties is None else min(max(number(properties.get("lvl")), 0), 8)
        runs = tuple(_iter_runs(paragraph, relations))
        if not any(run.text.strip() for run in runs):
            continue
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        marker = _mark(_find_bullet(properties, level, inherited), level, counts)
        align = "" if properties is None else properties.get("algn", "")
        yield Item(runs, level, marker, _ALIGNMENTS.get(align, Alignment.START))


def _find_bullet(
    properties: Element | None, level: int, inherited: Sequence[Element]
) -> Element | None:
    """Return what says which bullet a paragraph has; the nearest that says anything decides."""
    of_levels = [styles.find(f"{A}lvl{level + 1}pPr") for styles in inherited]
    for element in (properties, *of_levels):
        for inner in [] if element is None else element:
            if inner.tag in _KINDS:
                return inner
    return None


def _mark(bullet: Element | None, level: int, counts: dict[int, int]) -> str:
    if bullet is None or bullet.tag == f"{A}buNone":
        counts.pop(level, None)
        return ""
    if bullet.tag != f"{A}buAutoNum":
        counts.pop(level, None)
        sign = bullet.get("char", _BULLET)
        return _BULLETS.get(sign, _BULLET)
    start = number(bullet.get("startAt"), 1)
    counts[level] = counts.get(level, start - 1) + 1
    kind = bullet.get("type", "")
    form = next((sign for name, sign in _FORMS.items() if kind.startswith(name)), "1")
    text = format_number(counts[level], form)
    if kind.endswith("ParenBoth"):
        return f"({text})"
    return f"{text})" if kind.endswith("ParenR") else f"{text}."


def _iter_runs(paragraph: Element, relations: Mapping[str, Relation]) -> Iterator[Run]:
    for inner in paragraph.iter():
        if inner.tag in (f"{A}r", f"{A}fld"):
            properties = inner.find(f"{A}rPr")
            text = inner.findtext(f"{A}t", "")
            yield Run(text, _read_looks(properties), _find_target(properties, relations))
        elif inner.tag == f"{A}br":
            yield Run("\n")
        elif inner.tag == f"{MATH}oMath":
            yield from read_formula(inner)


def _read_looks(properties: Element | None) -> frozenset[Style]:
    if properties is None:
        return frozenset()
    looks = set[Style]()
    for name, style in (("b", Style.BOLD), ("i", Style.ITALIC)):
        if properties.get(name) in ("1", "true"):
            looks.add(style)
    baseline = number(properties.get("baseline", "").rstrip("%"))
    if baseline:
        looks.add(Style.SUPERSCRIPT if baseline > 0 else Style.SUBSCRIPT)
    return frozenset(looks)


def _find_target(properties: Element | None, relations: Mapping[str, Relation]) -> str:
    link = None if properties is None else properties.find(f"{A}hlinkClick")
    relation = None if link is None else relations.get(link.get(f"{RELATION}id", ""))
    return find_target(relation.target) if relation and relation.is_external else ""

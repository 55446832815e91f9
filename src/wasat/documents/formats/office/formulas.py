"""Office formulas (OMML) to runs: what a formula says in one line, powers raised."""

from collections.abc import Iterator

from wasat.documents.formats.flow.inline import PLAIN, Run
from wasat.documents.formats.office.markup import Element, text_of
from wasat.documents.looks import Style

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RAISED = frozenset((Style.SUPERSCRIPT,))
_LOWERED = frozenset((Style.SUBSCRIPT,))
_STYLED = {f"{MATH}sup": _RAISED, f"{MATH}sub": _LOWERED}
_SIMPLE = 1  # characters of a numerator that needs no parentheses


def read_formula(element: Element, styles: frozenset[Style] = PLAIN) -> Iterator[Run]:
    """Yield the runs of a formula; fractions as quotients, roots as a sign and parentheses."""
    for inner in element:
        if inner.tag == f"{MATH}t":
            yield Run(inner.text or "", styles)
        elif inner.tag == f"{MATH}f":
            yield from _read_fraction(inner, styles)
        elif inner.tag == f"{MATH}rad":
            yield Run("√", styles)
            yield from _grouped(inner.find(f"{MATH}e"), styles)
        elif inner.tag == f"{MATH}nary":
            sign = inner.find(f"{MATH}naryPr/{MATH}chr")
            yield Run("∫" if sign is None else sign.get(f"{MATH}val", ""), styles)
            yield from read_formula(inner, styles)
        elif inner.tag == f"{MATH}d":
            yield Run("(", styles)
            yield from read_formula(inner, styles)
            yield Run(")", styles)
        else:
            yield from read_formula(inner, _STYLED.get(inner.tag, styles))


def _read_fraction(element: Element, styles: frozenset[Style]) -> Iterator[Run]:
    yield from _grouped(element.find(f"{MATH}num"), styles)
    yield Run("/", styles)
    yield from _grouped(element.find(f"{MATH}den"), styles)


def _grouped(element: Element | None, styles: frozenset[Style]) -> Iterator[Run]:
    """Yield what stands above or below a line, in parentheses if it is more than one sign."""
    if element is None:
        return
    is_long = len(text_of(element).strip()) > _SIMPLE
    if is_long:
        yield Run("(", styles)
    yield from read_formula(element, styles)
    if is_long:
        yield Run(")", styles)

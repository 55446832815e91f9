"""Arrays of plain values: every one of its kind, items under a heading, or a list after a label."""

import re
from collections.abc import Iterator

from wasat.documents.document import BlockKind
from wasat.evidence.quote import Located
from wasat.reader.extraction.families import Field
from wasat.reader.extraction.search import Candidate, find_candidates, recognise_alone
from wasat.reader.extraction.specials import find_special
from wasat.reader.leaves.pages import Leaves
from wasat.reader.recognise.found import Found
from wasat.reader.recognise.kinds import STANDALONE, Kind

_SEPARATOR = re.compile(r"\s*[;,•·|]\s*|\s+(?:and|und|et|y|e|en)\s+")
_MOST = 200


def find_values(field: Field, leaves: Leaves) -> list[Found]:
    """Find all values of a field, each once, in the order they stand in."""
    special = find_special(field, leaves)
    if special is not None:
        return special
    if field.kind in STANDALONE:
        return _distinct(_everywhere(field, leaves))
    under = list(_under_heading(field, leaves)) if field.kind is Kind.TEXT else []
    if under:
        return _distinct(iter(under))
    labelled = list(find_candidates(field, leaves))
    if field.kind is Kind.TEXT:
        labelled = [part for candidate in labelled[:1] for part in _split(candidate)]
    return _distinct(candidate.found() for candidate in labelled)


def _everywhere(field: Field, leaves: Leaves) -> Iterator[Found]:
    for leaf in leaves:
        for unit in leaf.units:
            for match in recognise_alone(unit.text, field.kind, leaves.habits):
                citations = leaf.cite(unit.locate(match.start, match.end), 0.8)
                printed = unit.text[match.start : match.end]
                yield Found(value=match.value, printed=printed, citations=citations, score=0.8)


def _under_heading(field: Field, leaves: Leaves) -> Iterator[Found]:
    """Read the list items under the heading that bears the field's name."""
    is_under = False
    for leaf in leaves:
        for index, block in enumerate(leaf.page.blocks):
            text = " ".join(block.text.split())
            if block.kind is BlockKind.HEADING:
                is_under = any(
                    label.fullmatch(text.strip(" :0123456789.")) for label in field.family.labels
                )
            elif is_under and block.kind is BlockKind.LIST_ITEM and text:
                citations = leaf.cite([Located(index, 0, len(block.text))], 0.7)
                yield Found(value=text, printed=text, citations=citations, score=0.7)


def _split(candidate: Candidate) -> Iterator[Candidate]:
    """Cut a list in one line at its commas; each part keeps the citation of the line."""
    for part in _SEPARATOR.split(candidate.printed):
        text = part.strip(" .")
        if text:
            match = candidate.match
            yield Candidate(
                candidate.leaf,
                type(match)(match.start, match.end, text),
                text,
                candidate.places,
                candidate.score,
            )


def _distinct(found: Iterator[Found]) -> list[Found]:
    kept: dict[str, Found] = {}
    for entry in found:
        kept.setdefault(re.sub(r"\W", "", str(entry.value)).lower(), entry)
        if len(kept) >= _MOST:
            break
    return list(kept.values())

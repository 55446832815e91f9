"""Fields of a form that someone filled in: surer than anything printed."""

from wasat.documents.document import BlockKind
from wasat.evidence.quote import Located
from wasat.reader.extraction.families import Field, spell
from wasat.reader.extraction.search import recognise
from wasat.reader.leaves.pages import Leaves
from wasat.reader.recognise.found import Found


def find_filled(field: Field, leaves: Leaves) -> Found | None:
    """Find the form field that bears a property's name, or another name for the same."""
    for leaf in leaves:
        for index, block in enumerate(leaf.page.blocks):
            if block.kind is not BlockKind.FIELD or not _is_meant(field, block.marker):
                continue
            for match in recognise(block.text, field.kind, leaves.habits)[:1]:
                printed = block.text[match.start : match.end]
                places = (Located(index, match.start, match.end),)
                citations = leaf.cite(places, 1.0)
                where = leaf.locate(places)
                return Found(value=match.value, printed=printed, citations=citations, where=where)
    return None


def _is_meant(field: Field, marker: str) -> bool:
    words = spell(marker)
    is_known = field.family.is_known and bool(field.family.names.fullmatch(words))
    is_labelled = any(label.fullmatch(words) for label in field.family.labels)
    return bool(words) and (words == field.name or is_known or is_labelled)

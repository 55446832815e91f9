"""Labels and values as a document prints them, for callers who name no fields."""

import re

from wasat.documents.document import BlockKind
from wasat.evidence.quote import Located
from wasat.reader.leaves.layout import Run
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.recognise.found import Found

_LABEL = re.compile(r"(?P<label>[^\W\d_][^:]{1,40}?)\s*:\s*(?P<value>\S.{0,200})?$")
_LINK = re.compile(r"https?$", re.IGNORECASE)
_MOST = 200  # pairs of label and value


def find_pairs(leaves: Leaves) -> dict[str, Found]:
    """Find form fields and everything printed as `label: value`; a label counts once."""
    pairs: dict[str, Found] = {}
    for leaf in leaves:
        for label, found in (*_fields(leaf), *_printed(leaf)):
            if len(pairs) < _MOST:
                pairs.setdefault(label, found)
    return pairs


def _fields(leaf: Leaf) -> list[tuple[str, Found]]:
    return [
        (block.marker, _found(leaf, block.text, (Located(index, 0, len(block.text)),)))
        for index, block in enumerate(leaf.page.blocks)
        if block.kind is BlockKind.FIELD and block.lines and block.marker
    ]


def _printed(leaf: Leaf) -> list[tuple[str, Found]]:
    pairs: list[tuple[str, Found]] = []
    for row in leaf.rows:
        for at, run in enumerate(row):
            match = _LABEL.match(run.text)
            if match is None or _LINK.search(match["label"]):
                continue
            if match["value"]:
                places = run.locate(match.start("value"), match.end("value"))
                pairs.append((match["label"], _found(leaf, match["value"], places)))
            elif at + 1 < len(row) and not row[at + 1].text.endswith(":"):
                pairs.append((match["label"], _whole(leaf, row[at + 1])))
    return pairs


def _whole(leaf: Leaf, run: Run) -> Found:
    return _found(leaf, run.text, run.locate(0, len(run.text)))


def _found(leaf: Leaf, text: str, places: tuple[Located, ...]) -> Found:
    value = " ".join(text.split())
    return Found(value=value, printed=value, citations=leaf.cite(places, 0.8), score=0.8)

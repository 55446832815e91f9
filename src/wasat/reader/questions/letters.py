"""Who a letter is from and to, by the lines that close and open it."""

import re

from wasat.reader.leaves.layout import Run
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.questions.asked import lines
from wasat.reader.recognise.found import Found

_AFTER_CLOSING = 3  # lines within which the name of the writer stands
_MOST_WORDS = 6  # of a name
_SCORE = 0.8
_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][^\d:@]+")
_SALUTED = re.compile(r"\s+(?P<name>[^,:!]{2,60}?)\s*[,:!]?\s*")


def find_signature(leaves: Leaves) -> Found | None:
    """Find the name below the words that close a letter; the last one of several."""
    found: Found | None = None
    for leaf in leaves.all:
        runs = _runs(leaf)
        for at, run in enumerate(runs):
            if lines("letters", "closing").fullmatch(run.text.strip(" ,.")):
                below = (_name(leaf, other) for other in runs[at + 1 : at + 1 + _AFTER_CLOSING])
                found = next((name for name in below if name is not None), found)
    return found


def find_saluted(leaves: Leaves) -> Found | None:
    """Find who a letter greets by name."""
    for leaf in leaves.all:
        for run in _runs(leaf):
            words = lines("letters", "salutation").match(run.text)
            match = _SALUTED.fullmatch(run.text, words.end()) if words else None
            if match and not lines("letters", "nobody").fullmatch(match["name"]):
                return leaf.found(match["name"], run.locate(*match.span("name")), _SCORE)
    return None


def _name(leaf: Leaf, run: Run) -> Found | None:
    text = run.text.strip(" ,.")
    if not _NAME.fullmatch(text) or len(text.split()) > _MOST_WORDS:
        return None
    return leaf.found(text, run.locate(0, len(run.text)), _SCORE)


def _runs(leaf: Leaf) -> list[Run]:
    """Return the runs of all lines, top down."""
    return [run for row in leaf.rows for run in row]

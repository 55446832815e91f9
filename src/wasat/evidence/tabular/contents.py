"""Tables of contents: they name what a document holds, and every figure in them is a page."""

import re
from collections.abc import Sequence
from itertools import pairwise

_FEW_ENTRIES = 4
_ENTRY = re.compile(r"^(?P<title>.*\D)\s?(?P<page>\d{1,4})$")
_LEADERS = re.compile(r"(?:\.\s?){4,}|…\s?…")
_SECTION = re.compile(r"^\d+(?:\.\d+)+\.?\s+[^\W\d]")
_TELLING = 1 / 3  # of the entries: few lines of chapters have leaders


def is_contents(lines: Sequence[str]) -> bool:
    """Whether lines are entries of a table of contents.

    All lead to a page, the pages never fall, and a third or more of the entries have leaders or
    the number of a section.

    Args:
        lines: Label and figures of each row, as printed.
    """
    entries = [match for line in lines if (match := _ENTRY.match(line.strip()))]
    if len(entries) < max(_FEW_ENTRIES, len(lines)):
        return False
    pages = [int(entry["page"]) for entry in entries]
    told = sum(
        bool(_LEADERS.search(entry["title"]) or _SECTION.match(entry["title"])) for entry in entries
    )
    return told >= _TELLING * len(entries) and all(page <= after for page, after in pairwise(pages))

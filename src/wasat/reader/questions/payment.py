"""How something was paid, where no label says it: "Paid by card", "Cash 20.00"."""

import re
from collections.abc import Iterator

from wasat.reader.leaves.pages import Leaves
from wasat.reader.questions.asked import lines
from wasat.reader.recognise.found import Found

_SURE, _LIKELY = 0.8, 0.6  # where a word of paying stands beside it, and where none does
_LONGEST = 80  # characters of a line that is about paying


def find_means(leaves: Leaves) -> Found | None:
    """Find the way to pay that a line names, rather one that says that it was paid."""
    return max(_means(leaves), key=lambda found: found.score, default=None)


def _means(leaves: Leaves) -> Iterator[Found]:
    means = re.compile(rf"(?<!\w){lines('payment', 'means').pattern}(?!\w)", re.IGNORECASE)
    paid = re.compile(rf"(?<!\w){lines('payment', 'paid').pattern}(?!\w)", re.IGNORECASE)
    for leaf in leaves.all:
        for row in leaf.rows:
            for run in row:
                found = means.search(run.text) if len(run.text) <= _LONGEST else None
                if found is None:
                    continue
                is_sure = paid.search(run.text) is not None
                is_first = found.start() == 0
                if is_sure or is_first:
                    yield leaf.found(
                        found[0], run.locate(*found.span()), _SURE if is_sure else _LIKELY
                    )

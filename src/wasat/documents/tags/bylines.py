"""Who wrote a document, and when: lines under its title that are larger than the text."""

from collections.abc import Sequence
from dataclasses import replace

from wasat.documents.document import BlockKind
from wasat.documents.layout.draft import TEXT, Draft
from wasat.documents.layout.sheet import Style

_TITLE = 1.3  # times the body's size, at least; what stands below and is as large is a subtitle
_CENTRED = 2.0  # points off the middle of the title
_MOST_WORDS = 14  # of a line of names


def tell_bylines(drafts: Sequence[Draft], body: Style) -> list[Draft]:
    """Note on the lines under the title of a first page that they are no headings.

    They are set in its middle, a little larger than the text and no heavier, up to what is not.

    Source:
        The standard classes of LaTeX set authors at 12 points over a text of 10.
    """
    told = list(drafts)
    sizes = [it.style.size for it in told]
    title = sizes.index(max(sizes)) if sizes else 0
    if not told or sizes[title] < _TITLE * body.size:
        return told
    for index in range(title + 1, len(told)):
        if not _is_byline(told[index], told[title], body):
            break
        told[index] = replace(told[index], told=TEXT)
    return told


def _is_byline(draft: Draft, title: Draft, body: Style) -> bool:
    is_plain = draft.kind is BlockKind.PARAGRAPH and not draft.told and not draft.style.is_bold
    is_size = body.size <= draft.style.size < _TITLE * body.size
    off = abs(draft.box.x0 + draft.box.x1 - title.box.x0 - title.box.x1) / 2
    is_short = all(len(line.words) <= _MOST_WORDS for line in draft.lines)
    return is_plain and is_size and is_short and off <= _CENTRED

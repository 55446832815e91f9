"""What is searched: stretches of a document small enough to be an answer's evidence."""

from dataclasses import dataclass
from enum import StrEnum


class PassageKind(StrEnum):
    """What a passage was made from."""

    PROSE = "prose"
    ROW = "row"
    HEADING = "heading"
    FIELD = "field"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of blocks of one page, or one row of a table with its headers.

    Attributes:
        number: From 0, unique within the document, in reading order.
        page: From 1.
        kind: What it was made from.
        first_block: Index of its first block in `Page.blocks`.
        last_block: Index of its last block, inclusive.
        row: Row of the table in that block, from 0; -1 for other kinds.
        terms: What is indexed and ranked, with spaces between: those of its words, of headings
            above and of header paths.
    """

    number: int
    page: int
    kind: PassageKind
    first_block: int
    last_block: int
    row: int = -1
    terms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A passage that was found, and how well it fits.

    Attributes:
        passage: What was found.
        score: Not comparable between documents.
        coverage: Share of the question's weight whose words it holds, 0 to 1.
        reasons: Why it ranks here, for the trace.
    """

    passage: Passage
    score: float
    coverage: float
    reasons: tuple[str, ...] = ()

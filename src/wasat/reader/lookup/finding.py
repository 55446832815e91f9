"""What was found: an answer, what it rests on, and how sure we are."""

from collections.abc import Sequence
from dataclasses import dataclass

from wasat.evidence.inquiry import Inquiry
from wasat.evidence.passage import Ranked
from wasat.evidence.prepare import Prepared
from wasat.generation.chunk import Citation
from wasat.reader.lookup.wanted import Want
from wasat.reader.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """A question, the document it is put to, and the pages that bear on it.

    Attributes:
        question: As asked.
        inquiry: The question in the document's language.
        wants: What sort of answer is wanted.
        reading: The document as the prompt names it.
        prepared: The document, indexed.
        ranked: Pages, best first.
    """

    question: str
    inquiry: Inquiry
    wants: frozenset[Want]
    reading: Reading
    prepared: Prepared
    ranked: Sequence[Ranked]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An answer.

    Attributes:
        text: A sentence, or label and value.
        citations: What it rests on, best first; at least one.
        score: 0 to 1; findings of one document can be compared.
        reason: How it was found, for the trace.
    """

    text: str
    citations: tuple[Citation, ...]
    score: float
    reason: str

"""What was found: an answer, what it rests on, and how sure we are."""

from collections.abc import Sequence
from dataclasses import dataclass

from wasat.evidence.inquiry import Inquiry
from wasat.evidence.passage import Ranked
from wasat.evidence.prepare import Prepared
from wasat.reader.lookup.wanted import Want
from wasat.reader.reading import Reading
from wasat.reader.writer import Statement


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
        language: ISO 639-1 of the question.
        focus: Terms that a question which goes on names anew; they tell more than those before.
    """

    question: str
    inquiry: Inquiry
    wants: frozenset[Want]
    reading: Reading
    prepared: Prepared
    ranked: Sequence[Ranked]
    language: str = "en"
    focus: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An answer.

    Attributes:
        statements: Sentences, or label and value, each with what it rests on, best first; at least
            one, each with at least one citation.
        score: 0 to about 2; findings of one document can be compared.
        reason: How it was found, for the trace.
        coverage: Share of the question's weight that it holds itself or that stands around it.
        verdict: Whether it says yes to what is asked; None where that is open, or not asked.
        brief: The value alone, if the first statement tells one.
        is_list: Whether the statements are the items of a list.
    """

    statements: tuple[Statement, ...]
    score: float
    reason: str
    coverage: float = 1.0
    verdict: bool | None = None
    brief: str = ""
    is_list: bool = False

"""Questions that go on from the one before: "And in 2021?" after "What was revenue in 2020?"."""

import re
from collections.abc import Sequence

from wasat.evidence.figures import years_in
from wasat.evidence.inquiry import find_names, spell_years
from wasat.evidence.language import Language

_FEW_TERMS = 2  # of a question that goes on; one with more stands for itself
_YEAR_PLACE = re.compile(
    r"(?:\b(?:in|for|im|en|em|nel|del|de|of|to|and|between|from|und|et|y|e)\s+)*"
    r"\b(?:fiscal\s+)?(?:19|20)\d\d\b",
    re.IGNORECASE,
)


def follow_up(question: str, earlier: Sequence[str], language: Language) -> str:
    """Return the question in full.

    What it names anew, a year or a name, takes the place of what the earlier one named.

    Args:
        question: The last one.
        earlier: Those before, oldest first; ones that went on themselves are made full first.
        language: Of the document.
    """
    if not earlier or len(set(language.content(question))) > _FEW_TERMS:
        return question
    before = follow_up(earlier[-1], earlier[:-1], language)
    if years_in(question):
        before = _YEAR_PLACE.sub(" ", spell_years(before))
    if find_names(question, language):
        for name in find_names(before, language):
            before = before.replace(name, " ")
    return f"{before} {question}"

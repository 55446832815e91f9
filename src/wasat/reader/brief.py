"""The shortest form of an answer: the figure, date or name that a sentence tells."""

from collections.abc import Sequence

from wasat.reader.lookup.wanted import Want
from wasat.reader.recognise.found import Habits, Match
from wasat.reader.recognise.kinds import RECOGNISERS, Kind

_HABITS = Habits()
# What each sort of question is answered by, best first.
_KINDS: Sequence[tuple[Want, Sequence[Kind]]] = (
    (Want.TIME, (Kind.DATE, Kind.YEAR, Kind.DURATION)),
    (Want.PERSON, (Kind.PARTY, Kind.PERSON)),
    (Want.PLACE, (Kind.PLACE,)),
    (Want.NUMBER, (Kind.SHARE, Kind.DURATION, Kind.AMOUNT)),
)
_ANY = (Kind.SHARE, Kind.DATE, Kind.AMOUNT)


def shorten(sentence: str, question: str, wants: frozenset[Want], *, is_figure: bool) -> str:
    """Return the value of the sort asked for that a sentence tells; the sentence without one.

    Args:
        sentence: Of the document.
        question: Whose own words are no answer to it.
        wants: What sort of answer is wanted.
        is_figure: Whether the caller wants a number, whatever the question says.
    """
    kinds = next((kinds for want, kinds in _KINDS if want in wants), _ANY if is_figure else ())
    for kind in kinds:
        for match in RECOGNISERS[kind](sentence, _HABITS):
            if _is_new(match, sentence, question):
                return sentence[match.start : match.end].strip()
    return sentence


def _is_new(match: Match, sentence: str, question: str) -> bool:
    return sentence[match.start : match.end].strip().lower() not in question.lower()

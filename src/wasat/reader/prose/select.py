"""Which sentences of a text to say: its author's abstract, else those that say most."""

from collections.abc import Sequence
from dataclasses import replace

from wasat.documents.document import OutlineEntry
from wasat.reader.prose.budget import Budget, count_words
from wasat.reader.prose.parts import divide
from wasat.reader.prose.rank import MOST_RANKED, centrality, choose, vectors, weigh
from wasat.reader.prose.sentences import Sentence
from wasat.reader.prose.spread import spread
from wasat.reader.prose.structure import Section
from wasat.reader.prose.survey import Survey

USUAL_WORDS = 180  # length of an author's abstract. Source: mean of 200 papers, measured
_ABSTRACT_STANDS = 0.12  # an abstract begins in the first eighth of the sentences
_UNNAMED_WORDS = (40, 400)  # of an abstract without a heading
_SHORTEST_SHARE = 0.5  # of the length asked for; what a shorter abstract lacks is added
_OPENING = 0.1  # of the words of a long text
_GIST = 3  # sentences; more are told part by part
_LATEST = 600  # sentence that an abstract begins with; a book's later ones are of its chapters


def select(
    survey: Survey, budget: Budget, outline: Sequence[OutlineEntry] = ()
) -> tuple[list[Sentence], str]:
    """Choose what to say, and tell in which way it was chosen; nothing from what is no prose.

    Args:
        survey: The document.
        budget: How much may be said.
        outline: Of the document.
    """
    is_long = survey.count > MOST_RANKED
    abstract = find_abstract(survey.sentences, survey.count)
    if not abstract and is_long:
        return _tell_long(survey, budget, outline)
    if not abstract:
        return _best(survey.sentences, budget), "structure"
    chosen = _lead(abstract, budget)
    missing = int(_SHORTEST_SHARE * min(budget.words, USUAL_WORDS)) - count_words(chosen)
    if missing <= 0 or len(chosen) >= budget.sentences:
        return chosen, "abstract"
    more = replace(budget, words=missing)
    others = [each for each in survey.candidates if each.sentence not in abstract]
    if is_long:
        return chosen + spread(others, divide(survey, outline), more), "abstract and parts"
    return chosen + _best([each.sentence for each in others], more), "abstract and structure"


def _tell_long(
    survey: Survey, budget: Budget, outline: Sequence[OutlineEntry]
) -> tuple[list[Sentence], str]:
    """Tell a text without an abstract by its parts; in few sentences, by what its opening says."""
    if budget.is_by_count and budget.sentences <= _GIST:
        return _best(_opening(survey), budget), "opening"
    return spread(survey.candidates, divide(survey, outline), budget), "parts"


def _opening(survey: Survey) -> list[Sentence]:
    """Return the sentences of the first tenth of a text, where it says what it is about."""
    end = _OPENING * survey.words
    return [each.sentence for each in survey.candidates if each.start <= end]


def find_abstract(sentences: Sequence[Sentence], count: int) -> list[Sentence]:
    """Find the sentences under the first heading that announces an abstract or summary.

    Args:
        sentences: From the beginning on.
        count: How many there are in all; in a long text an overview is no summary of it.
    """
    names = {Section.ABSTRACT} if count > MOST_RANKED else {Section.ABSTRACT, Section.OVERVIEW}
    start = next((at for at, each in enumerate(sentences) if each.section in names), None)
    if start is None or start > min(_LATEST, max(12, _ABSTRACT_STANDS * count)):
        return [] if count > MOST_RANKED else _find_unnamed(sentences)
    first = sentences[start]
    end = start
    while end < len(sentences) and (
        sentences[end].section is first.section and sentences[end].heading == first.heading
    ):
        end += 1
    return list(sentences[start:end])


def _find_unnamed(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Find an abstract that has no heading: what stands on the first page above the introduction.

    Titles and authors above it are no sentences.
    """
    end = next((i for i, it in enumerate(sentences) if it.section is Section.INTRODUCTION), 0)
    above = [it for it in sentences[:end] if it.section is Section.BODY and weigh(it) > 0]
    is_first_page = all(page == 1 for it in sentences[: end + 1] for page, _ in it.places[:1])
    is_abstract = _UNNAMED_WORDS[0] <= count_words(above) <= _UNNAMED_WORDS[1]
    return above if is_first_page and is_abstract else []


def _lead(sentences: Sequence[Sentence], budget: Budget) -> list[Sentence]:
    chosen: list[Sentence] = []
    for sentence in sentences:
        if chosen and not budget.fits([*chosen, sentence]):
            break
        chosen.append(sentence)
    return chosen


def _best(sentences: Sequence[Sentence], budget: Budget) -> list[Sentence]:
    """Choose sentences by structure and centrality; the openings of a text weigh more."""
    weights = [weigh(sentence) * _edge(at, len(sentences)) for at, sentence in enumerate(sentences)]
    kept = sorted(sorted(range(len(sentences)), key=lambda at: -weights[at])[:MOST_RANKED])
    if not any(weights[at] for at in kept):
        return []
    matrix = vectors([sentences[at].text for at in kept])
    ranks = centrality(matrix)
    scores = [weights[at] * (0.3 + float(rank)) for at, rank in zip(kept, ranks, strict=True)]
    by_count = budget.is_by_count
    sizes = [1 if by_count else len(sentences[at].text.split()) for at in kept]
    room = budget.sentences if by_count else budget.words
    return [sentences[kept[row]] for row in choose(scores, matrix, sizes, room)]


def _edge(at: int, count: int) -> float:
    """Weigh the first twentieth of a text more."""
    return 1.5 if at <= max(2, count // 20) else 1.0

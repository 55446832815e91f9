"""The sentence of prose that answers a question."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wasat.documents.document import BlockKind, Page
from wasat.evidence.figures import is_year, years_in
from wasat.evidence.inquiry import find_items
from wasat.evidence.quote import Located, cite
from wasat.generation.chunk import Citation
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.lookup.notes import noted_labels
from wasat.reader.lookup.wanted import Want, holds_number, holds_wanted
from wasat.reader.prose.sentences import Sentence, iter_sentences

_PAGES = 5  # best ones, whose sentences are weighed
_FINAL = re.compile(r"[.!?…;。！？][\"'”’»)\]]*(?:\s?\(?\d+\)?)?$")
_FIGURE = re.compile(r"\(?[$€£]?\d[\d.,]*%?\)?")
_MOST_FIGURES = 0.4  # share of a sentence's words; beyond, it is a table read as text
_LONGEST = 90  # words
_MOST = 2  # sentences
_SCATTERED = 0.35  # coverage
_SCATTERED_PAGES = 3  # of which an answer takes a sentence each
_MOST_WORDS = 100  # of all sentences together
_TELLING = 0.7  # of the best sentence's score, for one that tells what is asked for
_NEARLY = 0.85  # of the best sentence's score
# Weights of what speaks for a sentence. Source: set by hand on paragraphs of an encyclopedia.
_CONTEXT, _WANTED, _PAGE, _PAIRS, _UNFINISHED = 0.3, 0.15, 0.4, 0.15, 0.25
_PROSE_WANTS = frozenset({Want.REASON, Want.PERSON, Want.PLACE, Want.STANCE})
_ABSENT = 0.5  # lost by each sign of the question that is not there
_IN_MARGIN = 0.2  # lines at the edge of a page name it more often than they tell something
_SIGN = re.compile(
    r"\b(?=\w*\d)(?=\w*[A-Z])\w{3,}\b|\b[A-Z]{3,}\b"
)  # GSM8K, MMLU: no other word means it
_LABELLED = re.compile(r"[^\W\d_][^:]{2,40}: +\w")
_CODE_LINE = re.compile(r"\S.*\S")
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_NAMED = re.compile(
    r"\b(?:figure|table|note|section|chapter|abbildung|tabelle)\s+\d+", re.IGNORECASE
)
_MARGINS = (BlockKind.HEADER, BlockKind.FOOTER)
_OTHERS = (
    *_MARGINS,
    BlockKind.FIELD,
    BlockKind.CAPTION,
    BlockKind.FOOTNOTE,
    BlockKind.FORMULA,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A sentence and how well it answers, 0 to about 1.5.

    Attributes:
        sentence: The sentence.
        score: How well it answers.
        coverage: Share of the question's weight in it.
        context: Share of it in the sentences around only.
    """

    sentence: Sentence
    score: float
    coverage: float
    context: float = 0.0


def rank_sentences(search: Search) -> list[Scored]:
    """Return the sentences of the best pages, best first."""
    scored: list[Scored] = []
    top = search.ranked[0].score if search.ranked else 1.0
    for ranked in search.ranked[:_PAGES]:
        page = search.prepared.document.pages[ranked.passage.page - 1]
        sentences = [*iter_sentences([page]), *_other_sentences(page)]
        share = _PAGE * ranked.score / top
        scored += (_demote(page, found) for found in _score_all(search, page, sentences, share))
    return sorted(scored, key=lambda entry: -entry.score)


def _demote(page: Page, scored: Scored) -> Scored:
    _, located = scored.sentence.places[0]
    is_margin = page.blocks[located.block].kind in _MARGINS
    return replace(scored, score=scored.score - _IN_MARGIN) if is_margin else scored


def find_sentence(search: Search, ranked: Sequence[Scored]) -> Finding | None:
    """Answer with the best sentence, and with another that is nearly as good."""
    chosen = _choose(search, _telling(search, ranked))
    if not chosen or (_wants_figure(search) and chosen[0].coverage < _SCATTERED):
        return None  # words from here and there say nothing of a year's figure
    return Finding(
        statements=tuple(
            (entry.sentence.text, tuple(_cite(search, entry.sentence, min(1.0, entry.score))))
            for entry in chosen
        ),
        score=chosen[0].score,
        reason=f"sentence, coverage {chosen[0].coverage:.2f}",
        coverage=chosen[0].coverage + chosen[0].context,
    )


def _telling(search: Search, ranked: Sequence[Scored]) -> Sequence[Scored]:
    """Put first what tells the number or the time that is asked for, if it fits nearly as well.

    Where a number is asked for and nothing that fits tells one, there is no answer.
    """
    wants = search.wants
    is_time = Want.TIME in wants and not wants & _PROSE_WANTS
    is_number = bool(wants & {Want.NUMBER, Want.COST}) and not wants & {*_PROSE_WANTS, Want.TIME}
    if not ranked or not (is_number or is_time):
        return ranked
    language = search.prepared.index.language.code
    near: list[Scored] = []
    for entry in ranked:
        news = _news(entry.sentence.text, search.question)
        is_counted = is_number and Want.COST not in wants
        is_told = holds_number(news) if is_counted else holds_wanted(news, wants, language)
        if is_told and entry.score >= _TELLING * ranked[0].score:
            near.append(entry)
    others = [entry for entry in ranked if entry not in near]
    return [*near, *others] if near or not is_number else []


def _choose(search: Search, ranked: Sequence[Scored]) -> list[Scored]:
    """Choose one or two; where none holds much of the question, the best of each of the best pages.

    Then which words stand together tells less than which page they stand on.
    """
    if ranked and ranked[0].coverage < _SCATTERED:
        return _choose_by_page(search, ranked)
    chosen = list(ranked[:1])
    for entry in ranked[1:_MOST]:
        is_new = entry.sentence.text != chosen[0].sentence.text
        if is_new and entry.score >= _NEARLY * chosen[0].score and _fits(chosen, entry):
            chosen.append(entry)
    return chosen


def _choose_by_page(search: Search, ranked: Sequence[Scored]) -> list[Scored]:
    """Return the best sentence of the best pages in their order, and then of any."""
    best = {_page(entry): entry for entry in reversed(ranked)}
    pages = [found.passage.page for found in search.ranked if found.passage.page in best]
    chosen: list[Scored] = []
    for page in pages:
        if len(chosen) < _SCATTERED_PAGES and (not chosen or _fits(chosen, best[page])):
            chosen.append(best[page])
    if _fits(chosen, ranked[0]) and ranked[0] not in chosen:
        chosen.append(ranked[0])
    return chosen


def _fits(chosen: Sequence[Scored], entry: Scored) -> bool:
    words = sum(len(other.sentence.text.split()) for other in (*chosen, entry))
    return words <= _MOST_WORDS


def _page(entry: Scored) -> int:
    return entry.sentence.places[0][0]


def _score_all(
    search: Search, page: Page, sentences: Sequence[Sentence], share: float
) -> Iterator[Scored]:
    language, index = search.prepared.index.language, search.prepared.index
    weights = {term: index.weigh(term) for term in search.inquiry.terms}
    whole = sum(weights.values()) or 1.0
    terms = [language.terms(sentence.text) for sentence in sentences]
    pairs = set(pairwise(search.inquiry.terms))
    signs = _SIGN.findall(search.inquiry.topic)
    labels = noted_labels(page)
    for at, sentence in enumerate(sentences):
        if not _is_prose(sentence.text) or not _may_answer(search, sentence.text):
            continue
        noted = labels.get(sentence.places[0][1].block, "")
        own = {*terms[at], *map(str, _spanned(search, sentence.text)), *language.terms(noted)}
        near = set().union(*terms[max(0, at - 2) : at + 2]) - own
        coverage = sum(w for term, w in weights.items() if term in own) / whole
        context = sum(w for term, w in weights.items() if term in near) / whole
        content = [term for term in terms[at] if term not in language.stop_terms]
        paired = len(pairs & set(pairwise(content)))
        score = coverage + _CONTEXT * context + share + _PAIRS * paired / max(1, len(pairs))
        news = _news(sentence.text, search.question)
        score += _WANTED * holds_wanted(news, search.wants, language.code)
        score -= _UNFINISHED * (not _FINAL.search(sentence.text))
        score -= _ABSENT * (bool(search.focus) and search.focus.isdisjoint(own))
        score -= _ABSENT * sum(sign not in sentence.text for sign in signs)
        yield Scored(sentence=sentence, score=score, coverage=coverage, context=context)


def _may_answer(search: Search, text: str) -> bool:
    """Whether it is not about other years than those asked about, and tells a number if need be."""
    asked = set(search.inquiry.years)
    if not asked:
        return True
    told = set(years_in(text))
    if told and not told & asked and not _spanned(search, text):
        return False
    return not _wants_figure(search) or any(
        figure for figure in _NUMBER.findall(_NAMED.sub("", text)) if not is_year(figure)
    )


def _wants_figure(search: Search) -> bool:
    """Whether the figure of a year is asked for."""
    wants_number = Want.NUMBER in search.wants or bool(find_items(search.inquiry.topic))
    return wants_number and bool(search.inquiry.years) and not search.wants & _PROSE_WANTS


def _spanned(search: Search, text: str) -> list[int]:
    """Return the years asked about that lie between two that a text names."""
    told = years_in(text)
    return [year for year in search.inquiry.years if told and min(told) < year < max(told)]


def _is_prose(text: str) -> bool:
    words = text.split()
    figures = sum(bool(_FIGURE.fullmatch(word)) for word in words)
    is_labelled = _LABELLED.match(text) is not None  # "President: Ada Moss."
    return (
        (len(words) > 3 or is_labelled)
        and len(words) <= _LONGEST
        and figures <= _MOST_FIGURES * len(words)
    )


def _news(text: str, question: str) -> str:
    """Leave out the words a sentence shares with the question: what is left may answer it."""
    asked = {word.strip(".,;:?!()\"'").lower() for word in question.split()}
    return "x " + " ".join(w for w in text.split() if w.strip(".,;:?!()\"'").lower() not in asked)


def _other_sentences(page: Page) -> Iterator[Sentence]:
    for index, block in enumerate(page.blocks):
        if block.kind is BlockKind.CODE:
            for line in _CODE_LINE.finditer(block.text):
                located = Located(index, line.start(), line.end())
                yield Sentence(text=line[0], places=((page.number, located),))
        if block.kind in _OTHERS and block.lines:
            text = block.text
            place = (page.number, Located(index, 0, len(text)))
            told = f"{block.marker}: {text}" if block.kind is BlockKind.FIELD else text
            yield Sentence(text=told, places=(place,))


def _cite(search: Search, sentence: Sentence, score: float) -> Iterator[Citation]:
    for number, located in sentence.places:
        page = search.prepared.document.pages[number - 1]
        yield cite(search.reading.source, page, located, score=score)

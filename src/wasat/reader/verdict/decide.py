"""Whether a sentence says yes or no to a question: `vocabulary/verdicts.toml`, compiled."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wasat.evidence.language import Language
from wasat.evidence.locator import whole_words

_FALLBACK = "en"
_COVERED = 0.85  # share of the question's weight that a deciding clause holds
_LISTED = re.compile(
    r"(?<![\w’'-])(?:[\w’'-]+(?: [\w’'-]+)?, ){2,60}"
    r"(?:[\w’'-]+ )?(?:and|or|und|oder|et|ou|y|o|e|en|of) ",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:–—]\s")

Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What decides in one language.

    Attributes:
        negations: Words that turn a statement round.
        clauses: Words that begin another clause.
        opposites: Pairs; either says no to the other. The first one is of what is allowed.
        once: What happens in one place and time, and by one hand.
        agents: What stands before who or what did something.
        indefinite: Articles before what may not be there.
        having: Verbs of having and of being there.
        roles: How one asks who holds a role; the group `role` is the role and where it is held.
        within: What stands between the two.
        is_noun_first: Whether a noun stands before its adjectives.
    """

    negations: re.Pattern[str]
    clauses: re.Pattern[str]
    opposites: Sequence[tuple[re.Pattern[str], re.Pattern[str]]]
    once: re.Pattern[str]
    agents: re.Pattern[str]
    indefinite: re.Pattern[str]
    having: re.Pattern[str]
    roles: re.Pattern[str]
    within: re.Pattern[str]
    is_noun_first: bool

    @property
    def allowed(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What is allowed, and what is forbidden."""
        return self.opposites[0]


def decide(question: str, sentence: str, language: Language, weigh: Weigh) -> bool | None:
    """Tell whether a sentence says yes or no to a question; None if it does not decide.

    It decides if one of its clauses holds what the question is about, the same words or the
    opposite of one; then a negation, or the opposite, says no, and both together say yes.

    Args:
        question: One that asks for yes or no.
        sentence: Of the document.
        language: Of the document and, as far as one can decide, of the question.
        weigh: Tells how much a term of the question matters.
    """
    words = words_of(language)
    pair = _pair_of(question, words, sentence)
    rest = pair[0].sub(" ", question) if pair else question
    terms = set(language.content(words.negations.sub(" ", rest)))
    clauses = cut_clauses(sentence, words)
    found = [(clause, _held(terms, language.terms(clause), weigh)) for clause in clauses]
    clause, covered = max(found, key=lambda entry: entry[1], default=("", 0.0))
    if not terms or covered < _COVERED:
        return None
    agrees = True
    if pair is not None:
        is_same, is_other = (bool(pattern.search(clause)) for pattern in pair)
        if is_same == is_other and not (pair[0] is words.allowed[0] and _is_denied(clause, words)):
            return None
        agrees = is_same or not is_other
    said, asked = (len(words.negations.findall(text)) for text in (clause, question))
    return agrees == ((said - asked) % 2 == 0)


def _is_denied(clause: str, words: Words) -> bool:
    """Whether a clause denies what it is about, as "shall not sublet" does."""
    return bool(words.negations.search(clause)) and not words.allowed[1].search(clause)


def about(question: str, language: Language) -> Sequence[str]:
    """Return the terms a question is about, but for words that have an opposite."""
    words = words_of(language)
    pair = _pair_of(question, words)
    return language.content(pair[0].sub(" ", question) if pair else question)


def _pair_of(
    question: str, words: Words, sentence: str = ""
) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """Return the pattern that the question uses of a pair, and the other one.

    Of several pairs it is the first of which the sentence uses the other one, else the first.
    """
    both = [pair for one, other in words.opposites for pair in ((one, other), (other, one))]
    used = [pair for pair in both if pair[0].search(question)]
    return next((pair for pair in used if pair[1].search(sentence)), next(iter(used), None))


def cut_clauses(sentence: str, words: Words) -> list[str]:
    """Cut a sentence where another clause begins; the whole is one if it is not cut.

    What is listed stays together.
    """
    sentence = _LISTED.sub(lambda match: match[0].replace(",", " /"), sentence)
    cut = words.clauses.sub(lambda match: f", {match[0]}", sentence)
    pieces = [piece.strip(" .") for piece in _CLAUSE_END.split(cut)]
    return [piece for piece in pieces if piece]


def _held(terms: set[str], held: Sequence[str], weigh: Weigh) -> float:
    weights = {term: weigh(term) for term in terms}
    whole = sum(weights.values())
    return sum(w for term, w in weights.items() if term in held) / whole if whole else 0.0


def words_of(language: Language) -> Words:
    """Return what decides in a language; English where nothing is known of it."""
    return all_words().get(language.code, all_words()[_FALLBACK])


@cache
def all_words() -> Mapping[str, Words]:
    """Return every language of `vocabulary/verdicts.toml` by its code."""
    path = files("wasat.reader").joinpath("vocabulary/verdicts.toml")
    return {
        code: Words(
            negations=whole_words(table["negations"]),
            clauses=whole_words(table["clauses"]),
            opposites=[(whole_words([a]), whole_words([b])) for a, b in table["opposites"]],
            once=whole_words(table["once"]),
            agents=whole_words(table["agents"]),
            indefinite=whole_words(table["indefinite"]),
            having=whole_words(table["having"]),
            roles=re.compile(table["roles"], re.IGNORECASE),
            within=whole_words(table["within"]),
            is_noun_first=table["is_noun_first"],
        )
        for code, table in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }

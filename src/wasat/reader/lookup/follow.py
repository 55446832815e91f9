"""Questions that go on from the one before: "And in 2021?" after "What was revenue in 2020?"."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wasat.evidence.figures import years_in
from wasat.evidence.inquiry import find_names, spell_years
from wasat.evidence.language import Language, all_languages
from wasat.evidence.locator import whole_words
from wasat.evidence.phrases import all_phrases

_FALLBACK = "en"
_FEW_TERMS = 2  # of a question that goes on; one with more stands for itself
_MORE_TERMS = 4  # of one that begins as if it went on
_MOST_TURNS = 20  # questions that go on from one another; a longer run begins in its midst
_YEAR_PLACE = re.compile(
    r"(?:\b(?:in|for|im|en|em|nel|del|de|of|to|and|between|from|und|et|y|e)\s+)*"
    r"\b(?:fiscal\s+)?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_THING = (
    r"(?P<thing>(?!(?:19|20)\d\d)(?:the\s+|de[rmn]\s+|die\s+|das\s+|l[ae]s?\s+|los\s+)?\w[\w-]+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """How questions go on in one language, as `vocabulary/turns.toml` says."""

    goes_on: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    all_years: re.Pattern[str]
    prepositions: str


def follow_up(
    question: str, earlier: Sequence[str], language: Language, asked_in: str = _FALLBACK
) -> str:
    """Return the question in full.

    What it names anew, a year, a name or what follows a preposition, takes the place of what the
    earlier one named.

    Args:
        question: The last one.
        earlier: Those before, oldest first; ones that went on themselves are made full first.
        language: Of the document.
        asked_in: ISO 639-1 of the question.
    """
    turns = _turns_of(asked_in)
    whole, *following = _chain(question, earlier, language, turns)
    for each in following:
        whole = _go_on(each, whole, language, turns)
    return whole


def find_focus(
    question: str, earlier: Sequence[str], language: Language, asked_in: str
) -> frozenset[str]:
    """Return the terms that a question which goes on names anew, or the one before it does.

    "And in 2021?" after "And the rent?" is about the rent; none where it stands for itself.
    """
    turns = _turns_of(asked_in)
    grammar = _grammar(asked_in)
    for each in reversed(_chain(question, earlier, language, turns)[1:]):
        rest = _YEAR_PLACE.sub(" ", spell_years(_begun(each, turns)))
        for pattern in (turns.before, turns.after, turns.all_years):
            rest = pattern.sub(" ", rest)
        own = frozenset(language.content(rest)) - grammar
        if own:
            return own
    return frozenset()


def _chain(question: str, earlier: Sequence[str], language: Language, turns: Turns) -> list[str]:
    """Return the questions from the last one that stands for itself up to this one."""
    chain = [question]
    for before in reversed(earlier[-_MOST_TURNS:]):
        most = _MORE_TERMS if turns.goes_on.match(chain[0].lstrip(" ¿¡")) else _FEW_TERMS
        if len(set(language.content(chain[0]))) > most:
            break
        chain.insert(0, before)
    return chain


def _go_on(question: str, before: str, language: Language, turns: Turns) -> str:
    """Join a question to the one that it goes on from."""
    question = _name_year(question, before, turns, language)
    if years_in(question) or turns.all_years.search(question):
        before = _YEAR_PLACE.sub(" ", spell_years(before))
    if find_names(question, language):
        for name in find_names(before, language):
            before = before.replace(name, " ")
    return f"{_exchange(before, question, turns)} {_begun(question, turns)}"


def _begun(question: str, turns: Turns) -> str:
    """Leave out how a question begins that goes on."""
    start = len(question) - len(question.lstrip(" ¿¡"))
    match = turns.goes_on.match(question, start)
    return question if match is None else question[match.end() :].lstrip()


def _grammar(code: str) -> frozenset[str]:
    """Return the words of grammar of a language, which a document of another one may not know."""
    language = all_languages().get(code)
    return frozenset() if language is None else language.stop_words


def find_all_years(question: str, code: str) -> list[tuple[int, int]]:
    """Return where a question says that it means every year that there is."""
    return [match.span() for match in _turns_of(code).all_years.finditer(question)]


def names_range(question: str, code: str) -> bool:
    """Whether two years that a question names stand for those between them: "from 2019 to 2022"."""
    return bool(_ranges().get(code, _ranges()[_FALLBACK]).search(question))


def _name_year(question: str, before: str, turns: Turns, language: Language) -> str:
    """Write "the year before" as the year it is, where one year was asked about.

    A change "from the year before" is one of the year asked about: that one stays.
    """
    years = years_in(before)
    rest = turns.before.sub(" ", turns.goes_on.sub(" ", question))
    if len(years) != 1 or language.content(turns.after.sub(" ", rest)):
        return question
    text = turns.before.sub(str(years[0] - 1), question)
    return turns.after.sub(str(years[0] + 1), text)


def _exchange(before: str, question: str, turns: Turns) -> str:
    """Take out of the earlier question what the last one puts after the same preposition."""
    placed = re.compile(rf"\b(?P<before>{turns.prepositions})\s+{_THING}", re.IGNORECASE)
    for match in placed.finditer(question):
        same = rf"\b{match['before']}\s+{_THING}"
        before = re.sub(same, " ", before, count=1, flags=re.IGNORECASE)
    return before


@cache
def _ranges() -> Mapping[str, re.Pattern[str]]:
    year = r"(?:19|20)\d\d"
    return {
        code: re.compile(
            rf"{year}\s*{words.units['range']}\s*{year}"
            rf"|(?<!\w){words.units['between']}\s+{year}\s+{words.units['range_and']}\s+{year}",
            re.IGNORECASE,
        )
        for code, words in all_phrases().items()
    }


def _turns_of(code: str) -> Turns:
    """Return how questions go on in a language; the English ways where it has none."""
    return _all_turns().get(code, _all_turns()[_FALLBACK])


@cache
def _all_turns() -> Mapping[str, Turns]:
    """Return every language of `vocabulary/turns.toml` by its code."""
    text = files("wasat.reader").joinpath("vocabulary/turns.toml").read_text(encoding="utf-8")
    return {
        code: Turns(
            goes_on=whole_words([table["goes_on"]]),
            before=whole_words([table["before"]]),
            after=whole_words([table["after"]]),
            all_years=whole_words([table["all_years"]]),
            prepositions="|".join(table["prepositions"]),
        )
        for code, table in tomllib.loads(text).items()
    }

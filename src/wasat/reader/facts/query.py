"""What a property asks for, as the words by which running text may state it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from wasat.evidence.figures import years_in
from wasat.evidence.inquiry import Inquiry
from wasat.evidence.language import Language, all_languages
from wasat.reader.extraction.families import Field, spell
from wasat.reader.facts.concepts import Concept, all_concepts, fillers, qualifiers
from wasat.reader.recognise.kinds import Kind

_LONGEST_PHRASE = 4  # words
_MOST_IDEAS = 6  # of a description; a longer one explains more than it asks
_PARENT = 0.5  # weight of an idea that only the name of the object around says
_QUALIFIER = 0.5  # weight of a word that only makes another one narrower
_SHORTEST_STEM = 5  # letters; shorter stems keep their last one
_SYNONYM = 0.6  # weight of a synonym in the search for pages

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """One thing that evidence must speak of.

    Attributes:
        phrases: Terms that state it, the property's own first.
        weight: Its share of the whole, relative to the others.
        is_count: Whether its figures count things.
    """

    phrases: tuple[Phrase, ...]
    weight: float = 1.0
    is_count: bool = False


@dataclass(frozen=True, kw_only=True)
class Query:
    """What is looked for: ideas, and the years that must be spoken of."""

    ideas: tuple[Idea, ...]
    years: tuple[int, ...]

    @cached_property
    def openings(self) -> Mapping[str, Sequence[tuple[int, Phrase]]]:
        """All phrases, each with the number of its idea, by their first terms.

        A text with none of these terms states no idea.
        """
        phrases: dict[str, list[tuple[int, Phrase]]] = {}
        for number, idea in enumerate(self.ideas):
            for phrase in idea.phrases:
                phrases.setdefault(unify(phrase[0]), []).append((number, phrase))
        return phrases

    @property
    def is_count(self) -> bool:
        """Whether the figure looked for counts things."""
        return any(idea.is_count for idea in self.ideas)

    def inquire(self, language: Language) -> Inquiry:
        """Put it to the index of a document in a language."""
        own = [term for idea in self.ideas for term in idea.phrases[0]]
        others = {
            term
            for idea in self.ideas
            for phrase in idea.phrases
            for term in phrase
            if term not in language.stop_terms
        }
        return Inquiry(
            topic=" ".join(own),
            terms=tuple(dict.fromkeys(own)),
            added=dict.fromkeys(sorted(others - set(own)), _SYNONYM),
            years=self.years,
            names=(),
            pages={},
        )


def unify(term: str) -> str:
    """Make stems of one word equal: `employ` of "employed", `employe` of "employee"."""
    return term.removesuffix("e") if len(term) > _SHORTEST_STEM else term


def make_queries(field: Field, language: Language) -> Iterator[Query]:
    """Read the name of a property with that of the object around it, else its description."""
    years = years_in(field.name) or years_in(field.description)
    is_whole = field.kind is Kind.WHOLE
    ideas = _read(field.name, language, is_whole=is_whole)
    if all(idea.weight < 1 for idea in ideas):
        ideas = ()
    weight = _PARENT if ideas else 1.0
    around = tuple(replace(idea, weight=weight) for idea in _read(field.parent, language))
    named = _distinct((*ideas, *around))
    if named:
        yield Query(ideas=named, years=years)
    described = _distinct(_read(spell(field.description), language, is_whole=is_whole))
    if 0 < len(described) <= _MOST_IDEAS and described != named:
        yield Query(ideas=described, years=years)


def _read(words: str, language: Language, *, is_whole: bool = False) -> tuple[Idea, ...]:
    """Read words as ideas, the longest known phrases first; words that say little are left out.

    Whole numbers of what is named in the plural count it.
    """
    known = _known_phrases(language.code)
    rest = words.split()
    ideas: list[Idea] = []
    while rest:
        for size in range(min(_LONGEST_PHRASE, len(rest)), 0, -1):
            concept = _look_up(" ".join(rest[:size]), language, known)
            if concept is not None:
                ideas.append(_of_concept(rest[:size], concept, language))
                rest = rest[size:]
                break
        else:
            word = rest.pop(0)
            phrase = tuple(language.content(word))
            if phrase and not _says_little(word):
                is_count = is_whole and word.endswith("s")
                weight = _QUALIFIER if word in qualifiers() else 1.0
                ideas.append(Idea(phrases=(phrase,), weight=weight, is_count=is_count))
    return tuple(ideas)


def _look_up(words: str, language: Language, known: Mapping[Phrase, Concept]) -> Concept | None:
    for analysed in (language, all_languages()["en"]):
        concept = known.get(tuple(analysed.terms(words)))
        if concept is not None:
            return concept
    return None


def _of_concept(words: Sequence[str], concept: Concept, language: Language) -> Idea:
    own = tuple(language.terms(" ".join(words)))
    phrases = [tuple(language.terms(phrase)) for phrase in concept.phrases]
    ordered = sorted(dict.fromkeys(phrases), key=lambda phrase: phrase != own)
    return Idea(phrases=tuple(ordered), is_count=concept.is_count)


@cache
def _known_phrases(code: str) -> Mapping[Phrase, Concept]:
    """Return concepts by their names, stemmed both in this language and as English."""
    languages = (all_languages()[code], all_languages()["en"])
    known: dict[Phrase, Concept] = {}
    for concept in all_concepts():
        for name in (*concept.names, *concept.asked):
            for language in languages:
                known.setdefault(tuple(language.terms(name)), concept)
    return known


def _says_little(word: str) -> bool:
    return word in fillers() or word in all_languages()["en"].stop_words or bool(years_in(word))


def _distinct(ideas: Sequence[Idea]) -> tuple[Idea, ...]:
    kept: dict[Phrase, Idea] = {}
    for idea in ideas:
        kept.setdefault(idea.phrases[0], idea)
    return tuple(kept.values())

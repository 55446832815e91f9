"""Where a text speaks of what is looked for: its words as terms, and the ideas among them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from wasat.evidence.language import Language
from wasat.reader.facts.query import Phrase, Query, unify

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
_GAP = 2  # words that may stand between the words of a phrase


class Token(NamedTuple):
    """A word of a text, and the term that stands for all its forms."""

    start: int
    end: int
    term: str


class Hit(NamedTuple):
    """Words first..last, inclusive, that state an idea; its number within the query."""

    first: int
    last: int
    idea: int


class Mention(NamedTuple):
    """A text, and what of a query it states.

    Attributes:
        text: As printed.
        tokens: Its words.
        hits: Where ideas are stated, in no order.
        coverage: Share of the query's weight that is stated, 0 to 1.
    """

    text: str
    tokens: Sequence[Token]
    hits: Sequence[Hit]
    coverage: float

    def is_hit(self, token: int) -> bool:
        """Whether a word is one of those that state an idea."""
        return any(hit.first <= token <= hit.last for hit in self.hits)

    def blank(self) -> str:
        """Return the text with the words that state ideas made unreadable, as long as before."""
        text = self.text
        for hit in self.hits:
            for token in self.tokens[hit.first : hit.last + 1]:
                text = text[: token.start] + "·" * (token.end - token.start) + text[token.end :]
        return text


def read_tokens(text: str, language: Language) -> list[Token]:
    """Cut a text into words with their terms."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    terms = language.terms(text)
    if len(terms) != len(spans):
        terms = ["".join(language.terms(text[start:end])) for start, end in spans]
    return [Token(start, end, unify(term)) for (start, end), term in zip(spans, terms, strict=True)]


def read_mention(text: str, tokens: Sequence[Token], query: Query) -> Mention:
    """Find the ideas of a query in a text."""
    openings = query.openings
    hits = [
        Hit(at, last, number)
        for at, token in enumerate(tokens)
        if token.term in openings
        for number, phrase in openings[token.term]
        if (last := _follow(tokens, at, phrase)) is not None
    ]
    if not hits:
        return Mention(text, tokens, hits, 0.0)
    whole = sum(idea.weight for idea in query.ideas)
    stated = sum(query.ideas[number].weight for number in {hit.idea for hit in hits})
    return Mention(text, tokens, hits, stated / whole if whole else 0.0)


def _follow(tokens: Sequence[Token], at: int, phrase: Phrase) -> int | None:
    """Find the last word of a phrase that begins at a word, few others in between."""
    for term in phrase[1:]:
        near = range(at + 1, min(len(tokens), at + 2 + _GAP))
        found = next((other for other in near if tokens[other].term == unify(term)), None)
        if found is None:
            return None
        at = found
    return at

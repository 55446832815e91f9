"""Sentences and what is asked of them."""

from wasat.evidence.language import all_languages
from wasat.reader.extraction.families import describe
from wasat.reader.facts.mention import Mention, read_mention, read_tokens
from wasat.reader.facts.query import Query, make_queries

ENGLISH = all_languages()["en"]


def ask(name: str, kind: str = "string") -> Query:
    """The query of a property's name."""
    return next(make_queries(describe(name, {"type": kind}), ENGLISH))


def mention(text: str, name: str, kind: str = "string") -> Mention:
    """What a sentence states of a property."""
    return read_mention(text, read_tokens(text, ENGLISH), ask(name, kind))

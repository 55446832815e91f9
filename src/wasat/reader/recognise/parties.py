"""Names of companies and people, by their suffixes and capitals."""

import re
from collections.abc import Iterator
from functools import cache

from wasat.reader.recognise.found import Habits, Match
from wasat.reader.recognise.wordlists import alternatives

_BRANCH = r"\((?:[A-Z]{1,3}|[A-Z][a-zà-ÿ]+)\)"  # "Acme (UK) Ltd"
_WORD = (
    rf"(?:{_BRANCH}|[A-ZÀ-ÞĀ-Ž0-9][\w'’&.!-]*|&|of|and|the|for|de|del|della|dei|du|des|do|da|dos|das"
    r"|van|von|der|und|et|y|e|di)"
)
_PERSON = re.compile(
    r"(?<!\w)[A-ZÀ-Þ][A-Za-zà-ÿ'’-]{1,60}(?:\s+[A-ZÀ-Þ]\.?)*(?:\s+(?:de|von|van|der|di|da|la|le)\b)*\s+[A-ZÀ-Þ][A-Za-zà-ÿ'’-]+(?:,?\s+(?:Jr\.?|Sr\.?|II|III|IV))?(?!\w)"
)
_PLACE = re.compile(
    r"(?<!\w)(?:the\s+)?(?:(?:State|Commonwealth|Province|Republic|Kingdom|District|Territory)\s+of\s+)?(?P<place>(?!(?i:this|the|any|all|each|such|in|if|no|it|and|or|shall)\b)[A-ZÀ-Þ][\w’'-]+(?:\s+(?:and|of|und|et|y|e)\s+[A-ZÀ-Þ][\w-]+|\s+[A-ZÀ-Þ][\w-]+){0,3})"
)
_NAME = re.compile(
    r"(?<![\w·])[A-ZÀ-Þ][\w'’.-]{0,60}(?:\s+(?:(?:of|and|&|de|du|des|di|von|der|van|et|y|e|und)\s+){0,2}[A-ZÀ-Þ][\w'’-]*)+"
)
_NO_NAME = re.compile(r"(?:the|such|each|this|that|any|our|your|a) \w+\.?", re.IGNORECASE)


def find_companies(text: str, habits: Habits) -> Iterator[Match]:
    """Find company names: capitalised words before a legal form, or characters joined to one."""
    del habits
    for match in _joined().finditer(text):
        yield Match(match.start(), match.end(), match[0])
    for match in _companies().finditer(text):
        start = match.start()
        while lead := _leading().match(text[start : match.end()]):
            start += lead.end()
        name = " ".join(text[start : match.end()].split())
        if len(name.split()) > 1 and not _NO_NAME.fullmatch(name):
            yield Match(start, match.end(), name)


def find_people(text: str, habits: Habits) -> Iterator[Match]:
    """Find names of people: two to five capitalised words, one after a title is enough.

    Only where a person is expected. The title is no part of the name.
    """
    del habits
    at = 0
    for title in [*_titles().finditer(text), None]:
        for match in _PERSON.finditer(text, at, title.start() if title else len(text)):
            if not _not_people().search(match[0]):
                yield Match(match.start(), match.end(), " ".join(match[0].split()))
        if title is not None:
            yield Match(title.start("name"), title.end("name"), " ".join(title["name"].split()))
            at = title.end()


def find_places(text: str, habits: Habits) -> Iterator[Match]:
    """Find a state or country by its capitals; only where a place is expected."""
    del habits
    for match in _PLACE.finditer(text):
        yield Match(match.start("place"), match.end("place"), " ".join(match["place"].split()))


def find_names(text: str, habits: Habits) -> Iterator[Match]:
    """Find runs of two and more capitalised words; only where an organisation is expected."""
    del habits
    for match in _NAME.finditer(text):
        yield Match(match.start(), match.end(), " ".join(match[0].split()))


@cache
def _companies() -> re.Pattern[str]:
    forms = alternatives("legal_forms")
    shouted = re.sub(r"(?<!\\)[a-z]", lambda letter: letter[0].upper(), forms)
    return re.compile(
        rf"(?<!\w)(?P<name>[A-ZÀ-Þ0-9u][\w'’&.!-]{{0,60}}(?:\s+{_WORD}){{0,6}}?),?\s+"
        rf"(?P<suffix>{forms}|{shouted})(?![\w-])(?P<stop>\.)?"
        rf"(?:\s+{_BRANCH}\s+(?:{forms}|{shouted})(?![\w-])\.?)?"
    )


@cache
def _joined() -> re.Pattern[str]:
    """Match a name in a script without spaces; the form before it has no space after it."""
    forms, name = alternatives("joined_forms"), r"[^\W\d_][\w・･&＆ー-]{0,24}?"
    return re.compile(rf"{forms}\s?{name}(?=\W|_|$|御中|様|귀중)|{name}\s?{forms}")


@cache
def _leading() -> re.Pattern[str]:
    """Match a word before a name; more than one word must follow it."""
    return re.compile(rf"{alternatives('between')}\s+(?=\S+\s)")


@cache
def _titles() -> re.Pattern[str]:
    """Match a title and the name after it: what else is a person, or one capitalised word."""
    return re.compile(
        rf"(?<!\w){alternatives('titles')}\.?\s+(?:(?:Dr|Prof)\.\s+)*"
        rf"(?P<name>{_PERSON.pattern}|[A-ZÀ-Þ][\w'’-]+)"
    )


@cache
def _not_people() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives('not_people')}\b")

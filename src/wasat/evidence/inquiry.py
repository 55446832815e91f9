"""A question as searching needs it: its words with weights, years, names, kinds of page."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from wasat.evidence.figures import years_in
from wasat.evidence.language import UNKNOWN, Language
from wasat.evidence.locator import asked_kinds, whole_words

_TOPIC_WEIGHT = 0.35  # of a word that documents may use where the question says another
_ITEM_WEIGHT = 0.5
_NAMED_PAGE = 0.8
_ITEM_PAGE = 0.7
_TOPIC_PAGE = 0.5
_SENTENCE = re.compile(r"(?:[^.?!\n]|\.(?=\S))+[.?!]*")
_WISH = re.compile(
    r"\s*(?:please|round|answer|give|provide|respond|return|state|express|assume|use|your answer|if"
    r"|calculate|compute|approach|base|address|rely|do not|bitte|antworte|nenne|responde"
    r"|répond\w*|rispondi)\b",
    re.IGNORECASE,
)
_SOURCE_CLAUSE = re.compile(
    r"^\s*(?:by |when |after |while |if )?(?:(?:\w+ing|based|according)\b[^,?]*\b(?:statements?"
    r"|information|details|data|sheets?|reports?|documents?|filings?|p\s?&\s?l))[^,?]*,",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(r"^[^:?]*\b(?:following|this) question\b[^:?]*:", re.IGNORECASE)
_UNIT_WISH = re.compile(
    r"\((?:in|answer in) [^)]*\)|,?\s*in (?:units of|usd)\b[^.?,]*", re.IGNORECASE
)
_UPPER = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŖŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_NAME = re.compile(rf"(?<!\w)[{_UPPER}][\w&'’.-]*(?:\s+(?:&\s+)?[{_UPPER}][\w&'’.-]*)*")
_NOUNS_ARE_CAPITAL = frozenset({"de"})
# Two capital words in a row, in German: "Otto von Bismarck"; not "das Vereinigte Königreich", which
# pages may well call by another name.
_FULL_NAME = re.compile(
    rf"(?<!\b[Dd](?:er|ie|as|em|en|es)\s)(?<!\w)[{_UPPER}][\w&'’.-]*"
    rf"(?:\s+(?:(?:von|van|de|zu|der)\s+){{0,2}}[{_UPPER}][\w&'’.-]*)+"
)
_OPENING = " \t\n\u00a0¿¡\"'«„“("
# Articles and the like that lose their vowel; where a language is known its stemmer parts them.
_ELIDED = re.compile(
    r"(?<!\w)(?:(?:d|n|qu|s)?(?:ell|all|ull)|l|d|un|qu|dell|nell|sull)['’](?=\w)", re.IGNORECASE
)
_NO_NAME = whole_words(
    ["(?:FY|CY|Q)\\s?\\d*\\w?", "[IVX]+", "[A-Z]", "US[DA]?", "EU", "UK", "EUR", "GBP",
     "January|February|March|April|May|June|July|August|September|October|November|December",
     "Figures?|Tables?|Charts?|Sections?|Chapters?|Articles?|Appendix|Annex|Item|Form|Notes?|Pages?|"
     "Exhibit|Schedule|Part|PDF|JSON|CSV|HTML|XML|YES|NO|NOT|AND|OR",
     "Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Anfang|Mitte|Ende|Euro|Dollar|Prozent|"
     "Million(?:en)?|Milliarden?|Herrn?|Frau|Dr|Prof(?:essor)?|Seiten?|Tabellen?|Abbildung(?:en)?|"
     "Abschnitt|Kapitel|Artikel|Absatz|Anhang|Uhr|Jahr(?:e[ns]?)?",
     "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line item of financial reports.

    Attributes:
        name: As formulas call it.
        asked: What questions call it.
        labels: How rows are labelled, best first.
        excluded: Words that make a label another item.
        page: Kind of page where it stands.
    """

    name: str
    asked: re.Pattern[str]
    labels: tuple[str, ...]
    excluded: frozenset[str]
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Words that documents use for what a question asks."""

    asked: re.Pattern[str]
    seek: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What to look for.

    Attributes:
        topic: The question without wishes about the form of the answer.
        terms: The question's own terms; each weighs 1.
        added: Terms that documents may use instead, each with its weight.
        years: Years asked about.
        names: Proper names, as written.
        pages: Kinds of page asked for, each with its weight.
    """

    topic: str
    terms: tuple[str, ...]
    added: Mapping[str, float]
    years: tuple[int, ...]
    names: tuple[str, ...]
    pages: Mapping[str, float]


def study(question: str, language: Language) -> Inquiry:
    """Take a question apart, in the language of the document."""
    topic = strip_wishes(question)
    if language.code == UNKNOWN:
        topic = _ELIDED.sub("", topic)
    terms = tuple(dict.fromkeys(language.content(spell_years(topic))))
    added: dict[str, float] = {}
    pages = dict.fromkeys(asked_kinds(question), _NAMED_PAGE)
    for words, weight, page, page_weight in _expansions(topic):
        for term in language.content(words):
            if term not in terms:
                added[term] = max(weight, added.get(term, 0.0))
        if page:
            pages[page] = max(page_weight, pages.get(page, 0.0))
    return Inquiry(
        topic=topic,
        terms=terms,
        added=added,
        years=years_in(topic),
        names=find_names(topic, language),
        pages=pages,
    )


def strip_wishes(question: str) -> str:
    """Leave out what a question says about the answer's form and about where to look."""
    sentences = [match[0] for match in _SENTENCE.finditer(question)]
    asking = [text for text in sentences if not _WISH.match(text)] or sentences
    kept = [
        _UNIT_WISH.sub("", _SOURCE_CLAUSE.sub("", _PREAMBLE.sub("", text))).strip()
        for text in asking
    ]
    return " ".join(kept).strip() or question


def spell_years(text: str) -> str:
    """Write `FY2019` and `FY19` as `2019`, which is how pages name years."""
    full = re.sub(r"\b(?:FY|CY)\s?'?(\d{4})\b", r"\1", text, flags=re.IGNORECASE)
    return re.sub(r"\b(?:FY|CY)\s?'?(\d\d)\b", r"20\1", full, flags=re.IGNORECASE)


def find_items(text: str) -> list[tuple[int, int, Item]]:
    """Return the line items a text names and where, in order; the longest of several."""
    found = [
        (match.start(), match.end(), item)
        for item in all_items().values()
        for match in item.asked.finditer(text)
    ]
    found.sort(key=lambda entry: (entry[0] - entry[1], entry[0]))
    kept: list[tuple[int, int, Item]] = []
    for start, end, item in found:
        if all(end <= first or start >= last for first, last, _ in kept):
            kept.append((start, end, item))
    return sorted(kept, key=lambda entry: entry[0])


def find_names(topic: str, language: Language) -> tuple[str, ...]:
    """Return the proper names in a question: capital words that do not open a sentence.

    Where every noun has a capital letter, only two and more in a row; none that are months,
    currencies or years.
    """
    is_noun_capital = language.code in _NOUNS_ARE_CAPITAL
    names: list[str] = []
    for match in (_FULL_NAME if is_noun_capital else _NAME).finditer(topic):
        words = [word.rstrip(".'’") for word in match[0].split()]
        before = topic[: match.start()].rstrip(_OPENING)
        if not before or before.endswith((".", "?", "!", ":")):
            words = words[1:]
        words = [re.sub(r"['’]s$", "", word) for word in words]
        words = [word for word in words if not _NO_NAME.fullmatch(word)]
        if len(words) > (1 if is_noun_capital else 0):
            names.append(" ".join(words))
    return tuple(dict.fromkeys(names))


@cache
def all_items() -> Mapping[str, Item]:
    """Return every line item of `vocabulary/items.toml` by its name."""
    return {
        name: Item(
            name=name,
            asked=whole_words(table["asked"]),
            labels=tuple(table["labels"]),
            excluded=frozenset(table.get("not", ())),
            page=table["page"],
        )
        for name, table in tomllib.loads(_read("items")).items()
    }


@cache
def all_topics() -> tuple[Topic, ...]:
    """Return every rule of `vocabulary/topics.toml`."""
    return tuple(
        Topic(asked=whole_words(table["asked"]), seek=table["seek"], page=table.get("page", ""))
        for table in tomllib.loads(_read("topics"))["topic"]
    )


def _expansions(topic: str) -> Iterator[tuple[str, float, str, float]]:
    """Yield words to look for, their weight, and a kind of page with its own."""
    for _, _, item in find_items(topic):
        yield " ".join(item.labels), _ITEM_WEIGHT, item.page, _ITEM_PAGE
    for rule in all_topics():
        if rule.asked.search(topic):
            yield rule.seek, _TOPIC_WEIGHT, rule.page, _TOPIC_PAGE


def _read(name: str) -> str:
    path = files("wasat.evidence").joinpath(f"vocabulary/{name}.toml")
    return path.read_text(encoding="utf-8")

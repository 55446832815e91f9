"""What sort of thing a question wants: `vocabulary/wanted.toml`, compiled."""

import re
import tomllib
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from wasat.evidence.figures import is_year, years_in
from wasat.reader.recognise.wordlists import number_words

_FALLBACK = "en"
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"\d[\d.,]*")
_NUMBER_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_TIME = re.compile(
    r"\b(?:1\d{3}|20\d\d|\d{1,4}(?:s|er)\b|\d{1,2}(?:st|nd|rd|th|\.|º)|centur\w+|jahrhundert\w*|siglos?"
    r"|siècles?|secol[oi]|séculos?|jan(?:uar[yi]?|vier|eiro)?|feb(?:ruar[yi]?|brero|braio)?|février"
    r"|fevereiro|mar(?:ch|s|zo|ço)?|maart|märz|apr(?:ile?)?|abril|avril|may|mai|mayo|maggio|maio|mei"
    r"|jun(?:[ei]|io|ho)?|giugno|juin|jul(?:[yi]|io|ho)?|luglio|juillet|aug(?:ust(?:us)?)?|ago(?:sto)?"
    r"|août|sept?(?:emb(?:er|re)|iembre)?|settembre|setembro|o[ck]t(?:ober|obre|ubre)?|ottobre|outubro"
    r"|nov(?:emb(?:er|re|ro)|iembre)?|dec(?:emb(?:er|re))?|décembre|dez(?:emb(?:er|ro))?|dic(?:iembre"
    r"|embre)?|enero|gennaio|today|yesterday"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|weekends?|noon|midnight"
    r"|(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sonnabends?|wochenend\w*"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes"
    r"|sábados?|domingos?|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
    r"|(?:segunda|terça|quarta|quinta|sexta)-feira|(?:maan|dins|woens|donder|vrij|zater|zon)dag(?:en)?)\b",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?"
    r"|millions?|billions?|half|third|quarter|once|twice|zwei|drei|vier|fünf|sechs|sieben|acht|neun"
    r"|zehn|zwölf|hundert|tausend|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|cien|mil"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|\w+teen|\w*(?:zig|hundert|tausend)"
    r"|(?:four|fif|six|ten)ths?|\w+tel\b|\w+ièmes?|quint[oa]|terz[oa]|terç[oa]|décim[oa]|vijfde"
    r"|quarantaine|cinquantaine|centaines?|vingtaine|quarante|cinquante|moitié|tiers|quart"
    r"|cincuenta|cuarenta|mitad|medio|metade|metà|mezzo|helft|derde|honderd|duizend|hälfte|drittel"
    r"|deux|trois|quatre|cinq|sept|huit|neuf|dix|cent|mille|due|tre|quattro|cinque)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[€$£¥₹]|\b(?:EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|BRL|euros?|dollars?|d[oó]la(?:r|res)|dollari"
    r"|pounds?|pfund|libras?|sterline?|franc?s?|franken|franchi|francos|cents?|centimes?|céntimos?"
    r"|pence|kronen?|kronor|kroner|pesos?|yen|rupees?|reais|gulden|mark|pesetas?|escudos?|lire)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?<=[\w,;] )[A-ZÀ-ÞĀ-Ž]\w+")


class Want(StrEnum):
    """Sorts of answers and of computations, as the vocabulary names them."""

    COST = "cost"
    NUMBER = "number"
    TIME = "time"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    STANCE = "stance"
    PERCENT_CHANGE = "percent_change"
    CHANGE = "change"
    AVERAGE = "average"
    SUM = "sum"
    WHICH_PERIOD = "which_period"
    ABOVE = "above"
    BELOW = "below"
    HIGHEST = "highest"
    LOWEST = "lowest"
    NEGATIVE = "negative"
    CAUSE = "cause"
    RISE = "rise"
    FALL = "fall"


COMPUTED = (Want.PERCENT_CHANGE, Want.CHANGE, Want.AVERAGE, Want.SUM)
COMPARED = (Want.ABOVE, Want.BELOW, Want.HIGHEST, Want.LOWEST, Want.NEGATIVE)


def read_wants(question: str, language: str) -> frozenset[Want]:
    """Return everything that a question's words want."""
    patterns = _patterns().get(language, _patterns()[_FALLBACK])
    return frozenset(
        want
        for want, pattern in patterns.items()
        if want is not Want.CAUSE and pattern.search(question)
    )


def find_want_spans(question: str, language: str) -> list[tuple[int, int]]:
    """Return where a question says what sort of answer it wants."""
    patterns = _patterns().get(language, _patterns()[_FALLBACK])
    return [m.span() for pattern in patterns.values() for m in pattern.finditer(question)]


def find_move_words(question: str, language: str) -> list[str]:
    """Return the words of a question that say that a figure went up or down."""
    patterns = _patterns().get(language, _patterns()[_FALLBACK])
    return [m[0] for want in (Want.RISE, Want.FALL) for m in patterns[want].finditer(question)]


def holds_wanted(text: str, wants: frozenset[Want], language: str) -> bool:
    """Whether a text has the looks of an answer: a number, a date, a name, a cause.

    True also where nothing is known of the looks.
    """
    if Want.REASON in wants:
        patterns = _patterns().get(language, _patterns()[_FALLBACK])
        return bool(patterns[Want.CAUSE].search(text))
    return next((looks(text) for want, looks in _LOOKS.items() if want in wants), True)


def holds_number(text: str) -> bool:
    """Whether a text tells how many or how much: a figure that is no year, or a number in words."""
    figures = (match[0].rstrip(".,") for match in _FIGURE.finditer(text))
    words = (word.lower() for word in _NUMBER_LETTERS.findall(text))
    return (
        any(not is_year(figure) for figure in figures)
        or bool(_NUMBER_WORD.search(text))
        or any(number_words().get(word, 0) > 1 for word in words)
    )


def _holds_time(text: str) -> bool:
    return bool(years_in(text) or _TIME.search(text))


def _holds_money(text: str) -> bool:
    return bool(_MONEY.search(text)) and holds_number(text)


def _holds_count(text: str) -> bool:
    return bool(_DIGIT.search(text) or _NUMBER_WORD.search(text))


def _holds_name(text: str) -> bool:
    return bool(_CAPITAL.search(text))


# What an answer looks like, the surest wish first.
_LOOKS: Mapping[Want, Callable[[str], bool]] = {
    Want.TIME: _holds_time,
    Want.COST: _holds_money,
    Want.NUMBER: _holds_count,
    Want.PERSON: _holds_name,
    Want.PLACE: _holds_name,
}


@cache
def _patterns() -> Mapping[str, Mapping[Want, re.Pattern[str]]]:
    text = files("wasat.reader").joinpath("vocabulary/wanted.toml").read_text(encoding="utf-8")
    return {
        language: {
            Want(name): re.compile(rf"(?<!\w){pattern}", re.IGNORECASE)
            for name, pattern in table.items()
        }
        for language, table in tomllib.loads(text).items()
    }

"""Which language a text is in, told by its most frequent small words, few of which have accents."""

import re
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

_WORD = re.compile(r"[^\W\d_]+")
_LEAST = 3  # small words of a language, so that one by chance tells nothing

# By the names that Tesseract gives languages; the most frequent words of each, letters as printed.
SMALL_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        language: frozenset(words.split())
        for language, words in {
            "eng": "the of and to in is that for it with as are on be this by from at or an",
            "deu": "der die und das ist nicht mit den von ein sich auf dem eine auch im zu wird",
            "fra": "le la les et des est une pour dans du que qui pas sur au ne vous par avec ce",
            "spa": "el la los las y que en un una por con para se del es no al lo su como",
            "ita": "il la che di un una per non sono con del della si le gli come anche nel da",
            "por": "o os as e que um uma para com por do da em se não dos ao mais como na",
            "nld": "de het een en van is dat op te niet zijn voor met die er aan ook bij om",
            "rus": "и в не на что с по как это для от из или при к вы но его так если",
            "ukr": "і в не на що з та як це для від або при до ви але його так якщо є",
        }.items()
    }
)


def guess_language(text: str) -> str:
    """Return the language whose small words are the most frequent, or nothing if few are there."""
    counts = Counter(_WORD.findall(text.lower()))
    hits = {
        language: sum(counts[word] for word in words) for language, words in SMALL_WORDS.items()
    }
    best = max(hits, key=lambda language: hits[language])
    return best if hits[best] >= _LEAST else ""

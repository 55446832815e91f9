"""Numbers written as the document writes its own: decimals, and which sign parts them."""

import re
from collections.abc import Sequence

from wasat.evidence.language import Language

_COMMA_IS_DECIMAL = frozenset({"de", "es", "fr", "it", "nl", "pt"})
_POINT_SEEN = re.compile(r"\d\.\d{1,2}(?!\d)|\d,\d{3}(?!\d)")
_COMMA_SEEN = re.compile(r"\d,\d{1,2}(?!\d)")
_SWAPPED = str.maketrans(".,", ",.")
_MOST_DECIMALS = 4


def write_number(number: float, decimals: int, like: Sequence[str], language: Language) -> str:
    """Write a number with so many decimals.

    Args:
        number: What to write.
        decimals: Digits after the sign.
        like: Figures of the document, as printed: they show which sign is which.
        language: Of the document, which decides where the figures do not.
    """
    text = f"{number:,.{decimals}f}"
    is_comma = _is_comma_decimal(like, language)
    return text.translate(_SWAPPED) if is_comma else text


def count_decimals(texts: Sequence[str], language: Language) -> int:
    """Count the decimals of the figure that has most of them."""
    is_comma = _is_comma_decimal(texts, language)
    sign = "," if is_comma else "."
    ends = [text.rpartition(sign)[2].rstrip(" )%") for text in texts if sign in text]
    return min(_MOST_DECIMALS, max((len(end) for end in ends if end.isdigit()), default=0))


def _is_comma_decimal(texts: Sequence[str], language: Language) -> bool:
    """Tell by the figures which sign parts decimals, and where they do not, by the language."""
    if any(map(_POINT_SEEN.search, texts)):
        return False
    return language.code in _COMMA_IS_DECIMAL or any(map(_COMMA_SEEN.search, texts))

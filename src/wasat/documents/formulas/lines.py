"""Whether lines hold formulas, which line up like cells where they are set under one another."""

import re
from collections.abc import Sequence

from wasat.documents.formulas.signs import is_relation, is_telling

_MOST_NAMES = 0.1  # share of words that name something
_MOST_FIGURES = 0.5  # share of words that are figures alone: more are the cells of a table
_LEAST_TELLING = 2  # signs, where no relation is among them
_NAME = re.compile(r"[^\W\d_]{3,}")
_FIGURE = re.compile(r"[-−+±]?\d[\d.,]*%?")


def are_formulas(texts: Sequence[str]) -> bool:
    """Whether words are those of formulas: signs of mathematics, few figures, hardly a name."""
    names = sum(_NAME.search(text) is not None for text in texts)
    figures = sum(_FIGURE.fullmatch(text) is not None for text in texts)
    if names > _MOST_NAMES * len(texts) or figures > _MOST_FIGURES * len(texts):
        return False
    return any(map(is_relation, texts)) or sum(map(is_telling, texts)) >= _LEAST_TELLING

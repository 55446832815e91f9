"""Names of systems, benchmarks and measures as tokens, and where a text names them."""

import re
import unicodedata
from collections.abc import Sequence

Tokens = tuple[str, ...]

_TOKEN = re.compile(r"\d+(?:\.\d+)+|[^\W_]+")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]|[*†‡§↑↓]+")
_SHORT = 4  # letters; so short a name is a word as well ("DROP"), and counts only as it is printed


def split_name(name: str) -> Tokens:
    """Cut a name into words and numbers without case, accents, and what stands in brackets.

    Versions such as "1.5" stay whole, so that "X 1" is not found in "X 1.5".
    """
    return split_text(_ASIDE.sub(" ", name)) or split_text(name)


def split_text(text: str) -> Tokens:
    """Cut any text in the same way, brackets included."""
    flat = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(character for character in flat if not unicodedata.combining(character))
    return tuple(_TOKEN.findall(bare))


def find_tokens(wanted: Tokens, text: Tokens) -> int:
    """Return where tokens stand one after another in a text, or -1."""
    size = len(wanted)
    found = (at for at in range(len(text) - size + 1) if text[at : at + size] == wanted)
    return next(found, -1) if size else -1


def is_named(name: str, question: str) -> bool:
    """Tell whether a question names something; a short name only in the letters it is printed in.

    Figures alone are no name.
    """
    tokens = split_name(name)
    if not any(token[0].isalpha() for token in tokens):
        return False
    printed = _ASIDE.sub(" ", name).strip()
    if len(printed) <= _SHORT:
        return re.search(rf"(?<!\w){re.escape(printed)}(?!\w)", question) is not None
    return find_tokens(tokens, split_text(question)) >= 0


def which_named(names: Sequence[str], question: str) -> list[int]:
    """Return which of several names a question names; of those within one another the longest."""
    named = [at for at, name in enumerate(names) if is_named(name, question)]
    tokens = {at: split_name(names[at]) for at in named}
    return [
        at
        for at in named
        if not any(
            len(tokens[other]) > len(tokens[at]) and find_tokens(tokens[at], tokens[other]) >= 0
            for other in named
        )
    ]

"""How words look, which way they are read and where they lead, as far as it carries meaning."""

import re
from enum import StrEnum
from typing import NamedTuple

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")


class Style(StrEnum):
    """How a stretch of a line looks; the values are the names of HTML elements."""

    BOLD = "b"
    ITALIC = "i"
    SUPERSCRIPT = "sup"
    SUBSCRIPT = "sub"
    CODE = "code"
    LINK = "a"


class Alignment(StrEnum):
    """Where lines stand between the edges; START is the usual edge of the script."""

    START = ""
    CENTER = "center"
    END = "right"
    JUSTIFY = "justify"


class Mark(NamedTuple):
    """A stretch of a line that looks other than the text around it, or leads somewhere.

    Attributes:
        start: Its first character, in the words of the line joined by one space.
        end: Behind its last character.
        style: How it looks.
        target: Where a link leads, by http, https or mailto; empty for all other styles.
    """

    start: int
    end: int
    style: Style
    target: str = ""


def has_right_to_left(text: str) -> bool:
    """Whether any of it is in a script that is read from the right."""
    return _RIGHT_TO_LEFT.search(text) is not None


def is_right_to_left(text: str) -> bool:
    """Whether most of its letters are in a script that is read from the right."""
    if not has_right_to_left(text):
        return False
    return 2 * len(_RIGHT_TO_LEFT.findall(text)) > len(_LETTER.findall(text))

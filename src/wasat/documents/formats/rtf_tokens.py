"""RTF bytes to tokens: groups, control words, text. Nothing is understood here.

Source: Rich Text Format Specification 1.9.1, "RTF syntax".
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?"
    rb"|\\'([0-9A-Fa-f]{2})"
    rb"|\\([^A-Za-z])"
    rb"|([{}])"
    rb"|([^\\{}\r\n]+)"
    rb"|[\r\n]+|\\",
    re.DOTALL,
)

_ESCAPED = (b"{", b"}", b"\\")


class Token(NamedTuple):
    """One token; exactly one of the first three says what it is.

    Attributes:
        word: Control word, or the one sign of a control symbol, or a brace.
        data: Bytes of text in the code page of the font.
        number: Parameter of the control word; None if it has none.
    """

    word: str
    data: bytes
    number: int | None


def tokenize(data: bytes) -> Iterator[Token]:
    """Yield tokens; the binary data that a `bin` announces is passed over."""
    at = 0
    while (found := _TOKEN.match(data, at)) is not None:
        at = found.end()
        word, number, hexadecimal, symbol, brace, text = found.groups()
        if word:
            value = int(number) if number else None
            if word == b"bin":
                at += max(value or 0, 0)
            else:
                yield Token(word.decode("ascii"), b"", value)
        elif hexadecimal:
            yield Token("'", bytes.fromhex(hexadecimal.decode("ascii")), None)
        elif symbol in _ESCAPED:
            yield Token("", symbol, None)
        elif symbol or brace:
            yield Token((symbol or brace).decode("latin_1"), b"", None)
        elif text:
            yield Token("", text, None)

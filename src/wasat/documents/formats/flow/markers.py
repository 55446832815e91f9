"""Numbers of list items as they are printed: letters, Roman numerals, leading zeros."""

from collections.abc import Callable, Mapping

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_ROMAN = 4_000
_MOST_LETTERS = 1_000


def format_number(count: int, form: str) -> str:
    """Write a number.

    Args:
        count: Any; what a form cannot say is written in digits.
        form: A name of Office Open XML (`lowerLetter`, `upperRoman`), or the sign of
            OpenDocument and HTML (`a`, `A`, `i`, `I`); anything else is decimal.

    Source:
        ISO/IEC 29500-1, 17.18.59.
    """
    write = _FORMS.get(form)
    return str(count) if write is None else write(count)


def _letters(count: int) -> str:
    """Write a to z, then aa, bb. Source: ISO/IEC 29500-1, 17.18.59, lowerLetter."""
    if not 1 <= count <= _MOST_LETTERS:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    if not 1 <= count < _MOST_ROMAN:
        return str(count)
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (count // worth)
        count %= worth
    return text


_FORMS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": _letters,
    "a": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "A": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "i": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "I": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02d}",
}

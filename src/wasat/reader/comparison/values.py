"""Values as papers print them: deviations left out, shares and per cents on one scale."""

import re
from collections.abc import Sequence
from decimal import Decimal

_DEVIATION = re.compile(r"\s*(?:±|\+/-|\+-).*$|\s*\([^()]*\)\s*$")
_MARKS = re.compile(r"[*†‡§↑↓\s]+|\[[^\[\]]*\]|(?<=[\d%])[a-z]$")
_VALUE = re.compile(r"([-−–+]?)((?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?)%?")
_COMMA = re.compile(r"^([-−–+]?\d+),(\d{1,2}|\d{4,})(?=%?$)")
_MINUS = ("-", "−", "–")
_MOST_DIGITS = 28  # that a decimal keeps; more are no result


def read_value(text: str) -> Decimal | None:
    """Read a value and nothing else: "83.2 ± 0.4", ".638", "64,1 %", "1,200*"."""
    bare = _MARKS.sub("", _DEVIATION.sub("", text))
    match = _VALUE.fullmatch(_COMMA.sub(r"\1.\2", bare))
    if match is None or not 0 < len(match[2]) <= _MOST_DIGITS:
        return None
    value = Decimal(match[2].replace(",", ""))
    return -value if match[1] in _MINUS else value


def are_shares(texts: Sequence[str]) -> bool:
    """Tell whether values are shares of one: with decimals, and none of them above it."""
    values = [(text, value) for text in texts if (value := read_value(text)) is not None]
    return bool(values) and all(
        "%" not in text and "." in str(value) and abs(value) <= 1 for text, value in values
    )


def subtract(first: str, second: str, scales: tuple[int, int] = (0, 0)) -> str:
    """Compute second minus first with their decimals, sign and per cent; nothing if not numbers.

    Args:
        first: As printed.
        second: As printed.
        scales: Powers of ten by which each is multiplied: 2 makes a share a per cent.
    """
    left, right = read_value(first), read_value(second)
    if left is None or right is None:
        return ""
    unit = "%" if first.rstrip().endswith("%") and second.rstrip().endswith("%") else ""
    return f"{right.scaleb(scales[1]) - left.scaleb(scales[0]):+}{unit}"


def find_scales(documents: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Tell by which power of ten each document's values are multiplied to lie on one scale.

    Only where some documents print shares of one and others per cents.
    """
    shares = [are_shares(texts) for texts in documents]
    return tuple(2 if is_share and not all(shares) else 0 for is_share in shares)

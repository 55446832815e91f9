"""Signs of one formula to LaTeX: scripts, fractions and roots by where each sign stands."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wasat.box import Box, enclose
from wasat.documents.formulas.signs import ROOT, is_operator

# Source: TeX, appendix G: bars lie on the axis of the line, a quarter of the size over its baseline
_AXIS = 0.25
_SCRIPT = 0.85  # of the size of the line, at most
_RAISED, _LOWERED = 0.12, 0.06  # of the size
_SAME_LINE = 0.3  # of the size: baselines of one line differ by no more
_OVERHANG = 3.0  # points by which what stands over a bar may stand out from it
_NEAR = 1.6  # of the size: no further from its bar is what a fraction is made of
_UNDER = 0.8  # of the size: how far bounds stand out from their operator
_DEEPEST = 6
_SPLIT_NUMBER = re.compile(r"(\d) ([.,]) (\d)")  # its point may be of another font


class Sign(NamedTuple):
    """A part of a formula that is written already.

    Attributes:
        text: As printed; empty of what is put together.
        latex: As LaTeX.
        box: In points.
        baseline: In points from the top.
        size: Of its font, in points.
    """

    text: str
    latex: str
    box: Box
    baseline: float
    size: float


_Scripts = dict[tuple[int, bool], list[Sign]]  # by place in the line, and whether they are raised


def write_latex(signs: Sequence[Sign], bars: Sequence[Box], depth: int = 0) -> str | None:
    """Write a formula, or None if its signs stand in no way that is known.

    Args:
        signs: Any order.
        bars: Level rules among them, as boxes of hardly any height.
        depth: How many formulas it is a part of.
    """
    if depth > _DEEPEST or not signs:
        return None
    rest = list(signs)
    for bar in sorted(bars, key=lambda bar: -bar.width):
        inner = [it for it in bars if it is not bar and it.width <= bar.width]
        found = _write_bar(bar, rest, inner, depth)
        if found is not None:
            made, used = found
            rest = [sign for sign in rest if sign not in used] + [made]
    return _write_row(rest, depth)


def _write_bar(
    bar: Box, signs: Sequence[Sign], inner: Sequence[Box], depth: int
) -> tuple[Sign, Sequence[Sign]] | None:
    """Write what a bar divides, or what it roofs; None if it does neither."""
    y = (bar.top + bar.bottom) / 2
    around = [sign for sign in signs if _is_within(sign.box, bar)]
    over = [sign for sign in around if _middle(sign.box) < y and _is_near(sign, y)]
    under = [sign for sign in around if _middle(sign.box) > y]
    if not over:
        return _write_root(bar, signs, under, inner, depth)
    near = _connected(under, y)
    far = _connected(over, y)
    upper = write_latex(far, [it for it in inner if _lies_over(it, y)], depth + 1)
    lower = write_latex(near, [it for it in inner if not _lies_over(it, y)], depth + 1)
    if upper is None or lower is None:
        return None
    size = max(sign.size for sign in (*far, *near))
    box = enclose([*(sign.box for sign in (*far, *near)), bar])
    return Sign("", f"\\frac{{{upper}}}{{{lower}}}", box, y + _AXIS * size, size), [*far, *near]


def _write_root(
    bar: Box, signs: Sequence[Sign], under: Sequence[Sign], inner: Sequence[Box], depth: int
) -> tuple[Sign, Sequence[Sign]] | None:
    roots = [
        sign
        for sign in signs
        if sign.text == ROOT and abs(sign.box.x1 - bar.x0) < _OVERHANG
        and sign.box.top - sign.size < bar.top < sign.box.bottom
    ]  # fmt: skip
    inside = [sign for sign in under if sign not in roots]
    latex = write_latex(inside, inner, depth + 1) if roots and inside else None
    if latex is None:
        return None
    root = roots[0]
    box = enclose([root.box, *(sign.box for sign in inside)])
    line = max(inside, key=lambda sign: sign.size)
    made = Sign("", f"\\sqrt{{{latex}}}", box, line.baseline, line.size)
    return made, [root, *inside]


def _write_row(signs: Sequence[Sign], depth: int) -> str | None:
    """Write one line of signs with their scripts."""
    size = max(sign.size for sign in signs)
    full = [sign for sign in signs if sign.size >= _SCRIPT * size]
    baseline = sorted(sign.baseline for sign in full)[len(full) // 2]
    line = [sign for sign in full if abs(sign.baseline - baseline) <= _SAME_LINE * size]
    line.sort(key=lambda sign: sign.box.x0)
    scripts: _Scripts = {}
    for sign in signs:
        if sign in line:
            continue
        rise = (baseline - sign.baseline) / size
        owner = _owner(sign, line, size)
        if sign.size >= _SCRIPT * size or owner is None or not (rise > _RAISED or rise < -_LOWERED):
            return None
        scripts.setdefault((owner, rise > 0), []).append(sign)
    pieces = [_with_scripts(sign, index, scripts, depth) for index, sign in enumerate(line)]
    known = [piece for piece in pieces if piece is not None]
    return _SPLIT_NUMBER.sub(r"\1\2\3", " ".join(known)) if len(known) == len(pieces) else None


def _with_scripts(sign: Sign, index: int, scripts: _Scripts, depth: int) -> str | None:
    piece = sign.latex
    for is_over, mark in ((False, "_"), (True, "^")):
        if (index, is_over) in scripts:
            inside = write_latex(scripts[index, is_over], (), depth + 1)
            if inside is None:
                return None
            piece += f"{mark}{{{inside}}}"
    return piece


def _owner(sign: Sign, line: Sequence[Sign], size: float) -> int | None:
    """Return which sign of the line a script belongs to: an operator at it, or the one before."""
    middle = (sign.box.x0 + sign.box.x1) / 2
    for index, other in enumerate(line):
        reach = _UNDER * size
        if is_operator(other.text) and other.box.x0 - reach <= middle <= other.box.x1 + reach:
            return index
    before = [index for index, other in enumerate(line) if other.box.x0 < sign.box.x0]
    return before[-1] if before else None


def _connected(signs: Iterable[Sign], y: float) -> list[Sign]:
    """Leave out what stands far from the bar at y, behind another line."""
    return [sign for sign in signs if abs(sign.baseline - y) < 2 * _NEAR * sign.size]


def _is_near(sign: Sign, y: float) -> bool:
    return y - sign.box.bottom < _NEAR * sign.size


def _is_within(box: Box, bar: Box) -> bool:
    return bar.x0 - _OVERHANG <= box.x0 and box.x1 <= bar.x1 + _OVERHANG


def _lies_over(bar: Box, y: float) -> bool:
    return (bar.top + bar.bottom) / 2 < y


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2

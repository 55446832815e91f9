"""Ratios and other figures computed from line items, by `vocabulary/formulas.toml`."""

import ast
import operator
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from wasat.evidence.inquiry import Item, all_items, find_items
from wasat.evidence.locator import whole_words
from wasat.reader.lookup.line_item import Figure, Statements

_DEFINED = re.compile(
    r"\b(?:is|are|as)?\s*(?:defined|calculated|computed)\s+as\s*:?", re.IGNORECASE
)
_END_OF_DEFINITION = re.compile(r"\.(?:\s|$)|\n")
_BEFORE_ITEM = 25  # characters in which "average" or "change in" belongs to the item after it
_CALLS = (
    ("average", "avg"),
    ("change in", "change"),
    ("increase in", "change"),
    ("prior", "prior"),
)
_SYMBOL = re.compile(r"\d+(?:\.\d+)?(?!\d)|[-+*/()×÷−–]")
_YEAR_MARK = re.compile(r"\b(?:(?:FY|CY)\s?)?(?:19|20)\d\d\b|\b(?:FY|CY)\s?\d\d\b", re.IGNORECASE)
_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class IncomputableError(Exception):
    """A line item is not in the document, or a division is by zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A computed figure.

    Attributes:
        name: As the question says it.
        value: The expression, parsed.
        unit: percent, ratio, days or amount.
    """

    name: str
    value: ast.expr
    unit: str

    @property
    def items(self) -> list[Item]:
        """The line items it is made from."""
        names = [node.id for node in ast.walk(self.value) if isinstance(node, ast.Name)]
        return [all_items()[name] for name in names if name in all_items()]


@dataclass(slots=True, kw_only=True)
class Evaluation:
    """Evaluates formulas for a year and keeps what they were made from.

    Attributes:
        statements: Where line items are looked up.
        used: Every figure used, in order, each once.
    """

    statements: Statements
    used: dict[tuple[str, int], Figure] = field(default_factory=dict[tuple[str, int], Figure])

    def evaluate(self, node: ast.expr, year: int) -> float:
        """Return the value of an expression for a year.

        Raises:
            IncomputableError: A figure is missing, or a divisor is zero.
        """
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return float(node.value)
        if isinstance(node, ast.Name):
            return self._look_up(node.id, year)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return -self.evaluate(node.operand, year)
        if isinstance(node, ast.BinOp):
            return self._combine(node, year)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
            return self._call(node.func.id, node.args[0], year)
        raise IncomputableError

    def _combine(self, node: ast.BinOp, year: int) -> float:
        left, right = self.evaluate(node.left, year), self.evaluate(node.right, year)
        if isinstance(node.op, ast.Div) and right == 0:
            raise IncomputableError
        return _OPERATORS[type(node.op)](left, right)

    def _call(self, name: str, argument: ast.expr, year: int) -> float:
        now = self.evaluate(argument, year if name != "prior" else year - 1)
        if name == "abs":
            return abs(now)
        if name == "avg":
            return (now + self.evaluate(argument, year - 1)) / 2
        if name == "change":
            return now - self.evaluate(argument, year - 1)
        return now

    def _look_up(self, name: str, year: int) -> float:
        item = all_items().get(name)
        figure = self.statements.find(item, year) if item else None
        if figure is None:
            raise IncomputableError
        self.used.setdefault((name, year), figure)
        return figure.number


def find_formula(question: str) -> Formula | None:
    """Return the formula that a question names; by its own definition, if it gives one."""
    best: Formula | None = None
    for pattern, value, unit in _formulas():
        match = pattern.search(question)
        if match and (best is None or len(match[0]) > len(best.name)):
            best = Formula(name=match[0], value=value, unit=unit)
    if best is None:
        return None
    defined = read_definition(question)
    return Formula(name=best.name, value=defined, unit=best.unit) if defined else best


def find_formula_spans(question: str) -> list[tuple[int, int]]:
    """Return where a question names formulas."""
    return [match.span() for pattern, _, _ in _formulas() for match in pattern.finditer(question)]


def read_definition(question: str) -> ast.expr | None:
    """Read "ROA is defined as: FY2017 net income / (average total assets between ...)".

    None if there is no definition, or one that is not made of known line items alone.
    """
    start = _DEFINED.search(question)
    if start is None:
        return None
    rest = question[start.end() :]
    end = _END_OF_DEFINITION.search(rest)
    text = _YEAR_MARK.sub(lambda match: " " * len(match[0]), rest[: end.start()] if end else rest)
    pieces: list[str] = []
    at = 0
    for first, last, item in find_items(text):
        pieces += _SYMBOL.findall(text[at:first])
        before = text[max(at, first - _BEFORE_ITEM) : first].lower()
        call = next((name for words, name in _CALLS if words in before), "")
        pieces.append(f"{call}({item.name})")
        at = last
    pieces += _SYMBOL.findall(text[at:])
    return _parse(" ".join(pieces))


def _parse(text: str) -> ast.expr | None:
    """Parse arithmetic; None if it is none, or has no operation in it."""
    plain = re.sub(r"(?<![a-z])\(\s*\)", "", text)
    for sign, plainly in (("×", "*"), ("÷", "/"), ("−", "-"), ("–", "-")):
        plain = plain.replace(sign, plainly)
    try:
        node = ast.parse(plain.strip(), mode="eval").body
    except SyntaxError:
        return None
    return node if isinstance(node, ast.BinOp) else None


@cache
def _formulas() -> tuple[tuple[re.Pattern[str], ast.expr, str], ...]:
    text = files("wasat.reader").joinpath("vocabulary/formulas.toml").read_text(encoding="utf-8")
    return tuple(
        (
            whole_words(table["asked"]),
            ast.parse(table["value"], mode="eval").body,
            table["unit"],
        )
        for table in tomllib.loads(text)["formula"]
    )

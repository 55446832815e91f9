"""Signs of mathematics and how LaTeX names them."""

import re
import unicodedata
from functools import lru_cache

_LETTERS = "αβγδεζηθικλμνξπρςστυφχψωΓΔΘΛΞΠΣΦΨΩϵϕϑϱµ"
_LETTER_NAMES = """
    alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho varsigma
    sigma tau upsilon varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega
    epsilon phi vartheta varrho mu
"""
_GREEK = dict(zip(_LETTERS, _LETTER_NAMES.split(), strict=True))
_OPERATORS = {
    "∑": "sum", "∏": "prod", "∫": "int", "∮": "oint", "∬": "iint", "⋃": "bigcup", "⋂": "bigcap",
}  # fmt: skip
_NAMED = {
    "×": "times", "÷": "div", "±": "pm", "∓": "mp", "⋅": "cdot", "·": "cdot", "∗": "ast",
    "*": "ast", "∘": "circ", "⊗": "otimes", "⊕": "oplus", "≤": "leq", "≥": "geq", "≠": "neq",
    "≈": "approx", "∼": "sim", "≃": "simeq", "≅": "cong", "≡": "equiv", "∝": "propto",
    "≪": "ll", "≫": "gg", "→": "to", "←": "leftarrow", "⇒": "Rightarrow", "⇔": "Leftrightarrow",
    "↔": "leftrightarrow", "↦": "mapsto", "∈": "in", "∉": "notin", "⊂": "subset", "⊆": "subseteq",
    "∪": "cup", "∩": "cap", "∅": "emptyset", "∀": "forall", "∃": "exists", "¬": "neg",
    "∧": "wedge", "∨": "vee", "∂": "partial", "∇": "nabla", "∞": "infty", "ℏ": "hbar",
    "ℓ": "ell", "…": "ldots", "⋯": "cdots", "′": "prime", "⟨": "langle", "⟩": "rangle",
    "〈": "langle", "〉": "rangle", "<": "lt", ">": "gt", "{": "{", "}": "}", "%": "%",
    "∥": "|", "≔": "coloneqq",
}  # fmt: skip
_PLAIN = {"−": "-", "–": "-", "∣": "|", "∶": ":"}
_NAMES = {**_GREEK, **_OPERATORS, **_NAMED}
_FUNCTION_NAMES = """
    sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh log ln exp lim max min sup inf det
    dim ker gcd arg deg Pr mod
"""
_FUNCTIONS = frozenset(_FUNCTION_NAMES.split())
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|\S")
_RELATIONS = frozenset("=<>≤≥≠≈∼≃≅≡∝≪≫→⇒⇔∈≔")
_TELLING = frozenset(_NAMES) - frozenset("·*…<>{}%′→←±×µ")  # prose and tables hold these too
_LONG = re.compile(r"[^\W\d_]{3,}")  # fewer letters beside one another are variables, not a word

ROOT = "√"


def is_relation(text: str) -> bool:
    """Whether a word is a sign between two sides of a formula."""
    return text in _RELATIONS


def is_telling(text: str) -> bool:
    """Whether a word holds a sign that stands in formulas alone."""
    return any(c in _TELLING or c == ROOT for c in text)


def is_operator(text: str) -> bool:
    """Whether it is a large sign that has its bounds under and over it."""
    return text in _OPERATORS


def is_mathematical(text: str) -> bool:
    """Whether a word may be a part of a formula: no letters that make a word of a language."""
    parts: list[str] = _LONG.findall(fold(text))
    has_words = any(part not in _FUNCTIONS and part.isalpha() for part in parts)
    return not has_words and (text.isascii() or max(text) < "\u2e80")


def fold(text: str) -> str:
    """Make plain letters of mathematical ones, which are letters in a style. Source: Unicode 22."""
    if text.isascii():
        return text
    return "".join(
        unicodedata.normalize("NFKC", c) if 0x1D400 <= ord(c) <= 0x1D7FF else c for c in text
    )


@lru_cache(4096)  # most signs of a page come again
def write_sign(text: str, *, is_bold: bool) -> str:
    """Write a word of a formula as LaTeX; letters set bold stay so."""
    return " ".join(_write_part(part, is_bold=is_bold) for part in _WORD.findall(fold(text)))


def _write_part(part: str, *, is_bold: bool) -> str:
    if part in _FUNCTIONS:
        return f"\\{part}"
    if part in _NAMES:
        return f"\\{_NAMES[part]}"
    letters = [f"\\{_NAMES[c]}" if c in _NAMES else _PLAIN.get(c, c) for c in part]
    written = " ".join(letters) if any(c in _NAMES for c in part) else "".join(letters)
    return f"\\mathbf{{{written}}}" if is_bold and part.isalpha() else written

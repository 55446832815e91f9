"""Names of sections and turns of phrase, from `vocabulary/structure.toml`."""

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

_NUMBERING = r"\W*(?:(?:section|chapter|part|kapitel|chapitre|capítulo|capitolo|hoofdstuk)\s+)?"
_ORDINAL = r"(?:(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])[.):]?\s+)?"


class Section(StrEnum):
    """What a part of a text does."""

    ABSTRACT = "abstract"
    OVERVIEW = "overview"  # of a short text its summary; in a book, of a chapter's matter
    INTRODUCTION = "introduction"
    CONCLUSION = "conclusion"
    EXCLUDED = "excluded"
    KEYWORDS = "keywords"
    BODY = "body"


def name_section(heading: str) -> Section:
    """Tell from its heading what a section does; BODY if the heading says nothing known."""
    text = " ".join(heading.split())
    for section, pattern in _headings().items():
        if pattern.fullmatch(text):
            return section
    return Section.BODY


def split_run_in(text: str) -> tuple[Section, int]:
    """Find a heading that stands at the beginning of its own paragraph: "Abstract. We show".

    Returns:
        What the paragraph does and where its text begins; BODY and 0 without such a heading.
    """
    for section in (Section.ABSTRACT, Section.OVERVIEW, Section.KEYWORDS):
        match = _run_ins()[section].match(text)
        if match:
            return section, match.end()
    return Section.BODY, 0


def count_cues(sentence: str) -> int:
    """Count turns of phrase that announce what matters."""
    return len(_phrases()["cue"].findall(sentence))


def announces(sentence: str) -> bool:
    """Tell whether a sentence says what the document is about: "This guide explains"."""
    return bool(_phrases()["announcement"].match(sentence))


def is_aside(sentence: str) -> bool:
    """Tell whether a sentence points at a figure or gives an example."""
    return bool(_phrases()["aside"].search(sentence))


def leans_back(sentence: str) -> bool:
    """Tell whether a sentence leans on the one before it, as with "However" or "This"."""
    return bool(_phrases()["dependent"].match(sentence))


def ends_with_abbreviation(text: str) -> bool:
    """Tell whether the full stop at the end of a text belongs to an abbreviation."""
    return bool(_phrases()["abbreviations"].search(text))


@cache
def _tables() -> Mapping[str, Mapping[str, list[str]]]:
    path = files("wasat.reader").joinpath("vocabulary/structure.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _headings() -> Mapping[Section, re.Pattern[str]]:
    return {
        Section(name): re.compile(
            rf"{_NUMBERING}{_ORDINAL}(?:{'|'.join(names)})\s*[.:]?", re.IGNORECASE
        )
        for name, names in _tables()["sections"].items()
    }


@cache
def _run_ins() -> Mapping[Section, re.Pattern[str]]:
    return {
        Section(name): re.compile(rf"\W*(?:{'|'.join(names)})\s*[.:—–-]+\s*(?=\S)", re.IGNORECASE)
        for name, names in _tables()["sections"].items()
    }


@cache
def _phrases() -> Mapping[str, re.Pattern[str]]:
    phrases = _tables()["phrases"]
    return {
        "cue": re.compile(rf"(?<!\w)(?:{'|'.join(phrases['cue'])})(?!\w)", re.IGNORECASE),
        "aside": re.compile(rf"(?<!\w)(?:{'|'.join(phrases['aside'])})(?!\w)", re.IGNORECASE),
        "dependent": re.compile(rf"(?:{'|'.join(phrases['dependent'])})(?!\w)", re.IGNORECASE),
        "announcement": re.compile(
            rf"(?:{'|'.join(phrases['announcement'])})(?!\w)", re.IGNORECASE
        ),
        "abbreviations": re.compile(
            rf"(?<!\w)(?:{'|'.join(phrases['abbreviations'])}|[A-Z])\.$", re.IGNORECASE
        ),
    }

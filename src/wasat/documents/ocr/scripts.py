"""Which script a text is written in, told by its letters."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from wasat.documents.ocr.engine import Script

# Ranges of the letters of each. Source: Unicode blocks; Japanese is told by its kana alone.
_LETTERS: Mapping[Script, re.Pattern[str]] = MappingProxyType(
    {
        Script.ARABIC: re.compile("[\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
        Script.CYRILLIC: re.compile("[\u0400-\u052f]"),
        Script.DEVANAGARI: re.compile("[\u0900-\u097f]"),
        Script.GREEK: re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
        Script.HAN: re.compile("[\u3400-\u4dbf\u4e00-\u9fff]"),
        Script.HANGUL: re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"),
        Script.HEBREW: re.compile("[\u0590-\u05ff]"),
        Script.JAPANESE: re.compile("[\u3040-\u30ff]"),
        Script.LATIN: re.compile("[A-Za-z\u00c0-\u024f]"),
        Script.THAI: re.compile("[\u0e00-\u0e7f]"),
    }
)


def guess_script(text: str) -> Script:
    """Return the script of most of the letters; `UNKNOWN` where there are none."""
    counts = {script: len(letters.findall(text)) for script, letters in _LETTERS.items()}
    best = max(counts, key=lambda script: counts[script])
    if not counts[best]:
        return Script.UNKNOWN
    return Script.JAPANESE if best is Script.HAN and counts[Script.JAPANESE] else best

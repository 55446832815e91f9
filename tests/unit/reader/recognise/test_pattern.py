import re

import pytest

from wasat.reader.recognise.pattern import smallest_match


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("^[A-Z]{2}-\\d{4}$", "AA-0000"),
        ("^INV-[0-9]+$", "INV-0"),
        ("^(paid|open)$", "paid"),
        ("a*b?c+", "c"),
        ("^(?:ab){2,3}$", "abab"),
        ("^.{3}$", "aaa"),
        ("^\\w\\s\\D\\.$", "a a."),
        ("^[^0-9]$", "a"),
        ("^a|b$", "a"),
        ("\\bword\\b", "word"),
        ("^\\d+?$", "0"),
        ("", ""),
    ],
)
def test_the_smallest_text_is_allowed_by_its_pattern(pattern: str, text: str) -> None:
    assert smallest_match(pattern) == text
    assert re.search(pattern, text)


@pytest.mark.parametrize(
    "pattern", ["^(?=a)b$", "(a)\\1", "(a", "a)", "[a", "\\p{L}", "^a$b", "[^\\s\\S]", "a\\", "(?"]
)
def test_a_pattern_too_intricate_or_without_texts_has_none(pattern: str) -> None:
    assert smallest_match(pattern) is None


@pytest.mark.parametrize("pattern", ["((a{1000}){1000}){1000}", "(" * 3_000 + ")" * 3_000])
def test_a_pattern_that_would_fill_the_memory_is_too_intricate(pattern: str) -> None:
    assert smallest_match(pattern) is None

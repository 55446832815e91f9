"""How well questions in seven languages are answered, the whole set held to figures.

The documents were written without looking at what the reader makes of them; a change that helps one
language must not cost another.
"""

import pytest

from tests.evidence.asking_languages import CODES, ask_all

LEAST_ON_PAGE = 0.88  # the goal of prose in other languages than English
LEAST_RIGHT = 0.75
MOST_REFUSED = 0.08


def share(values: list[bool]) -> float:
    return sum(values) / len(values)


@pytest.mark.parametrize("code", CODES)
def test_answers_stand_on_the_page_first_cited(code: str) -> None:
    stated = [outcome for outcome in ask_all(code) if outcome.gold]

    assert share([outcome.is_on_page for outcome in stated]) >= LEAST_ON_PAGE
    assert share([outcome.is_right for outcome in stated]) >= LEAST_RIGHT


@pytest.mark.parametrize("code", CODES)
def test_what_is_stated_is_not_refused(code: str) -> None:
    stated = [outcome for outcome in ask_all(code) if outcome.gold]

    assert share([outcome.is_refused for outcome in stated]) <= MOST_REFUSED


@pytest.mark.parametrize("code", CODES)
def test_what_is_not_stated_is_refused(code: str) -> None:
    missing = [outcome for outcome in ask_all(code) if not outcome.gold]

    assert [outcome.question for outcome in missing if not outcome.is_refused] == []


def test_seven_languages_are_asked() -> None:
    assert {"de", "en", "es", "fr", "it", "nl", "pt"} <= set(CODES)

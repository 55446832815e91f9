import pytest

from wasat.reader.recognise.found import Habits
from wasat.reader.recognise.kinds import RECOGNISERS, Kind, find_parties, find_text, find_yes_no

HABITS = Habits()


def test_every_kind_has_a_recogniser() -> None:
    assert set(RECOGNISERS) == set(Kind)


@pytest.mark.parametrize(
    ("text", "value"),
    [("Yes", True), ("nein", False), ("☑", True), ("☐", False), ("sí, claro", True)],
)
def test_yes_and_no_are_read_in_words_and_ticks(text: str, value: object) -> None:
    assert [match.value for match in find_yes_no(text, HABITS)][:1] == [value]


def test_a_text_loses_the_punctuation_around_it() -> None:
    (match,) = find_text(" : Blue  house - ", HABITS)

    assert match.value == "Blue house"


def test_a_text_keeps_the_point_of_an_abbreviation() -> None:
    (match,) = find_text("Acme Inc.", HABITS)

    assert match.value == "Acme Inc."


def test_nothing_is_no_text() -> None:
    assert list(find_text(" : ", HABITS)) == []


def test_companies_go_before_people_among_parties() -> None:
    assert [m.value for m in find_parties("Acme Ltd. and Ann Lee", HABITS)] == ["Acme Ltd."]
    assert [m.value for m in find_parties("signed by Ann Lee", HABITS)] == ["Ann Lee"]


@pytest.mark.parametrize("kind", list(Kind))
def test_no_recogniser_finds_anything_in_nothing(kind: Kind) -> None:
    assert list(RECOGNISERS[kind]("", HABITS)) == []

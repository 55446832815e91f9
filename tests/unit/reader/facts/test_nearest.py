import pytest

from tests.unit.reader.facts.stating import ENGLISH, ask, mention
from wasat.generation.prompt import JsonValue
from wasat.reader.facts.nearest import Near, Search, find_nearest
from wasat.reader.recognise.found import Habits
from wasat.reader.recognise.kinds import Kind


def find(
    text: str, name: str, kind: Kind = Kind.AMOUNT, common: frozenset[str] = frozenset()
) -> Near | None:
    json_type = "integer" if kind is Kind.WHOLE else "string"
    query = ask(name, json_type)
    search = Search(kind, query.is_count, query.years, ENGLISH, Habits(), common)
    return find_nearest(mention(text, name, json_type), search)


def value(text: str, name: str, kind: Kind = Kind.AMOUNT) -> JsonValue:
    near = find(text, name, kind)
    return None if near is None else near.match.value


def worth(text: str, name: str, kind: Kind = Kind.AMOUNT) -> float:
    near = find(text, name, kind)
    return 0.0 if near is None else near.worth


@pytest.mark.parametrize(
    ("text", "name", "kind", "wanted"),
    [
        ("In 2024, 31 people worked here, 5 of them cooks.", "employees", Kind.WHOLE, 31),
        ("We have 5,100 full-time employees in 12 towns.", "employees", Kind.WHOLE, 5100),
        ("Twelve boats fish here.", "number_of_boats", Kind.WHOLE, 12),
        ("Revenue was 4.5 million euros.", "revenue", Kind.AMOUNT, 4_500_000),
        ("Revenue rose by 9 percent to 4.5 million euros.", "revenue", Kind.AMOUNT, 4_500_000),
        ("Revenue rose by 9 percent to 4.5 million.", "revenue growth", Kind.SHARE, 9.0),
        ("The bridge was opened on 3 May 1999 and sold on 4 June 2001.", "opened_on", Kind.DATE,
         "1999-05-03"),
        ("The bridge was opened on 3 May 1999 and sold on 4 June 2001.", "sold_on", Kind.DATE,
         "2001-06-04"),
        ("The mill was founded in 1887 by two brothers.", "founded_in", Kind.YEAR, 1887),
        ("Ann Lee has been managing director since May; she followed Bo Ek.",
         "managing_director", Kind.PERSON, "Ann Lee"),
        ("Director Ann Lee signed.", "director", Kind.PERSON, "Ann Lee"),
        ("The accounts were audited by Nord & Syd.", "auditor", Kind.COMPANY, "Nord & Syd"),
        ("The firm is headquartered in Bergen.", "headquarters", Kind.PLACE, "Bergen"),
        ("The warranty lasts 24 months.", "warranty", Kind.DURATION, "24 months"),
    ],
)  # fmt: skip
def test_the_value_nearest_to_the_words_is_found(
    text: str, name: str, kind: Kind, wanted: JsonValue
) -> None:
    assert value(text, name, kind) == wanted


@pytest.mark.parametrize(
    ("sure", "doubtful", "name", "kind"),
    [
        ("We employ 14 people.", "Our employees work in 14 offices.", "employees", Kind.WHOLE),
        ("We employ 14 people.", "Our staff got $14 more.", "employees", Kind.WHOLE),
        ("We own 7 turbines.", "It hit turbine 7.", "turbines", Kind.WHOLE),
        ("Profit was 5 million.", "Profit rose by 5 million.", "profit", Kind.AMOUNT),
        ("Profit was 5 million.", "Profit was between 5 and 6 million.", "profit", Kind.AMOUNT),
        ("Profit was 5 million.", "Profit was 5, 6 and 7 million.", "profit", Kind.AMOUNT),
        ("Profit was 5 million.", "We expect profit of 5 million.", "profit", Kind.AMOUNT),
        ("Profit was 5 million.", "Profit, after tax, was 5 million.", "profit", Kind.AMOUNT),
        ("In 2024 profit was 5 million.", "Profit was 5 million.", "profit_2024", Kind.AMOUNT),
    ],
)
def test_a_doubtful_figure_is_worth_less(sure: str, doubtful: str, name: str, kind: Kind) -> None:
    assert worth(sure, name, kind) > worth(doubtful, name, kind) + 0.05


def test_a_sentence_of_another_year_is_worth_nothing() -> None:
    assert find("Profit in 2023 was 5 million.", "profit_2024") is None


def test_a_value_too_far_away_is_none() -> None:
    text = "The profit of the many small mills along the river in those days was 5 million."

    assert find(text, "profit") is None


def test_a_sentence_without_values_holds_none() -> None:
    assert find("Profit was high.", "profit") is None


def test_words_that_are_common_elsewhere_make_no_name() -> None:
    text = "Managing director Annual Report"

    assert find(text, "managing_director", Kind.PERSON, frozenset({"annual"})) is None
    assert find("MANAGING DIRECTOR ANN LEE", "managing_director", Kind.PERSON) is None

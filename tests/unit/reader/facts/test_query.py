import pytest

from wasat.evidence.language import Language, all_languages
from wasat.generation.prompt import JsonValue
from wasat.reader.extraction.families import describe
from wasat.reader.facts.query import Query, make_queries

ENGLISH = all_languages()["en"]


def queries(
    name: str,
    kind: str = "string",
    description: str = "",
    parent: str = "",
    language: Language = ENGLISH,
) -> list[Query]:
    schema: dict[str, JsonValue] = {"type": kind, "description": description}
    return list(make_queries(describe(name, schema, parent), language))


def own(query: Query) -> list[tuple[str, ...]]:
    return [idea.phrases[0] for idea in query.ideas]


@pytest.mark.parametrize("name", ["dividend_approved_on", "dividendApprovedOn", "DividendApproved"])
def test_names_are_read_however_they_are_spelt(name: str) -> None:
    (query,) = queries(name)

    assert own(query) == [("dividend",), ("approv",)]


def test_phrases_are_one_idea_with_their_synonyms() -> None:
    (query,) = queries("managing_director")

    (idea,) = query.ideas
    assert idea.phrases[0] == ("manag", "director")
    assert ("chief", "execut") in idea.phrases


def test_words_that_say_little_are_left_out_and_years_kept_apart() -> None:
    (query,) = queries("number_of_widgets_2024", "integer")

    assert own(query) == [("widget",)]
    assert query.years == (2024,)
    assert query.is_count


def test_amounts_of_what_is_named_in_the_plural_count_nothing() -> None:
    (query,) = queries("widgets", "number")

    assert not query.is_count


def test_words_that_only_narrow_weigh_less_and_ask_nothing_alone() -> None:
    (query,) = queries("total_widgets")

    assert [idea.weight for idea in query.ideas] == [0.5, 1.0]
    assert queries("total") == []


def test_the_object_around_tells_what_a_name_leaves_open() -> None:
    (beside,) = queries("approved_on", parent="dividend")
    (alone,) = queries("amount_due", parent="dividend")[:1]

    assert [(idea.phrases[0], idea.weight) for idea in beside.ideas] == [
        (("approv",), 1.0),
        (("dividend",), 0.5),
    ]
    assert ("dividend",) in own(alone)


def test_a_description_is_asked_after_the_name_unless_it_explains_too_much() -> None:
    first, second = queries("q7", "integer", "Number of employees")

    assert own(first) == [("q7",)]
    assert second.is_count
    words = "alpha beta gamma delta epsilon zeta eta theta"
    assert len(queries("q7", "integer", words)) == 1


def test_a_name_in_english_finds_the_words_of_another_language() -> None:
    (query,) = queries("employees", "integer", language=all_languages()["de"])

    terms = {phrase[0] for phrase in query.ideas[0].phrases}
    assert set(all_languages()["de"].terms("Mitarbeiter Belegschaft")) <= terms


def test_the_index_is_asked_for_own_words_first() -> None:
    (query,) = queries("sales")
    inquiry = query.inquire(ENGLISH)

    assert inquiry.terms
    assert set(inquiry.added.values()) == {0.6}
    assert not set(inquiry.terms) & set(inquiry.added)

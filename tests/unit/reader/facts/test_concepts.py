import pytest

from wasat.reader.facts.concepts import (
    all_concepts,
    fillers,
    find_spelt_numbers,
    qualifiers,
    scale_after,
    speech,
)


def test_a_concept_holds_what_names_and_texts_say_for_it() -> None:
    employees = next(c for c in all_concepts() if "employees" in c.names)

    assert employees.is_count
    assert {"staff", "people worked"} <= set(employees.phrases)


def test_words_asked_for_only_are_no_words_of_texts() -> None:
    revenue = next(c for c in all_concepts() if "revenue" in c.names)

    assert "sales" in revenue.asked
    assert "sales" not in revenue.phrases


def test_words_that_say_little_are_known() -> None:
    assert "number" in fillers()
    assert "total" in qualifiers()
    assert not fillers() & qualifiers()


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        (" million euros", (1e6, 8)),
        (" Mio. Euro", (1e6, 5)),
        (" mil millones", (1e9, 13)),
        ("bn", (1e9, 2)),
        (" euros", (1.0, 0)),
    ],
)
def test_words_after_a_figure_multiply_it(text: str, scale: tuple[float, int]) -> None:
    assert scale_after(text) == scale


def test_numbers_are_spelt_by_language() -> None:
    assert [m.value for m in find_spelt_numbers("due to eleven of them", "en")] == [11]
    assert [m.value for m in find_spelt_numbers("due navi", "it")] == [2]
    assert not list(find_spelt_numbers("thirty-one and one", "en"))
    assert not list(find_spelt_numbers("eleven", "und"))


def test_an_unknown_language_speaks_as_english_does() -> None:
    assert speech("und", "negations").search("It is not so.")
    assert speech("de", "negations").search("Das gilt nicht.")
    assert not speech("de", "negations").search("It is not so.")

import pytest

from wasat.evidence.language import all_languages
from wasat.reader.lookup.follow import find_focus, follow_up

ENGLISH = all_languages()["en"]


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        (["What was revenue in 2020?"], "And in 2021?", "What was revenue  ? in 2021?"),
        (
            ["How tall is the pier at Saltness?"],
            "And at Orrin?",
            "How tall is the pier at  ? at Orrin?",
        ),
        (
            ["Who won?"],
            "How many people live in the old town?",
            "How many people live in the old town?",
        ),
        ([], "And in 2021?", "And in 2021?"),
    ],
)
def test_what_is_named_anew_takes_the_place_of_what_was_named(
    earlier: list[str], question: str, whole: str
) -> None:
    assert follow_up(question, earlier, ENGLISH) == whole


def test_a_third_question_goes_on_from_the_first() -> None:
    whole = follow_up("And in 2019?", ["What was revenue in 2021?", "And in 2020?"], ENGLISH)

    assert whole.startswith("What was revenue")
    assert "2019" in whole
    assert "2020" not in whole
    assert "2021" not in whole


def test_a_conversation_without_end_goes_on_from_its_last_turns() -> None:
    earlier = ["What was revenue in 2000?", *(["And in 2020?"] * 2_000)]

    whole = follow_up("And the costs?", earlier, ENGLISH)

    assert whole.endswith("in 2020? the costs?")
    assert "revenue" not in whole
    assert find_focus("And in 2021?", [*earlier, "And the rent?"], ENGLISH, "en") == {"rent"}


@pytest.mark.parametrize(
    ("code", "earlier", "question"),
    [
        ("de", "Wie hoch war der Umsatz im Jahr 2020?", "Und 2021?"),
        ("fr", "Quel était le chiffre d'affaires en 2020 ?", "Et en 2021 ?"),
        ("es", "¿Cuál fue el beneficio en 2020?", "¿Y en 2021?"),
        ("it", "Qual era il fatturato nel 2020?", "E nel 2021?"),
        ("pt", "Qual foi a receita em 2020?", "E em 2021?"),
        ("nl", "Wat was de omzet in 2020?", "En in 2021?"),
    ],
)
def test_every_language_goes_on_with_another_year(code: str, earlier: str, question: str) -> None:
    whole = follow_up(question, [earlier], all_languages()[code], code)

    assert whole.endswith(question.split(" ", 1)[1])
    assert "2020" not in whole
    assert len(whole) > len(question) + 10


@pytest.mark.parametrize(
    ("code", "earlier", "question", "year"),
    [
        ("en", "What were sales in Europe in 2022?", "And the year before?", "2021"),
        ("en", "What were sales in 2022?", "And in the following year?", "2023"),
        ("de", "Wie hoch war der Umsatz 2022?", "Und im Jahr davor?", "2021"),
        ("fr", "Quelles étaient les ventes en 2022 ?", "Et l'année précédente ?", "2021"),
        ("es", "¿Cuáles fueron las ventas en 2022?", "¿Y el año anterior?", "2021"),
        ("it", "Quali erano le vendite nel 2022?", "E l'anno prima?", "2021"),
        ("pt", "Quais foram as vendas em 2022?", "E no ano anterior?", "2021"),
        ("nl", "Wat was de omzet in 2022?", "En het jaar ervoor?", "2021"),
    ],
)
def test_the_year_before_is_the_year_it_is(
    code: str, earlier: str, question: str, year: str
) -> None:
    whole = follow_up(question, [earlier], all_languages()[code], code)

    assert year in whole
    assert "2022" not in whole


def test_a_change_from_the_year_before_is_one_of_the_year_asked_about() -> None:
    whole = follow_up(
        "And by how much did they change from the year before?", ["Sales in 2021?"], ENGLISH
    )

    assert "2021" in whole


def test_what_follows_the_same_preposition_is_exchanged() -> None:
    german = all_languages()["de"]

    assert "Europa" not in follow_up("Und in Asien?", ["Umsatz in Europa 2022?"], german, "de")
    assert "2022" in follow_up("Und in Asien?", ["Umsatz in Europa 2022?"], german, "de")


def test_all_years_leave_none_of_the_years_asked_about_before() -> None:
    whole = follow_up("And the average of all three years?", ["Sales in 2020?"], ENGLISH)

    assert "2020" not in whole
    assert "Sales" in whole


@pytest.mark.parametrize(
    ("code", "earlier", "question", "focus"),
    [
        ("en", "How much is the electricity?", "And the rent?", "rent"),
        ("de", "Wie hoch sind die Stromkosten?", "Und die Miete?", "Miete"),
        ("fr", "Combien coûte l'électricité ?", "et le loyer ?", "loyer"),
        ("es", "¿Cuánto cuesta la electricidad?", "¿Y el alquiler?", "alquiler"),
        ("it", "Quanto costa l'elettricità?", "E l'affitto?", "affitto"),
        ("pt", "Quanto custa a eletricidade?", "E o aluguel?", "aluguel"),
        ("nl", "Hoeveel kost de elektriciteit?", "En de huur?", "huur"),
    ],
)
@pytest.mark.parametrize("is_known", [True, False])
def test_what_is_named_anew_is_the_focus(
    code: str, earlier: str, question: str, focus: str, *, is_known: bool
) -> None:
    language = all_languages()[code if is_known else "und"]

    found = find_focus(question, [earlier], language, code)

    assert set(language.terms(focus)) <= found
    assert found.isdisjoint(language.terms(earlier))


def test_a_year_named_anew_leaves_the_focus_of_the_question_before() -> None:
    earlier = ["How much was the electricity in 2022?", "And the rent?"]

    assert find_focus("And in 2021?", earlier, ENGLISH, "en") == {"rent"}
    assert find_focus("And the year before?", earlier, ENGLISH, "en") == {"rent"}


def test_a_question_that_stands_for_itself_has_no_focus() -> None:
    assert find_focus("What is the rent?", [], ENGLISH, "en") == frozenset()
    assert find_focus("And the rent?", ["What?"], all_languages()["und"], "xx")

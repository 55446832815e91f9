import pytest

from wasat.reader.aggregates.wish import Kind, read_wish


@pytest.mark.parametrize(
    ("language", "question", "kind"),
    [
        ("en", "What is the total of the purchases?", Kind.TOTAL),
        ("en", "How much did all branches sell together?", Kind.SUM),
        ("en", "What is the average number of visitors per quarter?", Kind.AVERAGE),
        ("en", "What is the median of the complaints?", Kind.MEDIAN),
        ("en", "What is the gap between the highest and the lowest score?", Kind.RANGE),
        ("de", "Wie hoch ist die Summe aller Ausgaben?", Kind.SUM),
        ("de", "Wie hoch sind die durchschnittlichen Kosten je Amt?", Kind.AVERAGE),
        ("fr", "Quel est le total des recettes ?", Kind.TOTAL),
        ("fr", "Combien de filles y a-t-il au total dans toutes les classes ?", Kind.SUM),
        ("es", "¿Cuál es la media de consultas por especialidad?", Kind.AVERAGE),
        ("it", "Quanti spettatori ci sono stati in totale?", Kind.TOTAL),
        ("pt", "Qual é a soma dos litros de todas as castas?", Kind.SUM),
        ("nl", "Wat is het gemiddelde aantal leden per afdeling?", Kind.AVERAGE),
    ],
)
def test_a_figure_made_of_many_is_known(language: str, question: str, kind: Kind) -> None:
    wish = read_wish(question, language)

    assert wish is not None
    assert wish.kind is kind


@pytest.mark.parametrize(
    "question",
    [
        "What percentage of the total was paid in cash?",
        "How much did the paint cost?",
        "What is the average useful life of the buildings?",
    ],
)
def test_one_figure_is_none_of_them(question: str) -> None:
    assert read_wish(question, "en") is None


def test_what_the_figures_are_is_left() -> None:
    wish = read_wish("What is the total number of visitors?", "en")

    assert wish is not None
    assert wish.topic.split()[-1] == "visitors?"
    assert "total" not in wish.topic

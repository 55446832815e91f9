import pytest

from wasat.reader.rankings.wish import Kind, read_wish, words_of


@pytest.mark.parametrize(
    ("language", "question", "kind", "things", "is_low"),
    [
        ("en", "Which region had the lowest sales in 2021?", Kind.EXTREME, "region", True),
        ("en", "Which tool costs the most?", Kind.EXTREME, "tool", False),
        ("en", "What was the largest expense?", Kind.EXTREME, "", False),
        ("en", "Which product lines declined in 2020?", Kind.MOVED, "product lines", True),
        ("en", "Which towns have more than 2,000 people?", Kind.BEYOND, "towns", False),
        ("en", "How are sales split by region?", Kind.SPLIT, "region", False),
        ("de", "Welche Sparte wuchs am stärksten?", Kind.GROWTH, "Sparte", False),
        ("de", "In welchem Werk sank der Absatz?", Kind.MOVED, "Werk", True),
        ("de", "Wie gliedern sich die Kosten nach Arten?", Kind.SPLIT, "Arten", False),
        ("fr", "Quelle région a le plus progressé ?", Kind.GROWTH, "région", False),
        ("fr", "Quel outil est le moins cher ?", Kind.EXTREME, "outil", True),
        ("fr", "Comment se répartissent les ventes par pays ?", Kind.SPLIT, "pays", False),
        ("es", "¿Qué país tuvo las ventas más bajas?", Kind.EXTREME, "país", True),
        ("es", "¿Qué región creció más?", Kind.GROWTH, "región", False),
        ("es", "¿Cómo se distribuyen las ventas por país?", Kind.SPLIT, "país", False),
        ("it", "Quale regione è cresciuta di più?", Kind.GROWTH, "regione", False),
        ("it", "Quale paese ha le vendite maggiori?", Kind.EXTREME, "paese", False),
        ("it", "Come sono suddivise le vendite per paese?", Kind.SPLIT, "paese", False),
        ("pt", "Que região cresceu mais?", Kind.GROWTH, "região", False),
        ("pt", "Qual país teve as menores vendas?", Kind.EXTREME, "país", True),
        ("pt", "Como se repartem as vendas por país?", Kind.SPLIT, "país", False),
        ("nl", "Welke regio groeide het sterkst?", Kind.GROWTH, "regio", False),
        ("nl", "Welk land had de laagste omzet?", Kind.EXTREME, "land", True),
        ("nl", "Hoe is de omzet over de landen verdeeld?", Kind.SPLIT, "de landen", False),
    ],
)
def test_what_is_compared_is_read_in_seven_languages(
    language: str, question: str, kind: Kind, things: str, *, is_low: bool
) -> None:
    wish = read_wish(question, language)

    assert wish is not None
    assert (wish.kind, wish.things, wish.is_low) == (kind, things, is_low)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Which region had the second highest sales?"),
        ("de", "Welche Region hatte den zweithöchsten Umsatz?"),
        ("fr", "Quelle région est la deuxième plus grande ?"),
        ("es", "¿Qué región es la segunda más grande?"),
        ("it", "Quale regione è la seconda più grande?"),
        ("pt", "Qual região é a segunda maior?"),
        ("nl", "Welke regio had de op één na hoogste omzet?"),
    ],
)
def test_the_second_from_an_end_is_understood(language: str, question: str) -> None:
    wish = read_wish(question, language)

    assert wish is not None
    assert wish.rank == 2


@pytest.mark.parametrize(
    "question",
    ["What is the rent?", "Who is the tallest?", "Which law governs it?", "Why did sales fall?"],
)
def test_other_questions_compare_no_rows(question: str) -> None:
    assert read_wish(question, "en") is None


def test_growth_in_per_cent_is_told_from_growth_in_amount() -> None:
    fastest, most = (read_wish(f"Which region grew {how}?", "en") for how in ("fastest", "most"))

    assert fastest is not None
    assert most is not None
    assert (fastest.is_relative, most.is_relative) == (True, False)


def test_an_unknown_language_is_read_as_english() -> None:
    assert words_of("xx") == words_of("en")

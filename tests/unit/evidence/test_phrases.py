import pytest

from wasat.evidence.phrases import all_phrases, detect_language, one_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What is the purpose of this agreement?", "en"),
        ("Was ist der Zweck dieser Vereinbarung?", "de"),
        ("Quel est le but de cet accord ?", "fr"),
        ("¿Cuál es el propósito de este acuerdo?", "es"),
        ("Qual è lo scopo di questo accordo?", "it"),
        ("Qual é o objetivo deste acordo e quem são as partes?", "pt"),
        ("Wat is het doel van deze overeenkomst?", "nl"),
        ("Riassumi", "it"),
        ("Mogen honden mee in de tuin?", "nl"),
        ("Il locatore può cedere il contratto a terzi?", "it"),
        ("Porque caíram as vendas em Braga?", "pt"),
        ("Peut-on fumer ?", "fr"),
        ("Darf man rauchen?", "de"),
        ("¿Puede fumar?", "es"),
        ("", "en"),
        ("12345", "en"),
    ],
)
def test_the_language_of_a_question_is_told(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_english_stands_first_and_wins_a_tie() -> None:
    assert next(iter(all_phrases())) == "en"


def test_patterns_begin_at_the_start_of_a_word() -> None:
    pattern = one_of(["sum", "list"])

    assert pattern.search("a LIST")
    assert not pattern.search("enlist")

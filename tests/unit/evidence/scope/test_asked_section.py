import pytest

from wasat.evidence.scope.asked_section import read_section, wants_words_of


@pytest.mark.parametrize(
    ("question", "language", "number"),
    [
        ("What does section 1.4 say?", "en", "1.4"),
        ("Summarize chapter 3.", "en", "3"),
        ("Summarize Appendix B in a sentence", "en", "B"),
        ("Quote § 12", "en", "12"),
        ("Summarize Part I in two sentences", "en", "I"),
        ("Summarize Part IV", "en", "IV"),
        ("Fasse Kapitel 3 zusammen", "de", "3"),
        ("Was steht in Abschnitt 2.1?", "de", "2.1"),
        ("Résume le chapitre 5", "fr", "5"),
        ("Resume el capítulo 2", "es", "2"),
        ("Riassumi il capitolo 4", "it", "4"),
        ("Resuma a seção 3.2", "pt", "3.2"),
        ("Vat hoofdstuk 7 samen", "nl", "7"),
    ],
)
def test_a_part_is_named_by_its_number(question: str, language: str, number: str) -> None:
    found = read_section(question, language)

    assert found is not None
    assert (found.number, found.words) == (number, "")


@pytest.mark.parametrize(
    ("question", "language", "words"),
    [
        ("Summarize the section about the fees.", "en", "fees"),
        ("Quote the chapter titled “Getting help”", "en", "Getting help"),
        ("Summarize the risk factors section", "en", "risk factors"),
        ("Summarize the section 'Late fees'", "en", "Late fees"),
        ("Summarize the section on fees in 3 sentences", "en", "fees"),
        ("Fasse den Gebühren-Abschnitt zusammen", "de", "Gebühren"),
        ("Fasse den Abschnitt über die Gebühren zusammen", "de", "Gebühren"),
        ("Résume la section sur les frais", "fr", "frais"),
    ],
)
def test_a_part_is_named_by_what_it_is_about(question: str, language: str, words: str) -> None:
    found = read_section(question, language)

    assert found is not None
    assert (found.number, found.words, found.is_title) == ("", words, False)


def test_what_follows_the_verb_may_be_a_title() -> None:
    found = read_section("Summarize the introduction.", "en", " the introduction.")

    assert found is not None
    assert (found.words, found.is_title) == ("introduction", True)


@pytest.mark.parametrize(
    "question",
    [
        "Summarize this document",
        "Summarize the article I attached",
        "Summarise this article about climate change.",
        "Which part of the report is long?",
        "Summarize the section about " + "one two three four five six seven eight nine",
    ],
)
def test_other_questions_name_none(question: str) -> None:
    assert read_section(question, "en") is None


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What does section 1.4 say?", "en"),
        ("Quote the section about fees", "en"),
        ("Give me the risk factors section", "en"),
        ("Show me the text of clause 7", "en"),
        ("Was steht in Kapitel 2?", "de"),
        ("Que dit l'article 4 ?", "fr"),
        ("¿Qué dice la sección 2?", "es"),
        ("Cosa dice il capitolo 3?", "it"),
        ("O que diz a cláusula 9?", "pt"),
        ("Wat staat er in hoofdstuk 1?", "nl"),
    ],
)
def test_the_words_of_a_part_are_wanted(question: str, language: str) -> None:
    assert wants_words_of(question, language)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What does section 5 say about termination?", "en"),
        ("Give me the price of part no. 123", "en"),
        ("Show me which part I ordered", "en"),
        ("How long is section 5?", "en"),
        ("Was steht in Kapitel 2 über Gebühren?", "de"),
        ("Hello", "xx"),
    ],
)
def test_what_a_part_says_about_something_is_a_question(question: str, language: str) -> None:
    assert not wants_words_of(question, language)

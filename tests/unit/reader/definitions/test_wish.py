import re

import pytest

from wasat.reader.definitions.wish import Sort, read_tells, read_wish


@pytest.mark.parametrize(
    ("question", "language", "term", "sort"),
    [
        ("What does TDS stand for?", "en", "TDS", Sort.SHORT),
        ("what does tds stand for", "en", "TDS", Sort.SHORT),
        ("What is a riffle?", "en", "riffle", Sort.SENSE),
        ("What is meant by 'grab sample' in this document?", "en", "grab sample", Sort.SENSE),
        ("Define turbidity.", "en", "turbidity", Sort.SENSE),
        ("What is the hyporheic zone?", "en", "hyporheic zone", Sort.LOOSE),
        ("Wofür steht EnPI?", "de", "EnPI", Sort.SHORT),
        ("Was versteht man unter der Grundlast?", "de", "Grundlast", Sort.SENSE),
        ("¿Qué es el riego deficitario?", "es", "riego deficitario", Sort.SENSE),
        ("Qu'est-ce qu'une échéance ?", "fr", "échéance", Sort.SENSE),
        ("Che cosa significa PCR?", "it", "PCR", Sort.SENSE),
        ("O que se entende por caução?", "pt", "caução", Sort.SENSE),
        ("Waar staat VOG voor?", "nl", "VOG", Sort.SHORT),
        ("Was bedeutet Skonto?", "en", "Skonto", Sort.SENSE),
    ],
)
def test_the_term_whose_meaning_is_asked_for_is_read(
    question: str, language: str, term: str, sort: Sort
) -> None:
    wish = read_wish(question, language)
    assert wish is not None
    assert (wish.term, wish.sort) == (term, sort)


@pytest.mark.parametrize(
    "question",
    [
        "How many rivers are sampled?",
        "What are its causes?",
        "What is one to do where the water of a river is too cold?",
        f"What is {'very ' * 40}long?",
    ],
)
def test_other_questions_ask_for_no_meaning(question: str) -> None:
    assert read_wish(question, "en") is None


@pytest.mark.parametrize(
    ("term", "is_short"), [("TDS", True), ("EnPI", True), ("R&D", True), ("riffle", False)]
)
def test_short_forms_are_known_by_their_capitals(term: str, is_short: bool) -> None:  # noqa: FBT001 - a value of the table
    wish = read_wish(f"What does {term} mean?", "en")
    assert wish is not None
    assert wish.is_short_form is is_short


@pytest.mark.parametrize(
    "text",
    [
        "A riffle is a shallow stretch.",
        "The term “riffle” refers to shallow water.",
        "By riffle is meant shallow water.",
        "Shallow water is called a riffle.",
        "Riffle (a loan word) means shallow water.",
    ],
)
def test_sentences_that_tell_a_meaning_are_known(text: str) -> None:
    assert any(tell.match(text) for tell in read_tells(re.escape("riffle")))


@pytest.mark.parametrize(
    "text", ["A riffle is measured twice.", "Stones in a riffle are the home of insects."]
)
def test_sentences_about_the_thing_tell_no_meaning(text: str) -> None:
    assert not any(tell.match(text) for tell in read_tells(re.escape("riffle")))

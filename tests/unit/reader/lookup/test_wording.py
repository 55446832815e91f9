import pytest

from tests.unit.evidence.pages import make_block, make_page
from tests.unit.evidence.prepared import make_prepared
from wasat.reader.lookup.wording import reword

PAPER = (
    "The chief financial officer is Ola Berg. The house was seen by inspectors of the town and is"
    " popular with the guests of the inn, as the lessor says in the letter to all of them."
)
MIETE = "Der Finanzvorstand ist Jan Voss. Das Haus wurde von der Stadt errichtet und ist groß."


def ask(question: str, text: str = PAPER) -> str:
    prepared = make_prepared(make_page(make_block(text)))
    return reword(question, prepared.index, [text])


@pytest.mark.parametrize(
    ("question", "worded"),
    [
        ("Who is the CFO?", "Who is the chief financial officer?"),
        ("Who is the landlord?", "Who is the lessor?"),
        ("Who paid for the inspection?", "Who paid for the inspectors?"),
    ],
)
def test_a_question_is_put_in_the_words_of_the_document(question: str, worded: str) -> None:
    assert ask(question) == worded


@pytest.mark.parametrize(
    "question",
    [
        "Who is the chief financial officer?",  # stands there
        "How large is the population?",  # another word, though it begins like one that does
        "Who is the chimney sweep?",  # nothing of the same meaning does
        "What does Inspectora do?",  # may be a name
    ],
)
def test_other_words_stay(question: str) -> None:
    assert ask(question) == question


def test_every_language_has_words_of_its_own() -> None:
    assert ask("Wer ist der Finanzchef?", MIETE) == "Wer ist der finanzvorstand?"


def test_a_joined_word_stands_for_its_part() -> None:
    told = "Die Personalkosten sind hoch, und das gilt für die meisten Jahre."
    assert ask("Wie viel kostet das Personal?", told) == "Wie viel kostet das personalkosten?"

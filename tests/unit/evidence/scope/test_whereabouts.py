import pytest

from wasat.evidence.scope.whereabouts import read_whereabouts


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Which page talks about moving house?", "moving house"),
        ("On which page is the deposit explained?", "the deposit"),
        ("On what page can I read about the deposit?", "the deposit"),
        ("Where is the deposit described in this document?", "the deposit"),
        ("In which section is the deposit described?", "the deposit"),
        ("What page is the deposit on?", "the deposit"),
        ("Auf welcher Seite geht es um die Kaution?", "die Kaution"),
        ("Wo wird die Kaution erläutert?", "die Kaution"),
        ("¿En qué página se habla de la fianza?", "la fianza"),
        ("À quelle page est-il question de la caution ?", "la caution"),
        ("Dove si parla della cauzione?", "cauzione"),
        ("Dove si parla dell'affitto?", "affitto"),
        ("Em que página se fala da caução?", "caução"),
        ("Op welke pagina wordt de borg genoemd?", "de borg"),
    ],
)
def test_what_the_page_is_asked_of_is_read(question: str, topic: str) -> None:
    wish = read_whereabouts(question)
    assert wish is not None
    assert wish.topic == topic
    assert not wish.is_many


def test_pages_are_asked_for_in_the_plural() -> None:
    wish = read_whereabouts("Which pages talk about the deposit?")
    assert wish is not None
    assert wish.is_many


@pytest.mark.parametrize(
    "question",
    [
        "Where are the premises?",
        "How many pages are there?",
        "What does page 5 say about the deposit?",
        "Where was the contract signed?",
        f"Which page talks about {'very ' * 60}long things?",
    ],
)
def test_other_questions_ask_for_no_page(question: str) -> None:
    assert read_whereabouts(question) is None

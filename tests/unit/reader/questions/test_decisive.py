import pytest

from tests.unit.evidence.pages import make_source
from tests.unit.reader.lookup.searching import make_search
from tests.unit.reader.questions.papers import tell, write
from wasat.evidence.quote import Located, cite
from wasat.reader.lookup.finding import Finding
from wasat.reader.questions.decisive import find_unnamed

CLUB = write(
    "The club owns three boats and a trailer. The chair of the club is Olga Petrenko. Anna Moss"
    " of the club spoke of the harbour. The council promised to repair the lamps by September."
)
VEREIN = write("Der Verein hat drei Boote und einen Anhänger. Anna Moos vom Verein sprach gestern.")
CLUBES = {
    "fr": write("Le club possède trois bateaux et une remorque. Anna Moss du club a parlé hier."),
    "es": write("El club tiene tres barcos y un remolque. Anna Moss del club habló ayer de todo."),
    "it": write("Il club possiede tre barche e un rimorchio. Anna Moss del club ha parlato ieri."),
    "pt": write("O clube tem três barcos e um reboque. Anna Moss do clube falou ontem de tudo."),
    "nl": write("De club heeft drie boten en een aanhanger. Anna Moss van de club sprak gisteren."),
}


@pytest.mark.parametrize(
    "question",
    [
        "Does the club own a canoe?",
        "Does the club have a swimming pool?",
        "Does the club own canoes?",
        "Does the club own a canoe in the harbour?",
        "Who is the treasurer of the club?",
        "Who is the managing director of the club?",
    ],
)
def test_what_is_not_spoken_of_is_refused(question: str) -> None:
    assert tell(question, CLUB) == "The document does not state this."


@pytest.mark.parametrize("question", ["Hat der Verein ein Kanu?", "Wer ist der Kassenwart?"])
def test_what_is_not_spoken_of_is_refused_in_german(question: str) -> None:
    assert "[p." not in tell(question, VEREIN)


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("fr", "Le club possède-t-il un canoë ?"),
        ("fr", "Qui est le trésorier du club ?"),
        ("es", "¿Tiene el club una piscina?"),
        ("es", "¿Quién es el tesorero del club?"),
        ("it", "Il club ha una piscina?"),
        ("it", "Chi è il tesoriere del club?"),
        ("pt", "O clube tem uma piscina?"),
        ("pt", "Quem é o tesoureiro do clube?"),
        ("nl", "Heeft de club een zwembad?"),
        ("nl", "Wie is de penningmeester van de club?"),
    ],
)
def test_what_is_not_spoken_of_is_refused_in_every_language(code: str, question: str) -> None:
    assert "[p." not in tell(question, CLUBES[code])


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Does the club own a trailer?", "The club owns three boats and a trailer."),
        ("Does the club own any boats?", "The club owns three boats and a trailer."),
        ("Who is the chair of the club?", "The chair of the club is Olga Petrenko."),
        ("Did the council mend the lamps?", "The council promised to repair the lamps"),
        ("Who promised to repair the lamps?", "The council promised to repair the lamps"),
    ],
)
def test_what_is_spoken_of_is_told(question: str, told: str) -> None:
    assert told in tell(question, CLUB)


def test_an_article_without_a_noun_names_nothing() -> None:
    assert "[p." in tell("Is the trailer of the club a?", CLUB)
    assert "[p." in tell("Who is the of the club boats?", CLUB)


def test_where_little_is_held_every_word_of_a_role_must_be_there() -> None:
    licence = write(
        "Mozilla wrote the executable form of the software and of each of its modifications.",
        "The software of Mozilla comes without any warranty, and so do its executable forms.",
    )
    assert "[p." not in tell("Who is the chief executive officer of Mozilla?", licence)
    search = make_search("Who is the chief executive of Mozilla?", *licence.pages)
    citation = cite(make_source(), licence.pages[0], Located(0, 0, 7))
    for coverage, noun in [(0.3, "chief"), (0.6, "")]:
        finding = Finding(
            statements=(("Mozilla", (citation,)),), score=1.0, reason="", coverage=coverage
        )
        assert find_unnamed(search, finding) == noun

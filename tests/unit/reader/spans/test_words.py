import pytest

from wasat.reader.spans.words import Kind, Wish, read_wish, words_of


@pytest.mark.parametrize(
    ("language", "question", "kind"),
    [
        ("en", "When does the welding course begin?", Kind.BEGIN),
        ("en", "What is the end date of the trial?", Kind.END),
        ("en", "How many days did the strike last?", Kind.LAST),
        ("en", "Which courses took place in April 2024?", Kind.WITHIN),
        ("de", "Wann endet der Kurs?", Kind.END),
        ("de", "Ab wann gilt der Tarif?", Kind.BEGIN),
        ("de", "Wie lange dauert die Sperrung?", Kind.LAST),
        ("de", "Was fand im Mai statt?", Kind.WITHIN),
        ("fr", "Quand se termine l'exposition ?", Kind.END),
        ("fr", "Combien de jours dure le stage ?", Kind.LAST),
        ("fr", "Quelle sortie a lieu en mars ?", Kind.WITHIN),
        ("es", "¿Cuándo empezaron las obras?", Kind.BEGIN),
        ("es", "¿Hasta cuándo está abierta la muestra?", Kind.END),
        ("it", "Quando inizia la fiera?", Kind.BEGIN),
        ("it", "Quale concerto si è svolto in aprile?", Kind.WITHIN),
        ("pt", "Quando terminou a vindima?", Kind.END),
        ("pt", "Quanto tempo durou a obra?", Kind.LAST),
        ("nl", "Wanneer eindigt de winterstop?", Kind.END),
        ("nl", "Hoeveel dagen duurt het kamp?", Kind.LAST),
    ],
)
def test_questions_about_stretches_of_time_are_known(
    language: str, question: str, kind: Kind
) -> None:
    wish = read_wish(question, (language,))

    assert wish is not None
    assert wish.kind is kind


@pytest.mark.parametrize(
    "question", ["When was the mill built?", "Which courses took place?", "Who opened the door?"]
)
def test_other_questions_are_not(question: str) -> None:
    assert read_wish(question, ("en",)) is None


def test_the_month_and_its_year_are_read() -> None:
    wish = read_wish("Which courses took place in April 2024?", ("en",))

    assert wish is not None
    assert (wish.month, wish.year, wish.topic.split()) == (4, 2024, ["courses", "in", "?"])


def test_the_language_of_the_document_helps_where_a_question_is_too_short_to_tell() -> None:
    assert read_wish("Quando começou a vindima?", ("it", "pt")) is not None


def test_a_language_without_words_is_asked_in_english() -> None:
    wish = read_wish("When does it end?", ("sv",))

    assert isinstance(wish, Wish)
    assert words_of("sv") == words_of("en")


def test_lengths_are_told_in_the_language_of_the_question() -> None:
    french = words_of("fr")

    assert french.count(1, is_of_months=False) == "1 jour"
    assert french.count(5, is_of_months=False) == "5 jours"
    assert french.count(2, is_of_months=True) == "2 mois"


def test_a_month_is_read_in_letters_that_patterns_take_for_others() -> None:
    wish = read_wish("What happened in Auguſt?", ("en",))

    assert wish is not None
    assert wish.month == 8


def test_a_question_for_what_goes_on_names_a_month() -> None:
    assert read_wish("What happened in the spring?", ("en",)) is None

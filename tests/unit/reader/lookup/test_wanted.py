import pytest

from wasat.reader.lookup.wanted import (
    Want,
    find_move_words,
    find_want_spans,
    holds_number,
    holds_wanted,
    read_wants,
)


@pytest.mark.parametrize(
    ("question", "language", "want"),
    [
        ("How many quadrangles are there?", "en", Want.NUMBER),
        ("What was the total of it?", "en", Want.NUMBER),
        ("When did it open?", "en", Want.TIME),
        ("In what year did it open?", "en", Want.TIME),
        ("Who won?", "en", Want.PERSON),
        ("Where is it?", "en", Want.PLACE),
        ("Why did it fall?", "en", Want.REASON),
        ("What led to the decrease?", "en", Want.REASON),
        ("What was the increase driven by?", "en", Want.REASON),
        ("Is it true?", "en", Want.STANCE),
        ("What is the percentage change in sales?", "en", Want.PERCENT_CHANGE),
        ("What was the change in sales from 2018?", "en", Want.CHANGE),
        ("What is the average of sales?", "en", Want.AVERAGE),
        ("In which years did it exceed 5?", "en", Want.WHICH_PERIOD),
        ("Which years did it exceed 5?", "en", Want.ABOVE),
        ("In which year was it negative?", "en", Want.NEGATIVE),
        ("Wie viele sind es?", "de", Want.NUMBER),
        ("Wann wurde er unterzeichnet?", "de", Want.TIME),
        ("Wer analysiert sie?", "de", Want.PERSON),
        ("Warum fiel er?", "de", Want.REASON),
        ("¿Cuántos hay?", "es", Want.NUMBER),
        ("¿Quién ganó?", "es", Want.PERSON),
        ("Combien y en a-t-il ?", "fr", Want.NUMBER),
        ("Quando è successo?", "it", Want.TIME),
        ("Onde fica?", "pt", Want.PLACE),
    ],
)
def test_a_question_says_what_it_wants(question: str, language: str, want: Want) -> None:
    assert want in read_wants(question, language)


def test_a_choice_is_no_yes_or_no_question() -> None:
    assert Want.STANCE not in read_wants("Is it red or blue?", "en")


def test_a_language_without_vocabulary_is_read_as_english() -> None:
    assert Want.PERSON in read_wants("Who won?", "und")


def test_causes_are_what_answers_have_and_not_what_questions_want() -> None:
    assert Want.CAUSE not in read_wants("Why, because of what?", "en")


@pytest.mark.parametrize(
    ("text", "want", "holds"),
    [
        ("it opened in 1999", Want.TIME, True),
        ("it opened in the 12th century", Want.TIME, True),
        ("it opened early", Want.TIME, False),
        ("six of them", Want.NUMBER, True),
        ("12 of them", Want.NUMBER, True),
        ("many of them", Want.NUMBER, False),
        ("won by Ada in the end", Want.PERSON, True),
        ("won by nobody", Want.PERSON, False),
        ("fell due to taxes", Want.REASON, True),
        ("fell by a tenth", Want.REASON, False),
        ("anything", Want.STANCE, True),
    ],
)
def test_an_answer_has_looks(text: str, want: Want, holds: object) -> None:
    assert holds_wanted(text, frozenset({want}), "en") is holds


def test_the_words_that_want_something_have_places() -> None:
    assert (0, 3) in find_want_spans("Who won the game?", "en")


@pytest.mark.parametrize(
    ("question", "want"),
    [
        ("Hoeveel inwoners had het dorp?", Want.NUMBER),
        ("In welk jaar brak de dijk?", Want.TIME),
        ("Wie leidt de wandeling?", Want.PERSON),
        ("Waar ligt de werf?", Want.PLACE),
        ("Waarom ging de werf failliet?", Want.REASON),
        ("Is de markt elke vrijdag?", Want.STANCE),
        ("Vond de vergadering plaats in Utrecht?", Want.STANCE),
        ("Bestaat de stichting nog?", Want.STANCE),
    ],
)
def test_dutch_questions_want_something(question: str, want: Want) -> None:
    assert want in read_wants(question, "nl")


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("It cost 40 euros.", True),
        ("They last ninety minutes.", True),
        ("Quarante fermes livrent leur lait.", True),
        ("Es sind vierundvierzig Stufen.", True),
        ("It opened in 1936.", False),
        ("It is open from Monday on.", False),
    ],
)
def test_a_year_does_not_tell_how_many(text: str, *, is_told: bool) -> None:
    assert holds_number(text) is is_told


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Os hóspedes podem fumar?", "pt"),
        ("El inquilino puede fumar en casa?", "es"),
        ("Il cliente può recedere?", "it"),
    ],
)
def test_yes_or_no_may_be_asked_with_the_subject_first(question: str, language: str) -> None:
    assert Want.STANCE in read_wants(question, language)


def test_the_words_of_moving_up_and_down_are_found() -> None:
    assert find_move_words("How much did costs increase or fall?", "en") == ["increase", "fall"]


def test_what_something_costs_is_told_by_an_amount_of_money() -> None:
    wants = read_wants("How much does it cost?", "en")

    assert Want.COST in wants
    assert holds_wanted("It costs 4 euros.", wants, "en")
    assert not holds_wanted("It has 4 rooms.", wants, "en")


@pytest.mark.parametrize("name", ["Margaret", "Jane", "Julia", "Decision", "Novel", "Separate"])
def test_a_name_that_begins_like_a_month_is_no_time(name: str) -> None:
    assert not holds_wanted(f"x signed for the Landlord by {name}", frozenset({Want.TIME}), "en")


@pytest.mark.parametrize(
    "month",
    ["Jan.", "March", "März", "mars", "marzo", "março", "maart", "mei", "Oktober", "ottobre",
     "diciembre", "dezembro", "agosto", "Sept.", "settembre", "setembro", "juin", "luglio"],
)  # fmt: skip
def test_a_month_is_a_time(month: str) -> None:
    assert holds_wanted(f"x signed in {month}", frozenset({Want.TIME}), "en")

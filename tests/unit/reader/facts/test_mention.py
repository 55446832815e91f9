from tests.unit.reader.facts.stating import ENGLISH, mention
from wasat.reader.facts.mention import read_tokens
from wasat.reader.facts.query import unify


def test_words_keep_their_places() -> None:
    text = "In 2025, revenue rose by 12.4%."
    tokens = read_tokens(text, ENGLISH)

    assert [text[t.start : t.end] for t in tokens] == [
        "In",
        "2025",
        "revenue",
        "rose",
        "by",
        "12.4",
    ]


def test_words_that_the_analyzer_leaves_out_shift_no_others() -> None:
    text = f"{'x' * 50} revenue"

    assert read_tokens(text, ENGLISH)[1].term == unify(ENGLISH.terms("revenue")[0])


def test_forms_of_one_word_are_the_same() -> None:
    assert unify("employe") == unify("employ") == "employ"
    assert unify("due") == "due"


def test_an_idea_is_stated_by_any_form_of_any_synonym() -> None:
    assert mention("We employed 214.", "employees").coverage == 1
    assert mention("The staff grew.", "employees").coverage == 1
    assert mention("The fleet grew.", "employees").coverage == 0


def test_words_of_a_phrase_may_stand_a_little_apart() -> None:
    assert mention("214 people who worked here", "employees").coverage == 1
    assert mention("people of all the many towns that worked", "employees").coverage == 0


def test_coverage_is_the_share_of_ideas() -> None:
    assert mention("The dividend was paid.", "dividend_approved_on").coverage == 0.5


def test_words_that_state_ideas_can_be_blanked() -> None:
    found = mention("Director Ann Lee", "director")

    assert found.blank() == "········ Ann Lee"
    assert (found.is_hit(0), found.is_hit(1)) == (True, False)

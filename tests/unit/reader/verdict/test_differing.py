import pytest

from wasat.evidence.language import all_languages
from wasat.reader.verdict.differing import differs


@pytest.mark.parametrize(
    ("code", "question", "sentence"),
    [
        ("en", "Was the meeting held in Berlin?", "The meeting was held in Hamburg on 4 May."),
        ("en", "Is the rent £700 a month?", "The rent is £640 a month."),
        ("en", "Was the boathouse built in 1971?", "The boathouse was built in 1961 of brick."),
        ("en", "Did twenty members attend?", "Twelve members attended."),
        ("en", "Is the discount 5 %?", "The discount is 3 %."),
        ("en", "Was the bridge built by Smith?", "The bridge was built by Jones in 1204."),
        ("de", "Wurde der Vertrag in Berlin unterzeichnet?",
         "Der Vertrag wurde am 3. Mai in Köln unterzeichnet."),
        ("de", "Beträgt die Miete 500 Euro?", "Die Miete beträgt 640 Euro im Monat."),
        ("fr", "Le préavis est-il de six mois ?", "Le préavis est de trois mois."),
        ("es", "¿El contrato dura dos años?", "El contrato dura tres años."),
        ("it", "L'assemblea si è tenuta a Modena?", "L'assemblea si è tenuta a Bologna ieri."),
        ("pt", "A associação foi fundada em 1990?", "A associação foi fundada em 1987."),
        ("und", "Was the meeting held in Berlin?", "The meeting was held in Hamburg."),
        ("nl", "Vond de vergadering plaats in Haarlem?", "De vergadering vond plaats in Utrecht."),
    ],
)  # fmt: skip
def test_another_number_place_or_doer_says_no(code: str, question: str, sentence: str) -> None:
    assert differs(question, sentence, all_languages()[code])


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Was the meeting held in Hamburg?", "The meeting was held in Hamburg on 4 May."),
        ("Was the meeting held in Germany?", "The meeting was held in Hamburg on 4 May."),
        ("Was the meeting held in Berlin?", "The meeting was held in May."),
        ("Was the meeting held in Berlin?", "The dinner was cooked in Hamburg."),
        ("Was the meeting held in Berlin?", "The meeting was not held in Hamburg."),
        ("Was the meeting not held in Berlin?", "The meeting was held in Hamburg."),
        ("Does the firm work in Berlin?", "The firm works in Hamburg."),
        ("Did sales rise in 2021?", "Sales rose in 2020."),
        ("Is the fee more than £50?", "The fee is £40."),
        ("Is the fee £50?", "The fee is at least £40."),
        ("Is the fee £50 or £60 a year?", "The fee is £40 a year."),
        ("Is the notice six months?", "The notice is 30 days."),
        ("Was the bridge built by monks?", "The bridge was built by Jones."),
    ],
)
def test_what_leaves_room_for_it_says_nothing(question: str, sentence: str) -> None:
    assert not differs(question, sentence, all_languages()["en"])


def test_a_language_without_words_of_its_own_has_the_english_ones() -> None:
    assert differs("Is the fee £50?", "The fee is £40.", all_languages()["und"])

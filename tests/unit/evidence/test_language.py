import pytest

from wasat.evidence.language import all_languages, guess_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("What is the revenue of the company in the year?", "en"),
        ("Wer analysiert die Schnitte und was ist das?", "de"),
        ("¿Cuál es el importe de la factura y quién la paga?", "es"),
        ("Quel est le montant de la facture et qui la paie ?", "fr"),
        ("12 345 67", "und"),
    ],
)
def test_a_language_is_told_by_its_stop_words(text: str, code: str) -> None:
    assert guess_language([text]).code == code


def test_only_the_first_few_thousand_words_are_looked_at() -> None:
    english = "the of and " * 2_000
    assert guess_language([english, "der die das und " * 10_000]).code == "en"


def test_words_are_stemmed_and_accents_folded() -> None:
    english, german = all_languages()["en"], all_languages()["de"]
    assert english.terms("Revenues were RUNNING") == english.terms("revenue were run")
    assert german.terms("Häuser") == german.terms("Haus")


def test_a_number_with_its_separators_is_one_term() -> None:
    assert all_languages()["en"].terms("$1,234.5 in 2019") == ["1,234.5", "in", "2019"]


def test_scripts_without_spaces_give_a_term_a_character() -> None:
    assert all_languages()["und"].terms("日本ABC") == ["日", "本", "abc"]


def test_content_leaves_stop_words_out() -> None:
    assert all_languages()["en"].content("What is the price of it?") == ["price"]


def test_every_language_has_a_threshold() -> None:
    assert all(0 < language.coverage < 1 for language in all_languages().values())


@pytest.mark.parametrize(
    ("code", "terms", "within", "held"),
    [
        ("en", {"rent"}, {"rental", "rent"}, {"rent"}),
        ("en", {"house"}, {"housekeeping"}, set[str]()),
        ("de", {"material"}, {"materialaufwand"}, {"material"}),
        ("de", {"kost"}, {"stromkost"}, {"kost"}),
        ("de", {"ausgabenposten"}, {"ausgab"}, {"ausgabenposten"}),
        ("nl", {"huur"}, {"kantoorhuur"}, {"huur"}),
        ("de", {"rot"}, {"brotkasten"}, set[str]()),
    ],
)
def test_a_word_is_held_by_one_that_is_joined_from_it(
    code: str, terms: set[str], within: set[str], held: set[str]
) -> None:
    assert all_languages()[code].held(terms, within) == held


@pytest.mark.parametrize("length", [2, 400, 25_000])
def test_texts_of_any_length_are_cut_into_the_same_terms_again_and_again(length: int) -> None:
    english = all_languages()["en"]
    text = " ".join(["harbours"] * (length // len("harbours ") + 1))

    first = english.terms(text)
    first.append("changed by the caller")

    assert english.terms(text) == ["harbour"] * text.count("harbours")


def test_only_so_many_texts_are_remembered() -> None:
    english = all_languages()["en"]
    for number in range(5_000):
        english.terms(f"harbour {number}")

    assert len(english.short) <= 4_096


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Factuur 117. Totaal bedrag: 340 EUR. Betaling binnen 14 dagen.", "nl"),
        ("Fatura n.º 117. Pagamento até 14 de maio. Valor não reembolsável.", "pt"),
        ("Mietvertrag. Kaltmiete 540 Euro, Öffnungszeiten täglich", "de"),
        ("12 340 77", "und"),
    ],
)
def test_the_letters_of_a_few_words_tell_their_language(text: str, code: str) -> None:
    assert guess_language([text]).code == code


def test_of_many_words_only_the_words_of_grammar_count() -> None:
    assert guess_language(["Aa oo " * 100 + "the der"]).code == "en"

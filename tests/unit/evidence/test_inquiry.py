import pytest

from wasat.evidence.inquiry import (
    all_items,
    all_topics,
    find_items,
    find_names,
    spell_years,
    strip_wishes,
    study,
)
from wasat.evidence.language import all_languages
from wasat.evidence.locator import all_kinds

ENGLISH = all_languages()["en"]


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What is COGS? Please state it in USD.", "What is COGS?"),
        ("What is it? Round your answer to two decimal places.", "What is it?"),
        ("Using the income statement, what is the margin?", "what is the margin?"),
        ("Answer the following question: who won?", "who won?"),
        ("What is net income (in USD millions)?", "What is net income ?"),
        ("Please summarise.", "Please summarise."),
        ("How much was it in 3.5 years?", "How much was it in 3.5 years?"),
    ],
)
def test_wishes_about_the_answer_are_no_topic(question: str, topic: str) -> None:
    assert strip_wishes(question) == topic


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What is the capex of the company?", ["capital_expenditure"]),
        ("total current assets", ["current_assets"]),
        ("cost of revenue and revenue", ["cost_of_revenue", "revenue"]),
        ("R&D expenses in 2019", ["research"]),
        ("Who is the king?", []),
    ],
)
def test_the_longest_line_item_counts(text: str, names: list[str]) -> None:
    assert [item.name for _, _, item in find_items(text)] == names


@pytest.mark.parametrize(
    ("topic", "names"),
    [
        ("What is the COGS for Microsoft?", ("COGS", "Microsoft")),
        ("Who kidnapped Temüjin's first wife?", ("Temüjin",)),
        ("What did Johnson & Johnson say in March?", ("Johnson & Johnson",)),
        ("Microsoft said what?", ()),
        ("Is it in Table 3 of Form 10-K for Q2 FY2020?", ()),
        ("The end. Paris is what?", ()),
    ],
)
def test_names_are_capital_words_inside_a_sentence(topic: str, names: tuple[str, ...]) -> None:
    assert find_names(topic, ENGLISH) == names


@pytest.mark.parametrize(
    ("topic", "names"),
    [
        ("Wer analysiert die Bohrkerne?", ()),
        ("Was sagte Otto von Bismarck über die Mühle?", ("Otto von Bismarck",)),
        ("Gehört Ada Lovelace zu den Kunden?", ("Ada Lovelace",)),
        ("Was führte dazu, dass das Vereinigte Königreich zustimmte?", ()),
        ("Wie hoch war der Umsatz Ende Januar in Millionen Euro?", ()),
    ],
)
def test_where_every_noun_is_capital_only_several_in_a_row_are_a_name(
    topic: str, names: tuple[str, ...]
) -> None:
    assert find_names(topic, all_languages()["de"]) == names


def test_fiscal_years_are_spelt_as_pages_do() -> None:
    assert spell_years("FY2019 and FY 20 and 2021") == "2019 and 2020 and 2021"


def test_a_question_is_taken_apart() -> None:
    inquiry = study("What is the FY2019 capex of Acme? Round to one decimal.", ENGLISH)
    assert inquiry.years == (2019,)
    assert inquiry.names == ("Acme",)
    assert "2019" in inquiry.terms
    assert "purchas" in inquiry.added
    assert inquiry.pages["cash_flow"] > 0


def test_words_of_the_question_are_not_added_again() -> None:
    inquiry = study("capital expenditures", ENGLISH)
    assert not set(inquiry.terms) & set(inquiry.added)


def test_a_page_that_is_named_weighs_more_than_one_that_is_meant() -> None:
    named = study("What does the balance sheet say?", ENGLISH)
    meant = study("What were total assets?", ENGLISH)
    assert named.pages["balance_sheet"] > meant.pages["balance_sheet"]


def test_the_vocabulary_points_to_kinds_of_pages_that_exist() -> None:
    pages = {item.page for item in all_items().values()} | {topic.page for topic in all_topics()}
    assert pages - {""} <= set(all_kinds())


def test_labels_are_plain_words_in_lower_case() -> None:
    labels = [label for item in all_items().values() for label in item.labels]
    assert all(label == label.lower() and label.replace(" ", "").isalpha() for label in labels)


def test_a_word_after_an_inverted_mark_opens_the_question() -> None:
    spanish = all_languages()["es"]
    assert find_names("¿Cuánto costó la electricidad en Madrid?", spanish) == ("Madrid",)
    assert find_names("“Cuánto costó?”", spanish) == ()


def test_an_article_without_its_vowel_is_no_part_of_a_word_of_a_language_not_known() -> None:
    inquiry = study("Quanto costa l'elettricità dell’ufficio?", all_languages()["und"])
    assert {"elettricita", "ufficio"} <= set(inquiry.terms)

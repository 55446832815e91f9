import pytest

from wasat.evidence.phrases import all_phrases
from wasat.evidence.task import Beyond
from wasat.reader import refusal

LANGUAGES = list(all_phrases())
ITEMS = (
    "headings", "tables", "figures", "pages", "rows", "fields", "footnotes", "words", "attachments",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence(language: str) -> None:
    said = [
        refusal.not_stated(language),
        refusal.no_documents(language),
        refusal.empty(language),
        refusal.nothing_to_compare(language),
        refusal.unseen_picture(language, "cat.png"),
        refusal.unseen_figure(language),
        refusal.unread_pages(language, [5]),
        refusal.unread_pages(language, [5, 6]),
        refusal.not_judged(language),
        refusal.not_judged(language, [3]),
        refusal.not_judged(language, [3, 5]),
        *(refusal.beyond_reading(beyond, language) for beyond in Beyond),
    ]

    assert all(sentence.endswith(".") and "{" not in sentence for sentence in said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("items", ITEMS)
def test_every_language_names_all_items(language: str, items: str) -> None:
    assert "3" in refusal.count_items(language, items, 3)
    assert refusal.no_items(language, items)
    assert refusal.name_items(language, items, 1)


def test_an_unknown_language_gets_english() -> None:
    assert refusal.not_stated("xx") == "The document does not state this."


def test_no_documents_names_the_way_to_a_model() -> None:
    assert "wasat serve --engine URL" in refusal.no_documents("en")
    assert "[[models]] in wasat.toml" in refusal.no_documents("en")


def test_an_unread_page_is_told_with_its_reason() -> None:
    told = refusal.unread_pages("en", [5], "It is a scan.")

    assert told == "Page 5 could not be read: it is a scan."


def test_reasons_are_told_in_english_only() -> None:
    told = refusal.unread_pages("de", [5], "It is a scan.")

    assert told == "Seite 5 konnte nicht gelesen werden."


def test_several_unread_pages_of_a_named_document_are_one_sentence() -> None:
    told = refusal.unread_pages("en", [9, 2, 3, 4], name="a.pdf")

    assert told == "a.pdf: Pages 2-4, 9 could not be read."


def test_a_judgement_is_refused_with_the_pages_that_bear_on_it() -> None:
    assert refusal.not_judged("en", [12, 57]).endswith("The pages that bear on it are 12, 57.")


@pytest.mark.parametrize(
    ("pages", "text"),
    [([1], "1"), ([1, 2], "1, 2"), ([1, 2, 3], "1-3"), ([7, 1, 2, 3, 7], "1-3, 7")],
)
def test_runs_of_three_pages_and_more_are_shortened(pages: list[int], text: str) -> None:
    assert refusal.format_pages(pages) == text


def test_one_item_is_named_in_the_singular() -> None:
    assert refusal.count_items("en", "tables", 1) == "The document has 1 table."
    assert refusal.count_items("en", "tables", 2) == "The document has 2 tables."

from dataclasses import replace

from tests.unit.evidence.pages import make_block, make_document, make_heading, make_page
from tests.unit.reader.asking import open_all
from tests.unit.reader.comparison.test_sheet import read
from wasat.documents.document import Block
from wasat.reader.comparison.own import About, choose_named, choose_own, read_about

ABOUT = About(title="Heron: reading at sea", opening="Heron: reading at sea. It beats Vireo.")
ROWS = (["MATH", "1", "2"], ["DROP", "3", "4"])


def own_of(*heads: str, about: About = ABOUT) -> str:
    choices = choose_own([read(["", *heads], *ROWS)], about)
    return choices[0].sheet.systems[choices[0].system] if choices else ""


def test_what_the_authors_mark_is_their_own() -> None:
    assert own_of("Heron", "Ours") == "Ours"


def test_else_it_is_what_the_title_names_or_begins_like() -> None:
    assert own_of("Vireo", "Heron") == "Heron"
    assert own_of("Vireo", "Heron Large") == "Heron Large"


def test_else_it_is_what_the_opening_names() -> None:
    assert own_of("GPT", "Vireo") == "Vireo"


def test_years_are_nobodys_system() -> None:
    assert own_of("2020", "2021", about=About(title="Report 2021", opening="Report 2021")) == ""


def test_of_versions_the_one_most_like_the_title_is_meant() -> None:
    about = About(title="Heron 1.5 is here", opening="")

    assert own_of("Heron 1", "Heron 1.5", about=about) == "Heron 1.5"
    assert own_of("Heron 1", "Heron 1.5 Pro", about=about) == "Heron 1.5 Pro"


def test_the_fullest_account_comes_first_and_unsure_ones_not_at_all() -> None:
    small = read(["", "GPT", "Heron"], ROWS[0])
    large = read(["", "GPT", "Heron"], *ROWS)
    unsure = read(["", "GPT", "Vireo"], *ROWS)

    choices = choose_own([small, unsure, large], ABOUT)

    assert [choice.sheet for choice in choices] == [large[0], small[0]]


def test_a_system_is_chosen_by_name_beside_the_own() -> None:
    choices = choose_own([read(["", "GPT [3]", "Heron"], *ROWS)], ABOUT)

    assert [choice.system for choice in choose_named(choices, ("gpt",))] == [0]
    assert choose_named(choices, ("vireo",)) == []


def about(*blocks: Block, title: str = "") -> About:
    document = make_document(make_page(*blocks))
    (reading,) = open_all(replace(document, summary=replace(document.summary, title=title)))
    return read_about(reading)


def test_the_first_heading_is_the_title() -> None:
    heading = make_heading("Heron")

    assert about(make_block("Preprint"), heading, make_block("We read.")) == About(
        title="Heron", opening=" Preprint Heron We read."
    )
    assert about(make_block("Heron"), title="T").title == "Heron T"
    assert about().title == ""


def test_an_opening_without_end_is_cut() -> None:
    assert about(make_heading("Heron"), make_block("word " * 3_000)).opening.count("word") < 2_100

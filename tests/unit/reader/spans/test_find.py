import pytest

from tests.unit.evidence.pages import make_block, make_heading, make_page, make_table
from tests.unit.reader.lookup.searching import make_search, quotes_of, text_of
from wasat.documents.document import Page
from wasat.reader.lookup.finding import Finding
from wasat.reader.spans.find import find_span

PLAN = make_page(
    make_heading("Works of the town in the year"),
    make_table(
        ("Works", "Period", "Cost"),
        ("Harbour wall", "1 March – 15 April 2024", "120"),
        ("Bridge paint", "April 10 to May 20, 2024", "45"),
        ("Town hall roof", "3 June 2024 – 30 August 2024", "210"),
        ("Opening of the mill", "9 April 2024", "3"),
        ("Quay", "", "7"),
    ),
    make_block("The roadworks in Mill Lane lasted from 5 to 19 February 2024."),
    make_block("The library was closed from November 2023 until March 2024."),
    make_block("The strike of the drivers lasted for six weeks, from 1 May to 11 June 2024."),
    make_block("In Oslo it is shown from 1 to 9 July 2024, in Bergen from 20 to 30 July 2024."),
    make_block("The ferry begins its service on 2 May 2024."),
)


def ask(question: str, *pages: Page) -> Finding | None:
    return find_span(make_search(question, *(pages or (PLAN,))))


@pytest.mark.parametrize(
    ("question", "brief"),
    [
        ("When does the harbour wall begin?", "1 March 2024"),
        ("When does the harbour wall end?", "15 April 2024"),
        ("When did the roadworks in Mill Lane start?", "5 February 2024"),
        ("How many days does the bridge paint last?", "41 days"),
        ("How long was the library closed?", "5 months"),
        ("Until when is it shown in Bergen?", "30 July 2024"),
        ("Until when is it shown in Oslo?", "9 July 2024"),
    ],
)
def test_an_end_or_the_length_is_told_before_the_words_that_tell_it(
    question: str, brief: str
) -> None:
    found = ask(question)

    assert found is not None
    assert found.brief == brief
    assert text_of(found).startswith(f"{brief}: ")
    assert text_of(found).removeprefix(f"{brief}: ").split("; ")[0] in " ".join(quotes_of(found))


def test_all_that_goes_on_in_a_month_is_listed() -> None:
    found = ask("Which works were under way in April?")

    assert found is not None
    assert found.is_list
    assert [text.split(";")[0] for text, _ in found.statements] == [
        "Harbour wall",
        "Bridge paint",
        "Opening of the mill",
    ]


def test_without_a_name_all_that_tells_of_the_month_counts() -> None:
    found = ask("What ran in February 2024?")

    assert found is not None
    assert [text.split()[1] for text, _ in found.statements] == ["roadworks", "library"]


@pytest.mark.parametrize(
    "question",
    [
        "How long did the strike of the drivers last?",  # a sentence says it itself
        "When does the ferry begin its service?",  # so does one day
        "When does the opera season end?",
        "Which works were under way in October?",
        "What ran in October?",
        "Which concerts took place in April?",
        "When was the harbour wall painted?",
        "When does it end?",
    ],
)
def test_what_no_stretch_of_time_tells_is_left_to_others(question: str) -> None:
    assert ask(question) is None


def test_rows_on_the_pages_that_a_table_goes_on_over_are_read() -> None:
    rows = [(f"Course {at}", f"{at} – {at + 1} May 2024") for at in range(1, 20)]
    prose = make_block("These are the courses of the school, all of which take place in spring.")
    first = make_page(prose, make_table(("Course", "Period"), *rows[:9]), number=1)
    second = make_page(make_table(("Course", "Period"), *rows[9:]), number=2)

    found = ask("Which courses took place in May?", first, second)

    assert found is not None
    assert len(found.statements) == 19


def test_a_document_without_times_tells_none() -> None:
    assert ask("When does it begin?", make_page(make_block("It begins as all things do."))) is None

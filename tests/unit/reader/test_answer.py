import pytest

from tests.unit.evidence.pages import make_block, make_document, make_heading, make_page, make_table
from tests.unit.reader.asking import ask, citations, cited, join, make_prompt, make_trace, prepare
from tests.unit.reader.lookup.searching import make_balance_sheet, make_income_statement
from wasat.documents.document import Document
from wasat.evidence.quote import locate
from wasat.evidence.task import understand
from wasat.generation.chunk import Chunk
from wasat.generation.prompt import Prompt, Role, Text, Turn
from wasat.reader.answer import answer

STORY = make_document(
    make_page(
        make_heading("The king"), make_block("The king was kidnapped by the Merkits in 1186.")
    ),
    make_page(make_block("His queen raised an army in the winter of the next year."), number=2),
)
REPORT = make_document(make_income_statement(), make_balance_sheet())


def test_a_sentence_is_quoted_with_its_page() -> None:
    chunks = ask(answer, "Who kidnapped the king?", STORY)
    assert join(chunks).startswith("The king was kidnapped by the Merkits in 1186. [p. 1]")
    assert citations(chunks)[0].page == 1


def test_a_figure_is_answered_from_the_statement() -> None:
    chunks = ask(answer, "What is the FY2019 operating margin?", REPORT)
    assert join(chunks).startswith("25.00%: operating margin, 2019")
    assert join(chunks).strip().endswith("[p. 1]")


def test_a_cell_is_answered_with_label_and_year() -> None:
    chunks = ask(answer, "How much was goodwill in 2018?", REPORT)
    assert join(chunks).startswith("Goodwill, 2018: 40 (in millions) [p. 2]")


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("Who kidnapped the king?", STORY),
        ("What is the FY2019 ROA?", REPORT),
        ("In which year was net income the lowest?", REPORT),
    ],
)
def test_every_quote_of_a_value_is_found_again_on_its_page(
    question: str, document: Document
) -> None:
    for citation in citations(ask(answer, question, document)):
        page = document.pages[(citation.page or 0) - 1]
        cells = citation.quote.split()
        assert locate(page, citation.quote) or all(locate(page, cell) for cell in cells)


def test_years_that_compare_are_told() -> None:
    chunks = ask(answer, "In which year was net income the lowest?", REPORT)
    assert join(chunks).startswith("2017: 80")


@pytest.mark.parametrize(
    "question",
    [
        "What is the warranty period of the dishwasher?",
        "What is the net income of Microsoft?",
        "What was net income in 2031?",
    ],
)
def test_what_is_not_there_is_refused_in_one_sentence(question: str) -> None:
    chunks = ask(answer, question, REPORT)
    assert join(chunks) == "The document does not state this."
    assert cited(chunks) == []


def test_a_refusal_speaks_the_questions_language() -> None:
    text = join(ask(answer, "Wie lange ist die Garantie für die Spülmaschine?", REPORT))
    assert "Dokument" in text


def test_a_judgement_is_declined_with_the_pages_that_bear_on_it() -> None:
    chunks = ask(answer, "Should I invest in goodwill and inventories?", REPORT)
    assert "2" in join(chunks)
    assert cited(chunks) == []


def test_a_judgement_on_what_is_not_there_names_no_page() -> None:
    chunks = ask(answer, "Should I buy a dishwasher from Microsoft?", REPORT)
    assert not any(letter.isdigit() for letter in join(chunks))


def test_a_picture_cannot_be_seen() -> None:
    assert "picture" in join(ask(answer, "What colour is the dishwasher in the photo?", REPORT))


def test_of_several_documents_the_one_that_holds_it_answers() -> None:
    chunks = ask(answer, "Who kidnapped the king?", REPORT, STORY)
    assert "[b.pdf p. 1]" in join(chunks)
    assert {citation.source.title for citation in citations(chunks)} == {"b.pdf"}


def test_only_the_pages_asked_for_answer() -> None:
    assert "Merkits" not in join(ask(answer, "On page 2, who kidnapped the king?", STORY))


def converse(*questions: str) -> list[Chunk]:
    """Ask one question after another about the report."""
    prepared = prepare([REPORT])
    first = make_prompt(questions[0], [source for source, _ in prepared])
    later = [Turn(role=Role.USER, parts=(Text(text=question),)) for question in questions[1:]]
    prompt = Prompt(turns=(*first.turns, *later))
    return list(answer(understand(prompt), prepared, make_trace()))


def test_a_short_question_goes_on_from_the_one_before() -> None:
    assert "160" in join(converse("What was the operating income in 2019?", "And in 2018?"))


def test_what_was_considered_is_noted() -> None:
    prepared = prepare([STORY])
    prompt = make_prompt("Who kidnapped the king?", [source for source, _ in prepared])
    trace = make_trace()
    list(answer(understand(prompt), prepared, trace))
    steps = dict(trace.steps)
    assert steps["found"]["document"] == "a.pdf"
    assert steps["pages"]["considered"]


def test_why_nothing_was_stated_is_noted() -> None:
    prepared = prepare([STORY])
    prompt = make_prompt("What did Microsoft do?", [source for source, _ in prepared])
    trace = make_trace()
    list(answer(understand(prompt), prepared, trace))
    assert dict(trace.steps)["not stated"]["reason"] == "the name 'Microsoft' is not there"


def test_a_cause_is_quoted_rather_than_the_figure_that_moved() -> None:
    page = make_page(
        make_heading("Sales of the shop"),
        make_table(("", "2022", "2021"), ("Total sales", "80", "75")),
        make_block("Sales rose because two new shops were opened in the old town."),
    )

    chunks = ask(answer, "Why did sales increase?", make_document(page))

    assert join(chunks).startswith("Sales rose because two new shops were opened")


def test_a_question_in_other_words_than_the_documents_is_answered() -> None:
    page = make_page(make_block("The chief financial officer of the firm is Ola Berg."))

    assert "Ola Berg" in join(ask(answer, "Who is the CFO?", make_document(page)))


def test_a_name_that_labels_a_row_tells_which_figure_is_meant() -> None:
    page = make_page(
        make_heading("Revenue of the brands"),
        make_table(("", "2022", "2021"), ("Arctica", "20", "10"), ("Total revenue", "80", "75")),
    )

    assert "20" in join(
        ask(answer, "What was the revenue of Arctica in 2022?", make_document(page))
    )


TOWN = make_document(
    make_page(
        make_heading("Expenses of the town (in thousands)"),
        make_table(
            ("", "2022", "2021"),
            ("Roads", "20", "10"),
            ("Schools", "60", "65"),
            ("Total", "80", "75"),
        ),
    )
)


def test_figures_to_be_added_up_of_which_one_is_not_there_are_no_sum_of_years() -> None:
    text = join(ask(answer, "What is the sum of roads and harbours?", TOWN))

    assert "30" not in text


def test_what_a_question_that_goes_on_names_anew_is_what_it_is_about() -> None:
    ((source, prepared),) = prepare([TOWN])
    first, then = ("How much was spent on roads in 2022?", "What about schools?")
    turns = (
        Turn(role=Role.USER, parts=(source, Text(text=first))),
        Turn(role=Role.USER, parts=(Text(text=then),)),
    )

    chunks = list(answer(understand(Prompt(turns=turns)), [(source, prepared)], make_trace()))

    assert join(chunks).startswith("Schools, 2022: 60")


def test_costs_printed_as_what_is_taken_off_make_no_margin_above_one() -> None:
    page = make_page(
        make_heading("Consolidated income statement"),
        make_table(
            ("", "2022", "2021"), ("Revenue", "80", "75"), ("Cost of sales", "(60)", "(50)")
        ),
    )

    text = join(ask(answer, "What was the gross margin in 2022?", make_document(page)))

    assert text.startswith("25.00%: gross margin, 2022")

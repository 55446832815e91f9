from tests.unit.evidence.pages import make_block, make_heading, make_page
from tests.unit.reader.lookup.searching import make_search, quotes_of, text_of
from wasat.documents.document import BlockKind, Page
from wasat.reader.lookup.finding import Finding
from wasat.reader.lookup.sentence import find_sentence, rank_sentences

KHAN = make_page(
    make_heading("Early life"),
    make_block(
        "Temüjin married early in his life. The Merkits kidnapped his first wife soon after.",
        "His friends helped him to rescue her in the winter.",
    ),
)


def ask(question: str, *pages: Page) -> Finding | None:
    search = make_search(question, *pages)
    return find_sentence(search, rank_sentences(search))


def test_the_sentence_with_the_words_is_quoted_as_printed() -> None:
    finding = ask("Who kidnapped the first wife of Temüjin?", KHAN)
    assert text_of(finding).startswith("The Merkits kidnapped his first wife soon after.")
    assert quotes_of(finding)[0] == "The Merkits kidnapped his first wife soon after."


def test_a_quote_stands_on_its_page() -> None:
    pages = [
        make_page(make_block("Nothing of note here at all.")),
        make_page(*KHAN.blocks, number=2),
    ]
    finding = ask("Who kidnapped his first wife?", *pages)
    assert finding is not None
    assert finding.statements[0][1][0].page == 2


def test_a_sentence_that_may_answer_beats_one_that_only_repeats() -> None:
    page = make_page(
        make_block("The main building has quadrangles and towers of stone."),
        make_block("The main building has six quadrangles in all, each of stone."),
    )
    finding = ask("How many quadrangles does the main building have?", page)
    assert text_of(finding).startswith("The main building has six")


def test_rows_of_numbers_are_no_sentences() -> None:
    page = make_page(make_block("Sales 1,234 2,345 3,456 4,567 5,678."))
    assert ask("What were sales?", page) is None


def test_a_sentence_that_only_announces_ranks_below() -> None:
    page = make_page(
        make_block("The benefits are paid to retirees as follows:"),
        make_block("The benefits to retirees are paid in May."),
    )
    assert text_of(ask("When are benefits paid to retirees?", page)).startswith("The benefits to")


def test_one_nearly_as_good_is_quoted_as_well_and_no_third() -> None:
    page = make_page(
        *(make_block(f"The red tower number {number} was built of stone.") for number in range(4))
    )
    finding = ask("What was the red tower built of?", page)
    assert finding is not None
    assert len(finding.statements) == 2


def test_where_no_sentence_holds_much_other_pages_are_quoted_too() -> None:
    pages = [
        make_page(make_block(f"The harbour of town {name} lies in the north."), number=number)
        for number, name in enumerate(("Aa", "Bb", "Cc", "Dd"), 1)
    ]
    finding = ask("Describe customs, tariffs, duties, ferries and harbour guards", *pages)
    assert finding is not None
    assert len({citations[0].page for _, citations in finding.statements}) == 3


def test_a_form_field_answers_with_its_name() -> None:
    page = make_page(make_block("Ada of Lovelace Hall", kind=BlockKind.FIELD, marker="Tenant"))
    finding = ask("Who is the tenant?", page)
    assert text_of(finding) == "Tenant: Ada of Lovelace Hall"
    assert quotes_of(finding) == ["Ada of Lovelace Hall"]


def test_without_pages_there_is_no_sentence() -> None:
    assert ask("Who won?", make_page()) is None


def test_a_sentence_about_another_year_is_no_answer() -> None:
    page = make_page(make_block("In 2025 revenue rose to 48.3 million euros in all."))

    assert ask("What was the revenue in 2022?", page) is None
    assert "48.3" in text_of(ask("What was the revenue in 2025?", page))


def test_a_span_of_years_may_answer_for_those_between() -> None:
    page = make_page(make_block("From 2021 to 2025 revenue stood at 48 million euros a year."))

    assert "48 million" in text_of(ask("What was the revenue in 2022?", page))


def test_a_caption_that_names_years_but_no_figure_is_no_answer() -> None:
    caption = make_block("Figure 1: Revenue from 2021 to 2025, in euros", kind=BlockKind.CAPTION)

    assert ask("What was the revenue in 2022?", make_page(caption)) is None


def test_a_sign_that_means_one_thing_only_must_be_in_the_sentence() -> None:
    page = make_page(
        make_block("Aurora reaches a score of 81.2 points on MMLU."),
        make_block("The score on GSM8K that it reaches is 74.4 points."),
    )

    finding = ask("What score does Aurora reach on GSM8K?", page)

    assert text_of(finding).startswith("The score on GSM8K")


def test_a_line_of_code_may_answer() -> None:
    code = make_block("# The lighthouse is 41 metres high.", "a = 1", kind=BlockKind.CODE)

    finding = ask("How high is the lighthouse?", make_page(code))

    assert text_of(finding).startswith("# The lighthouse is 41 metres high.")


def test_where_no_sentence_holds_much_the_best_page_is_quoted_first() -> None:
    pages = [
        make_page(
            make_block("Ferries run daily to the islands."),
            make_block("Customs are strict there."),
            make_block("Duties are high for most."),
            number=1,
        ),
        make_page(make_block("The harbour guards and the tariffs rest."), number=2),
    ]
    question = "Describe customs, duties, ferries, tariffs, guards, walls, gates and moats"
    finding = ask(question, *pages)
    assert finding is not None
    assert [citations[0].page for _, citations in finding.statements][:2] == [1, 2]


def test_where_a_number_is_asked_for_a_sentence_that_tells_one_is_quoted() -> None:
    page = make_page(
        make_block(
            "The bridge at the old mill was opened by the mayor in 1936.",
            "Its length is 412 metres, and it has nine pillars in all.",
        )
    )

    assert text_of(ask("How long is the length of the bridge?", page)).startswith("Its length")
    assert ask("How much did the bridge at the mill cost?", page) is None


def test_where_a_time_is_asked_for_a_sentence_that_tells_one_goes_first() -> None:
    page = make_page(
        make_block(
            "There are guided tours of the museum for all the guests of the town.",
            "Volunteers give guided tours of it on Saturdays.",
        )
    )

    assert "Saturdays" in text_of(ask("On which day are there guided tours?", page))


def test_a_label_with_a_name_is_a_sentence_though_it_is_short() -> None:
    page = make_page(make_block("The club has many members. President: Ada Moss. It is old."))

    assert text_of(ask("Who is the president?", page)).startswith("President: Ada Moss.")

import pytest

from tests.unit.evidence.pages import make_source
from wasat.evidence.phrases import all_phrases
from wasat.evidence.task import (
    Beyond,
    Form,
    Length,
    Task,
    TaskKind,
    find_items,
    understand,
)
from wasat.generation.prompt import AnswerForm, Options, Prompt, Role, Text, Turn


def ask(question: str, *, documents: int = 1, options: Options | None = None) -> Task:
    sources = [make_source(title=f"{number}.pdf") for number in range(documents)]
    turn = Turn(role=Role.USER, parts=(*sources, Text(text=question)))
    return understand(Prompt(turns=(turn,), options=options or Options()))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Summarize this document", TaskKind.SUMMARISE),
        ("Give me a brief overview of this report.", TaskKind.SUMMARISE),
        ("What is this document about?", TaskKind.SUMMARISE),
        ("Describe this file.", TaskKind.SUMMARISE),
        ("Transcribe this document to HTML. Keep headings and tables.", TaskKind.TRANSCRIBE),
        ("Convert pages 3-7 to Markdown", TaskKind.TRANSCRIBE),
        ("Give me the plain text of page 1", TaskKind.TRANSCRIBE),
        ("What does section 1.4 say?", TaskKind.TRANSCRIBE),
        ("What are the key points?", TaskKind.SUMMARISE),
        ("Extract all URLs.", TaskKind.ANSWER),
        ("Extract all the data.", TaskKind.EXTRACT),
        ("Extrahiere alle E-Mail-Adressen", TaskKind.ANSWER),
        ("Extrais toutes les dates", TaskKind.ANSWER),
        ("Extrae todos los enlaces", TaskKind.ANSWER),
        ("Estrai tutte le date", TaskKind.ANSWER),
        ("Extraia todos os links", TaskKind.ANSWER),
        ("Extraheer alle links", TaskKind.ANSWER),
        ("What does section 1.4 say about fees?", TaskKind.ANSWER),
        ("List all section headings of chapter 3.", TaskKind.LIST),
        ("How many pages does this document have?", TaskKind.LIST),
        ("List all headings", TaskKind.LIST),
        ("Extract the invoice data", TaskKind.EXTRACT),
        ("What was the revenue in 2019?", TaskKind.ANSWER),
        ("How many points did the defense surrender?", TaskKind.ANSWER),
        ("What is the difference between gross and net?", TaskKind.ANSWER),
        ("Compute or extract the answer by using the details of the notes.", TaskKind.ANSWER),
    ],
)
def test_the_verb_of_a_question_tells_the_kind_of_work(question: str, kind: TaskKind) -> None:
    assert ask(question).kind is kind


@pytest.mark.parametrize(
    ("question", "language", "kind"),
    [
        ("Fasse dieses Dokument in drei Sätzen zusammen.", "de", TaskKind.SUMMARISE),
        ("Worum geht es in diesem Bericht?", "de", TaskKind.SUMMARISE),
        ("Résume ce document", "fr", TaskKind.SUMMARISE),
        ("¿De qué trata este documento?", "es", TaskKind.SUMMARISE),
        ("Riassumi questo documento", "it", TaskKind.SUMMARISE),
        ("Resuma este documento em 100 palavras", "pt", TaskKind.SUMMARISE),
        ("Vat dit document samen", "nl", TaskKind.SUMMARISE),
        ("Transkribiere dieses Dokument als HTML", "de", TaskKind.TRANSCRIBE),
        ("Transcris ce document en HTML", "fr", TaskKind.TRANSCRIBE),
        ("Transcribe este documento a Markdown", "es", TaskKind.TRANSCRIBE),
        ("Welche Tabellen gibt es in diesem Dokument?", "de", TaskKind.LIST),
        ("Combien de pages y a-t-il dans ce document ?", "fr", TaskKind.LIST),
        ("Wie viele Punkte gab die Verteidigung ab?", "de", TaskKind.ANSWER),
        ("¿Cuántos puntos anotó el equipo?", "es", TaskKind.ANSWER),
    ],
)
def test_seven_languages_are_understood(question: str, language: str, kind: TaskKind) -> None:
    task = ask(question)

    assert (task.language, task.kind) == (language, kind)


def test_every_language_names_the_same_tasks_forms_and_items() -> None:
    names = {
        (tuple(sorted(p.tasks)), tuple(sorted(p.forms)), tuple(sorted(p.items)), tuple(p.units))
        for p in all_phrases().values()
    }

    assert len(names) == 1


def test_two_documents_are_compared_and_one_is_not() -> None:
    question = "What is the difference between these two papers? Output these in a table."

    assert ask(question, documents=2).kind is TaskKind.COMPARE
    assert ask(question, documents=1).kind is TaskKind.ANSWER


def test_a_comparison_tells_whether_differences_are_wanted() -> None:
    assert ask("What is the difference between them?", documents=2).asks_difference
    assert not ask("Compare the two papers.", documents=2).asks_difference


@pytest.mark.parametrize(
    "question",
    [
        "Which paper reports the better result on MATH?",
        "Which is better on MATH?",
        "Welche Arbeit erreicht bei MATH das bessere Ergebnis?",
        "Quel article obtient le meilleur résultat sur MATH ?",
        "¿Qué artículo obtiene el mejor resultado en MATH?",
        "Quale articolo ottiene il risultato migliore su MATH?",
        "Qual artigo obtém o melhor resultado em MATH?",
        "Welk artikel behaalt het beste resultaat op MATH?",
    ],
)
def test_which_of_several_documents_is_better_is_a_comparison(question: str) -> None:
    task = ask(question, documents=2)

    assert (task.kind, task.asks_better) == (TaskKind.COMPARE, True)
    assert not ask(question, documents=1).asks_better


def test_a_comparison_tells_whether_results_and_the_lowest_value_are_meant() -> None:
    task = ask("Compare the benchmarks. Which paper has the lowest error?", documents=2)

    assert task.asks_results
    assert task.asks_lowest


def test_what_is_asked_first_is_the_task() -> None:
    task = ask("Summarize this document and give the result in Markdown.")

    assert (task.kind, task.form) == (TaskKind.SUMMARISE, Form.MARKDOWN)


def test_without_documents_there_is_no_task() -> None:
    assert ask("Explain how AI works in a few words", documents=0).kind is TaskKind.NONE


def test_a_json_answer_is_an_extraction_with_its_schema() -> None:
    options = Options(form=AnswerForm.JSON, schema={"type": "object"})

    task = ask("What is this about?", options=options)

    assert (task.kind, task.form, task.schema) == (TaskKind.EXTRACT, Form.JSON, {"type": "object"})


def test_an_enum_answer_is_a_choice() -> None:
    options = Options(form=AnswerForm.ENUM, schema={"type": "string", "enum": ["a", "b"]})

    assert ask("Which one?", options=options).form is Form.ENUM


@pytest.mark.parametrize(
    ("question", "length"),
    [
        ("Summarize this document in about 150 words.", Length(words=150)),
        ("Summarize in three sentences.", Length(sentences=3)),
        ("Summarize in 5 bullet points", Length(sentences=5)),
        ("A 200-word summary, please", Length(words=200)),
        ("Summarize in two paragraphs", Length(words=160)),
        ("Summarize briefly", Length(words=60)),
        ("Résume ce document en cinq phrases", Length(sentences=5)),
        ("Fasse das Dokument in 100 Wörtern zusammen", Length(words=100)),
        ("Summarize this document", Length()),
    ],
)
def test_the_length_wanted_is_read(question: str, length: Length) -> None:
    assert ask(question).length == length


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Answer in a table.", Form.TABLE),
        ("What are the segments in the table?", Form.PROSE),
        ("List them as bullet points", Form.BULLETS),
        ("Reply with one word", Form.WORD),
        ("Give me only the number", Form.WORD),
        ("Output HTML", Form.HTML),
        ("as plain text", Form.PLAIN),
        ("Antworte als Tabelle", Form.TABLE),
        ("What is it?", Form.PROSE),
    ],
)
def test_the_form_wanted_is_read(question: str, form: Form) -> None:
    assert ask(question).form is form


def test_the_system_instruction_may_say_the_form() -> None:
    turn = Turn(role=Role.USER, parts=(make_source(), Text(text="What is it?")))
    system = (Text(text="Always answer in Markdown."),)

    task = understand(Prompt(turns=(turn,), system=system))

    assert (task.form, task.instruction) == (Form.MARKDOWN, "Always answer in Markdown.")


def test_earlier_questions_are_kept_and_thoughts_are_not() -> None:
    turns = (
        Turn(role=Role.USER, parts=(make_source(), Text(text="What was revenue in 2019?"))),
        Turn(role=Role.MODEL, parts=(Text(text="5 million."),)),
        Turn(role=Role.USER, parts=(Text(text="hm", is_thought=True), Text(text="And in 2020?"))),
    )

    task = understand(Prompt(turns=turns))

    assert (task.earlier, task.question) == (("What was revenue in 2019?",), "And in 2020?")


def test_documents_of_earlier_turns_count() -> None:
    turns = (
        Turn(role=Role.USER, parts=(make_source(),)),
        Turn(role=Role.USER, parts=(Text(text="Summarize"),)),
    )

    assert understand(Prompt(turns=turns)).kind is TaskKind.SUMMARISE


def test_the_instruction_is_the_question_where_the_turn_says_nothing() -> None:
    turn = Turn(role=Role.USER, parts=(make_source(),))

    task = understand(Prompt(turns=(turn,), system=(Text(text="Summarize documents."),)))

    assert (task.kind, task.question) == (TaskKind.SUMMARISE, "Summarize documents.")


@pytest.mark.parametrize(
    ("question", "beyond"),
    [
        ("Translate this document into German", Beyond.TRANSLATION),
        ("Wer ist der englische Übersetzer dieser Hymne?", Beyond.NOTHING),
        ("Write me a poem about this", Beyond.COMPOSITION),
        ("Should we buy this company?", Beyond.JUDGEMENT),
        ("What was revenue?", Beyond.NOTHING),
        ("Is the price fair?", Beyond.JUDGEMENT),
        ("Ist der Preis angemessen?", Beyond.JUDGEMENT),
        ("Le prix est-il raisonnable ?", Beyond.JUDGEMENT),
        ("¿Es justo el precio?", Beyond.NOTHING),
        ("¿Es el precio razonable?", Beyond.JUDGEMENT),
        ("È il prezzo ragionevole?", Beyond.JUDGEMENT),
        ("O preço é justo?", Beyond.JUDGEMENT),
        ("Is de prijs redelijk?", Beyond.JUDGEMENT),
        ("Is the pool open?", Beyond.NOTHING),
        ("What will sales be next year?", Beyond.JUDGEMENT),
        ("Wie hoch wird der Umsatz im nächsten Jahr sein?", Beyond.JUDGEMENT),
        ("How much will the fee be from May?", Beyond.NOTHING),
        ("Comment faut-il payer ?", Beyond.NOTHING),
    ],
)
def test_what_reading_cannot_give_is_told(question: str, beyond: Beyond) -> None:
    assert ask(question).beyond is beyond


def test_translating_and_composing_are_no_task_of_the_reader() -> None:
    assert ask("Translate this into French").kind is TaskKind.NONE
    assert ask("Should I sign this?").kind is TaskKind.ANSWER


@pytest.mark.parametrize(
    "question",
    [
        "Can you tell me about the instruments in this photo?",
        "What does the chart on page 3 show?",
        "Was zeigt das Diagramm?",
        "What color is the roof?",
    ],
)
def test_questions_about_pictures_are_told(question: str) -> None:
    assert ask(question).asks_pictures


def test_items_to_count_must_be_of_the_document() -> None:
    english = all_phrases()["en"]

    assert find_items("How many figures are in the document?", english) == "figures"
    assert find_items("How many tables?", english) == "tables"
    assert find_items("How many pages did the author write?", english) == ""
    assert find_items("What about tables?", english) == ""
    assert find_items("List all countries in the table.", english) == ""


def test_a_count_is_told_from_a_list() -> None:
    assert ask("How many tables are there?").is_count
    assert not ask("List all tables").is_count


def test_few_words_are_in_the_language_of_the_questions_before() -> None:
    turns = tuple(
        Turn(role=Role.USER, parts=(Text(text=text),))
        for text in ("Quanto costa l'elettricità nella sede?", "E l'anno precedente?")
    )
    assert understand(Prompt(turns=turns, options=Options())).asked_in == "it"


def test_a_question_for_the_page_of_something_lists_no_pages() -> None:
    assert ask("Which page talks about the deposit?").kind is TaskKind.ANSWER

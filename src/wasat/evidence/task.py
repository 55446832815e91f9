"""What is asked: the kind of work, the language, the form and the length wanted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from wasat.evidence.phrases import Phrases, all_phrases, detect_language, one_of
from wasat.evidence.scope.asked_pages import AskedPages, read_pages
from wasat.evidence.scope.asked_section import AskedSection, read_section, wants_words_of
from wasat.evidence.scope.reply import find_reply_language
from wasat.evidence.scope.whereabouts import read_whereabouts
from wasat.generation.prompt import AnswerForm, JsonValue, Part, Prompt, Role, Text

_PARAGRAPH_WORDS = 80  # what people write where a paragraph is asked for
_BRIEF_WORDS = 60
_ITEM_WITHIN = 40
_FEW_WORDS = 5  # of a question that may go on from the one before
_OBJECT_WITHIN = 24  # characters between a verb and what it is about
_SENTENCE_END = re.compile(r"\s*(?:auf|op)?\s*(?:[?.!]|$)", re.IGNORECASE)  # "liste ... auf"
_IMPERATIVE_WITHIN = 40  # characters; verbs of translating and composing further on are topics


class TaskKind(StrEnum):
    """Kinds of work; each has one task module in the reader."""

    ANSWER = "answer"
    EXTRACT = "extract"
    SUMMARISE = "summarise"
    TRANSCRIBE = "transcribe"
    COMPARE = "compare"
    LIST = "list"
    NONE = "none"


class Form(StrEnum):
    """How the answer should look."""

    PROSE = "prose"
    TABLE = "table"
    BULLETS = "bullets"
    WORD = "word"
    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"
    JSON = "json"
    ENUM = "enum"


class Beyond(StrEnum):
    """What the question wants that quoting and computing cannot give."""

    NOTHING = ""
    JUDGEMENT = "judgement"
    TRANSLATION = "translation"
    COMPOSITION = "composition"


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """How long the answer should be; None is left to the task.

    Attributes:
        words: Of all of it.
        sentences: Of all of it.
        is_by_part: Whether each chapter or section of the document is to be told on its own.
        is_each: Whether words and sentences are of each of these.
    """

    words: int | None = None
    sentences: int | None = None
    is_by_part: bool = False
    is_each: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A prompt, understood.

    Attributes:
        kind: Which work is wanted.
        aim: What the words ask for, whatever the form of the answer; ANSWER unless they say so.
        question: Text of the last turn of the user.
        language: ISO 639-1 of the answer's own words: the one asked for, else the question's.
        asked_in: ISO 639-1 of the question; English where it is not clear.
        instruction: Text of the system instruction.
        earlier: Questions of the turns before, oldest first.
        form: How the answer should look.
        length: How long it should be.
        pages: Pages the question is limited to.
        section: Part of the document that is to be summarised, written out, or whose headings are
            to be listed; None is all of it, or where another work is wanted.
        schema: JSON Schema of the answer, only with kind EXTRACT.
        items: What to list or count, only with kind LIST: `headings`, `tables`, `figures`, `pages`,
            `rows`, `fields`, `footnotes`, `words`, `attachments`.
        is_count: Whether their number is wanted, not the things.
        asks_pictures: Whether it asks what is to be seen.
        asks_difference: Whether differences are to be computed.
        asks_results: Whether a comparison is about benchmarks, scores and other results.
        asks_better: Whether it asks which of several documents is better at something.
        asks_lowest: Whether the lowest value is wanted, not the best.
        beyond: What it wants that the reader does not do.
    """

    kind: TaskKind
    aim: TaskKind = TaskKind.ANSWER
    question: str = ""
    language: str = "en"
    asked_in: str = "en"
    instruction: str = ""
    earlier: tuple[str, ...] = ()
    form: Form = Form.PROSE
    length: Length = field(default_factory=Length)
    pages: AskedPages = field(default_factory=AskedPages)
    section: AskedSection | None = None
    schema: Mapping[str, JsonValue] | None = None
    items: str = ""
    is_count: bool = False
    asks_pictures: bool = False
    asks_difference: bool = False
    asks_results: bool = False
    asks_better: bool = False
    asks_lowest: bool = False
    beyond: Beyond = Beyond.NOTHING


def understand(prompt: Prompt) -> Task:
    """Tell what a prompt asks for; never fails: what is not understood is a question."""
    *earlier, question = _questions(prompt) or [""]
    instruction = _text_of(prompt.system)
    phrases = all_phrases()[_language(question or instruction, earlier)]
    wish = f"{question}\n{instruction}"
    aim = _aim(question or instruction, len(prompt.sources), phrases)
    items = find_items(question, phrases) if aim is TaskKind.LIST else ""
    beyond = _beyond(question, phrases)
    return Task(
        kind=_kind(prompt, aim, beyond),
        aim=aim,
        question=question or instruction,
        language=find_reply_language(f"{instruction}\n{question}") or phrases.language,
        asked_in=phrases.language,
        instruction=instruction,
        earlier=tuple(earlier),
        form=_form(prompt, wish, phrases),
        length=read_length(wish, phrases),
        pages=read_pages(question, phrases),
        section=_section(question, aim, phrases),
        schema=prompt.options.schema,
        items=items,
        is_count=bool(phrases.tasks["count"].search(question)) and bool(items),
        asks_pictures=bool(phrases.pictures.search(question)),
        asks_difference=bool(phrases.tasks["difference"].search(question)),
        asks_results=bool(phrases.tasks["results"].search(question)),
        asks_better=aim is TaskKind.COMPARE and bool(phrases.tasks["better"].search(question)),
        asks_lowest=bool(phrases.tasks["lowest"].search(question)),
        beyond=beyond,
    )


def _language(question: str, earlier: Sequence[str]) -> str:
    """Tell the language of a question; few words are in that of the questions before."""
    is_short = len(question.split()) <= _FEW_WORDS
    return detect_language(" ".join([*earlier, question]) if is_short else question)


def find_items(question: str, phrases: Phrases) -> str:
    """Name the parts of the document that are to be listed or counted, or return nothing.

    The part must follow the verb and the document itself be meant, lest "how many pages did the
    author write" be answered with the pages of the file.
    """
    document = one_of([phrases.units["document"]])
    within = one_of([rf"{phrases.units['within']}\s*$"])
    verbs = (phrases.tasks[name].search(question) for name in ("count", "list", "extract"))
    after = [match.end() for match in verbs if match]
    if not after:
        return ""
    rest = question[min(after) :]
    found = (
        (match.start(), name)
        for name, pattern in phrases.items.items()
        if (match := pattern.search(rest[:_ITEM_WITHIN]))
        and not within.search(rest[: match.start()])
        and (
            document.search(rest, match.end())
            or _SENTENCE_END.match(rest, match.end())
            or read_section(rest[match.end() :], phrases.language)
        )
    )
    return min(found, default=(0, ""))[1]


def read_length(wish: str, phrases: Phrases) -> Length:
    """Read "about 150 words", "in three sentences", "two paragraphs", "by chapter"."""
    words = _counted(wish, phrases, "words")
    sentences = _counted(wish, phrases, "sentences") or _counted(wish, phrases, "points")
    paragraphs = _counted(wish, phrases, "paragraphs")
    if words is None and sentences is None:
        if paragraphs:
            words = paragraphs * _PARAGRAPH_WORDS
        elif phrases.brief.search(wish):
            words = _BRIEF_WORDS
    is_each = bool(phrases.parts["each"].search(wish))
    return Length(
        words=words,
        sentences=sentences,
        is_by_part=is_each or bool(phrases.parts["by"].search(wish)),
        is_each=is_each,
    )


def _questions(prompt: Prompt) -> list[str]:
    texts = (_text_of(turn.parts) for turn in prompt.turns if turn.role is Role.USER)
    return [text for text in texts if text]


def _text_of(parts: tuple[Part, ...]) -> str:
    texts = (part.text for part in parts if isinstance(part, Text) and not part.is_thought)
    return "\n".join(text.strip() for text in texts if text.strip())


def _kind(prompt: Prompt, aim: TaskKind, beyond: Beyond) -> TaskKind:
    if not prompt.sources or beyond in (Beyond.TRANSLATION, Beyond.COMPOSITION):
        return TaskKind.NONE
    if prompt.options.form is not AnswerForm.TEXT:
        return TaskKind.EXTRACT
    return aim


def _aim(question: str, source_count: int, phrases: Phrases) -> TaskKind:
    found = {
        kind: match.start()
        for kind in (TaskKind.TRANSCRIBE, TaskKind.SUMMARISE, TaskKind.COMPARE)
        if (match := phrases.tasks[kind.value].search(question))
        and (kind is not TaskKind.COMPARE or source_count > 1)
    }
    if found:
        return min(found, key=lambda kind: found[kind])
    if source_count > 1 and phrases.tasks["better"].search(question):
        return TaskKind.COMPARE
    if find_items(question, phrases) and read_whereabouts(question) is None:
        return TaskKind.LIST
    if phrases.tasks["convert"].search(question) or _wants_section(question, phrases):
        return TaskKind.TRANSCRIBE
    return TaskKind.EXTRACT if _wants_fields(question, phrases) else TaskKind.ANSWER


def _wants_fields(question: str, phrases: Phrases) -> bool:
    verb = phrases.tasks["extract"].search(question)
    everything = one_of([rf"{phrases.units['everything']}\b(?!{phrases.units['things']}\b)"])
    return bool(verb and everything.search(question, verb.start(), verb.end() + _OBJECT_WITHIN))


def _wants_section(question: str, phrases: Phrases) -> bool:
    """Whether the words of a part are wanted: "what does section 1.4 say"."""
    is_wanted = wants_words_of(question, phrases.language)
    return is_wanted and read_section(question, phrases.language) is not None


def _section(question: str, aim: TaskKind, phrases: Phrases) -> AskedSection | None:
    """Read the part that a work is limited to: by number or words, or what follows the verb."""
    if aim not in (TaskKind.SUMMARISE, TaskKind.TRANSCRIBE, TaskKind.LIST):
        return None
    verb = phrases.tasks[aim.value].search(question)
    named = question[verb.end() :] if verb and aim is not TaskKind.LIST else ""
    return read_section(question, phrases.language, named.splitlines()[0] if named else "")


def _form(prompt: Prompt, wish: str, phrases: Phrases) -> Form:
    if prompt.options.form is not AnswerForm.TEXT:
        return Form.JSON if prompt.options.form is AnswerForm.JSON else Form.ENUM
    asked = [name for name, pattern in phrases.forms.items() if pattern.search(wish)]
    order = (Form.HTML, Form.MARKDOWN, Form.JSON, Form.TABLE, Form.BULLETS, Form.PLAIN, Form.WORD)
    return next((form for form in order if form.value in asked), Form.PROSE)


def _beyond(question: str, phrases: Phrases) -> Beyond:
    start = question[:_IMPERATIVE_WITHIN]
    if phrases.tasks["translate"].search(start):
        return Beyond.TRANSLATION
    if phrases.tasks["compose"].search(start):
        return Beyond.COMPOSITION
    return Beyond.JUDGEMENT if phrases.tasks["judge"].search(question) else Beyond.NOTHING


def _counted(wish: str, phrases: Phrases, unit: str) -> int | None:
    match = re.search(
        rf"(?<!\w)({phrases.any_number})[\s-]+(?:\w+\s+)?{phrases.units[unit]}\b",
        wish,
        re.IGNORECASE,
    )
    return phrases.read_number(match[1]) if match else None

"""One pointed question: one value, one sentence or one cell, and where it stands."""

from collections.abc import Iterator, Sequence

from wasat.evidence.find import find
from wasat.evidence.inquiry import Inquiry, strip_wishes, study
from wasat.evidence.passage import Ranked
from wasat.evidence.prepare import Prepared
from wasat.evidence.task import Beyond, Form, Task
from wasat.generation.chunk import Chunk
from wasat.generation.prompt import Source
from wasat.generation.traces import Fact, Trace
from wasat.reader.aggregates.whole import find_aggregate
from wasat.reader.arithmetic.answer import find_arithmetic, is_sum_of_several
from wasat.reader.code.find import find_code
from wasat.reader.definitions.find import find_definition
from wasat.reader.lists.find import find_list
from wasat.reader.lookup.absence import find_lack, find_missing
from wasat.reader.lookup.cell import ScoredRow, find_cells, rank_rows
from wasat.reader.lookup.compute import compute, is_trend
from wasat.reader.lookup.elsewhere import add_elsewhere, merge
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.lookup.follow import find_focus, follow_up
from wasat.reader.lookup.record import find_record
from wasat.reader.lookup.sentence import find_sentence, rank_sentences
from wasat.reader.lookup.statement import find_statement
from wasat.reader.lookup.wanted import COMPARED, COMPUTED, Want, holds_wanted, read_wants
from wasat.reader.lookup.wording import reword
from wasat.reader.phrasing import phrase
from wasat.reader.questions.decisive import find_unnamed
from wasat.reader.questions.field import find_field
from wasat.reader.questions.headed import find_headed
from wasat.reader.questions.spending import find_spending
from wasat.reader.questions.whereabouts import find_whereabouts
from wasat.reader.rankings.find import find_ranking
from wasat.reader.reading import Reading, open_readings, tell_unread
from wasat.reader.records.find import find_records
from wasat.reader.refusal import not_judged, not_stated, unseen_figure
from wasat.reader.spans.find import find_span
from wasat.reader.verdict.fitting import is_only_mention
from wasat.reader.verdict.sentence import find_denial, find_verdict, is_unspoken
from wasat.reader.writer import write_statements

_PAGES = 8  # passages, each the best of its page
_WORDED_PAGES = 3  # in whose words a question is put
_JUDGED_PAGES = 3  # named where a judgement is asked for
# What a cell must be ahead of a sentence by, for each sort of question. Source: set by hand on
# notes to financial statements.
_CELL_AHEAD, _NUMBER_AHEAD, _PROSE_AHEAD = -0.1, -0.45, 0.5
_AS_COVERED = 0.35  # share of the question by which a row may hold less than a sentence
_LESS_COVERED_AHEAD = 0.0  # such a row needs no less than the sentence's own score
_PROSE = frozenset({Want.REASON, Want.PERSON, Want.PLACE})
_LEAST_OF_CAUSE = 0.25  # share of the question that a sentence of cause holds, to go before a row
_NEARLY = 0.75  # of the best row's score
_LEAST_COMPUTED = 0.45  # score of a row that may be computed with


def answer(task: Task, sources: Sequence[tuple[Source, Prepared]], trace: Trace) -> Iterator[Chunk]:
    """Answer from the document that holds most of the question, or say that none states it."""
    readings = open_readings(task, sources)
    searches = [
        _search(task, reading, prepared)
        for reading, (_, prepared) in zip(readings, sources, strict=True)
    ]
    for search in searches:
        _note_pages(trace, search)
    if task.beyond is Beyond.JUDGEMENT:
        yield from _decline(task, searches)
    else:
        yield from _answer(task, searches, trace)
    yield from tell_unread(readings, task.language)


def _answer(task: Task, searches: Sequence[Search], trace: Trace) -> Iterator[Chunk]:
    found: list[tuple[float, Search, Finding]] = []
    is_missing = False
    for search in searches:
        finding, reason, is_named = _find_told(task, search)
        is_missing = is_missing or not is_named
        if finding is None:
            reason = reason or find_lack(search)
            trace.note("not stated", document=search.reading.source.title, reason=reason)
            continue
        trace.note("found", document=search.reading.source.title, reason=finding.reason)
        coverage = search.ranked[0].coverage if search.ranked else 0.0
        found.append((coverage + finding.score, search, finding))
    if not found:
        is_unseen = task.asks_pictures and not is_missing
        yield Chunk(text=(unseen_figure if is_unseen else not_stated)(task.language))
        return
    _, search, finding = max(found, key=lambda entry: entry[0])
    form = Form.BULLETS if finding.is_list and task.form is Form.PROSE else task.form
    yield from write_statements(phrase(task, search, finding), form, search.reading.mark)


def _find_told(task: Task, search: Search) -> tuple[Finding | None, str, bool]:
    """Find an answer, or why there is none; and whether the document names what is asked about."""
    records = find_records(search) or find_code(search)
    reason = "" if records else find_missing(search)
    is_missing = bool(reason)
    place = None if records or is_missing else find_whereabouts(search)
    if place is not None:
        return place, "", True
    finding = records or (find_denial(search) if is_missing else _find(search))
    if finding and is_only_mention(search, finding, asks_pictures=task.asks_pictures):
        finding, reason = None, "it is only mentioned"
    if records is not None:
        return finding, reason, True
    unnamed = find_unnamed(search, finding) if finding else ""
    if unnamed:
        finding, reason = None, f"nothing is said of {unnamed!r}"
    headed = find_headed(search, finding)
    if headed is finding:
        headed = find_field(search, finding, is_missing=is_missing)
    return headed, reason, not is_missing


def _find(search: Search) -> Finding | None:
    """Choose between what statements, tables and sentences say; None if the words are not there."""
    spending = find_spending(search)
    ranking = None if Want.WHICH_PERIOD in search.wants else find_ranking(search)
    told = find_definition(search) or find_span(search) or spending or ranking
    if told is not None:
        return told
    rows = rank_rows(search)
    listed = _find_aggregate(search, rows) or find_list(search)
    if listed is not None:
        return listed
    computed = None if search.wants & _PROSE else _find_computed(search, rows)
    if computed is not None:
        return computed
    return None if find_lack(search) else _find_quoted(search, rows)


def _find_aggregate(search: Search, rows: Sequence[ScoredRow]) -> Finding | None:
    """Make one figure of many, unless a statement tells it or the question names its parts."""
    found = find_aggregate(search, rows)
    statement = find_statement(search) if found else None
    is_other = (statement is not None and statement.score > 1) or is_sum_of_several(search)
    return None if is_other else found


def _find_quoted(search: Search, rows: Sequence[ScoredRow]) -> Finding | None:
    """Choose what a sentence decides, a row of words, a cell of figures, or a sentence says."""
    sentences = rank_sentences(search)
    decided = find_verdict(search, sentences)
    if decided is not None:
        return decided
    record, cells = find_record(search, rows), find_cells(search, rows)
    sentence = find_definition(search, is_loose=True) or find_sentence(search, sentences)
    if record is not None and (sentence is None or record.coverage > sentence.coverage):
        return record
    found = _choose(search, cells, sentence)
    if found is None or is_unspoken(search, found):
        return None
    return add_elsewhere(search, found, rows, sentences)


def _choose(search: Search, cells: Finding | None, sentence: Finding | None) -> Finding | None:
    if cells is None or sentence is None:
        return cells or sentence
    if Want.REASON in search.wants and _tells_cause(search, sentence):
        return sentence
    ahead = _ahead(search)
    if cells.coverage < sentence.coverage - _AS_COVERED:
        ahead = max(ahead, _LESS_COVERED_AHEAD)
    return cells if cells.score > sentence.score + ahead else sentence


def _tells_cause(search: Search, sentence: Finding) -> bool:
    text = " ".join(text for text, _ in sentence.statements)
    is_near = sentence.coverage >= _LEAST_OF_CAUSE
    return is_near and holds_wanted(text, frozenset({Want.REASON}), search.language)


def _find_computed(search: Search, rows: Sequence[ScoredRow]) -> Finding | None:
    """Answer from statements, or by computing with the best row, where that is what is asked."""
    if Want.WHICH_PERIOD not in search.wants:
        statement = find_statement(search)
        if statement is not None and statement.score > 1:
            return statement
        computed = find_arithmetic(search, rows)
        if computed is not None:
            return computed
    is_computed = bool(search.wants & {Want.WHICH_PERIOD, *COMPUTED}) or is_trend(search)
    if not is_computed or is_sum_of_several(search) or find_lack(search):
        return None
    least = max(_LEAST_COMPUTED, _NEARLY * rows[0].score) if rows else 0.0
    if not search.wants & {*COMPUTED, *COMPARED}:
        told = max((s.coverage + s.context for s in rank_sentences(search)[:1]), default=0.0)
        rows = [row for row in rows if row.coverage >= told - _AS_COVERED]
    return merge(_compute_all(search, [row for row in rows if row.score > least]))


def _compute_all(search: Search, rows: Sequence[ScoredRow]) -> Iterator[Finding]:
    """Compute with the best row of every page that has one, best first."""
    pages: set[int] = set()
    for row in rows:
        found = None if row.page.number in pages else compute(search, row)
        if found is not None:
            pages.add(row.page.number)
            yield found


def _ahead(search: Search) -> float:
    if search.wants & {Want.STANCE, *_PROSE}:
        return _PROSE_AHEAD
    is_number = bool(search.wants & {Want.NUMBER, *COMPUTED}) or bool(search.inquiry.years)
    return _NUMBER_AHEAD if is_number else _CELL_AHEAD


def _search(task: Task, reading: Reading, prepared: Prepared) -> Search:
    index = prepared.index
    asked = (task.question, task.earlier, index.language, task.asked_in)
    question = follow_up(*asked)
    inquiry, ranked = _look(question, reading, prepared)
    numbers = [found.passage.page for found in ranked[:_WORDED_PAGES]]
    pages = (
        prepared.document.pages[n - 1] for n in numbers or list(reading.numbers)[:_WORDED_PAGES]
    )
    worded = reword(inquiry.topic, index, (block.text for page in pages for block in page.blocks))
    if worded != inquiry.topic:
        inquiry, ranked = _look(worded, reading, prepared)
    return Search(
        question=question,
        inquiry=inquiry,
        wants=read_wants(strip_wishes(question), task.asked_in),
        reading=reading,
        prepared=prepared,
        ranked=ranked,
        language=task.asked_in,
        focus=find_focus(*asked),
    )


def _look(question: str, reading: Reading, prepared: Prepared) -> tuple[Inquiry, Sequence[Ranked]]:
    inquiry = study(question, prepared.index.language)
    return inquiry, find(inquiry, prepared, pages=reading.numbers, limit=_PAGES)


def _decline(task: Task, searches: Sequence[Search]) -> Iterator[Chunk]:
    """Say that the reader does not judge, and name the pages that bear on the question."""
    pages: list[int] = []
    for search in searches[:1]:
        if not (find_missing(search) or find_lack(search)):
            pages = [ranked.passage.page for ranked in search.ranked[:_JUDGED_PAGES]]
    yield Chunk(text=not_judged(task.language, pages))


def _note_pages(trace: Trace, search: Search) -> None:
    considered: list[Fact] = [
        {
            "page": ranked.passage.page,
            "score": round(ranked.score, 3),
            "coverage": round(ranked.coverage, 3),
            "reasons": list(ranked.reasons),
        }
        for ranked in search.ranked
    ]
    trace.note("pages", document=search.reading.source.title, considered=considered)

"""Answers from financial statements: a line item of a year, a change of one, a formula."""

import re
from collections.abc import Sequence

from wasat.evidence.figures import is_interim
from wasat.evidence.find import cover
from wasat.evidence.inquiry import Item, find_items, spell_years
from wasat.evidence.tabular.scale import Scale
from wasat.generation.chunk import Citation
from wasat.reader.lookup.cell import cite_cells, label_of
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.lookup.formula import Evaluation, Formula, IncomputableError, find_formula
from wasat.reader.lookup.line_item import Figure, Statements
from wasat.reader.lookup.wanted import Want, find_want_spans
from wasat.reader.rows.written import count_decimals, write_number

_DECIMALS = re.compile(
    r"(\d+|one|two|three|four|zero|no) decimals?(?: places?| points?)?", re.IGNORECASE
)
_DECIMAL_WORDS = {"zero": 0, "no": 0, "one": 1, "two": 2, "three": 3, "four": 4}
_SCALE_ASKED = re.compile(
    r"\b(?:usd|dollars?|\$|eur|euros?|in)\s+(thousand|million|billion)s?\b", re.IGNORECASE
)
_SCALE_FACTORS = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_ASIDE = re.compile(r"\([^)]*\)")
_FILLERS = (
    "fiscal year end ended ending total amount value generated generate reported report pay out"
)
_LABEL_PAGES = 3  # best ones
_MOST_LEFT = 0.5  # share of the question's weight that is neither item nor year nor name
_SURE = 1.5  # score of an answer from the statement itself


def find_statement(search: Search) -> Finding | None:
    """Answer a question about line items of statements; None if it is not one, or not there."""
    if is_interim(search.inquiry.topic):
        return None
    formula = find_formula(search.question)
    statements = Statements(search, is_anywhere=formula is not None)
    if formula is not None:
        return _find_formula(search, formula, statements)
    items = [item for _, _, item in find_items(search.inquiry.topic)]
    if len(items) != 1 or _left(search) > _MOST_LEFT:
        return None
    return _find_item(search, items[0], statements)


def _find_item(search: Search, item: Item, statements: Statements) -> Finding | None:
    years = list(search.inquiry.years) or [y for y in [statements.latest_year(item)] if y]
    if search.wants & {Want.PERCENT_CHANGE, Want.CHANGE} and len(years) == 1:
        years = [years[0] - 1, years[0]]
    figures = [statements.find(item, year) for year in years]
    found = [figure for figure in figures if figure is not None]
    if not found or len(found) < len(figures):
        return None
    return Finding(
        statements=((_tell_item(search, found), _cite(search, found)),),
        score=_SURE - _left(search),
        reason=f"line item {item.name}",
        brief=_brief(search, found),
    )


def _tell_item(search: Search, figures: Sequence[Figure]) -> str:
    ordered = sorted(figures, key=lambda figure: figure.year)
    last = ordered[-1]
    label, scale = label_of(last.scored.row), _scale_text(last.scored.scale)
    if len(ordered) == 1:
        return f"{label}, {last.year}: {_converted(search, last)}{scale}"
    computed = _compute(search, ordered)
    if computed:
        return f"{computed}, {label}{scale}"
    each = "; ".join(f"{figure.year}: {figure.value.text}" for figure in figures)
    return f"{label}: {each}{scale}"


def _brief(search: Search, figures: Sequence[Figure]) -> str:
    """Return the figure, or what is computed of several, without its formula."""
    if len(figures) == 1:
        return _converted(search, figures[0]).partition(" = ")[0]
    computed = _compute(search, sorted(figures, key=lambda figure: figure.year))
    return computed.partition(" = ")[0] or "; ".join(figure.value.text for figure in figures)


def _compute(search: Search, ordered: Sequence[Figure]) -> str:
    """Compute what is wanted of a line item's years, oldest first; nothing if they are wanted."""
    first, last = ordered[0], ordered[-1]
    if Want.PERCENT_CHANGE in search.wants and first.number:
        share = _round(search, 100 * (last.number - first.number) / abs(first.number), 2)
        return f"{share}% = ({_told(last)} − {_told(first)}) / {_told(first)}"
    if Want.CHANGE in search.wants:
        texts, language = [last.value.text, first.value.text], search.prepared.index.language
        decimals = count_decimals(texts, language)
        change = write_number(last.number - first.number, decimals, texts, language)
        return f"{change} = {_told(last)} − {_told(first)}"
    if Want.AVERAGE in search.wants:
        mean = sum(figure.number for figure in ordered) / len(ordered)
        return f"{mean:,.2f} = ({' + '.join(map(_told, ordered))}) / {len(ordered)}"
    return ""


def _find_formula(search: Search, formula: Formula, statements: Statements) -> Finding | None:
    evaluation = Evaluation(statements=statements)
    years = _formula_years(search, formula, statements)
    try:
        results = [(year, evaluation.evaluate(formula.value, year)) for year in years]
    except IncomputableError:
        return None
    if not results:
        return None
    used = list(evaluation.used.values())
    operands = "; ".join(f"{label_of(figure.scored.row)} {_told(figure)}" for figure in used)
    return Finding(
        statements=(
            (f"{_tell_results(search, formula, results)} ({operands})", _cite(search, used)),
        ),
        score=_SURE + 1,
        reason=f"formula {formula.name}",
        brief=_tell_results(search, formula, results).partition(":")[0],
    )


def _formula_years(search: Search, formula: Formula, statements: Statements) -> list[int]:
    """Return the years a formula is wanted for.

    Those in a definition tell what it is made from; unless an average or a comparison over years
    is wanted, the latest year asked about counts.
    """
    years = sorted(search.inquiry.years)
    if not years:
        latest = [statements.latest_year(item) for item in formula.items]
        years = [min(year for year in latest if year is not None)] if any(latest) else []
    over_years = search.wants & {Want.AVERAGE, Want.CHANGE, Want.PERCENT_CHANGE}
    before = search.inquiry.topic.lower().split("defined as")[0]
    if len(years) > 1 and over_years and sum(str(year) in before for year in years) > 1:
        return list(range(years[0], years[-1] + 1))
    return years[-1:]


def _tell_results(search: Search, formula: Formula, results: Sequence[tuple[int, float]]) -> str:
    if len(results) > 1 and Want.AVERAGE in search.wants:
        mean = sum(value for _, value in results) / len(results)
        each = ", ".join(f"{year}: {_unit(search, formula, value)}" for year, value in results)
        return f"{_unit(search, formula, mean)}: {formula.name}, {each}"
    if len(results) > 1:
        change = results[-1][1] - results[0][1]
        each = ", ".join(f"{year}: {_unit(search, formula, value)}" for year, value in results)
        return f"{_unit(search, formula, change)}: {formula.name}, {each}"
    year, value = results[0]
    return f"{_unit(search, formula, value)}: {formula.name}, {year}"


def _unit(search: Search, formula: Formula, value: float) -> str:
    if formula.unit == "percent":
        return f"{_round(search, 100 * value, 2)}%"
    return _round(search, value, 2)


def _round(search: Search, value: float, default: int) -> str:
    match = _DECIMALS.search(search.question)
    word = match[1].lower() if match else str(default)
    decimals = _DECIMAL_WORDS.get(word, int(word) if word.isdigit() else default)
    return f"{value:,.{min(decimals, 6)}f}"


def _converted(search: Search, figure: Figure) -> str:
    """Write a figure in the scale asked for, where that is another one than the page's."""
    match = _SCALE_ASKED.search(search.question)
    factor = _SCALE_FACTORS[match[1].lower()] if match else figure.scored.scale.factor
    if match is None or figure.scored.scale.factor in (factor, 1.0):
        return figure.value.text
    number = figure.number * figure.scored.scale.factor / factor
    return f"{_round(search, number, 2)} {match[1].lower()} = {figure.value.text}"


def _left(search: Search) -> float:
    """Return the share of the question's weight that an answer from a statement leaves out.

    Items, names, years, asides in brackets and words of computing are not left out.
    """
    language = search.prepared.index.language
    topic = _ASIDE.sub(" ", search.inquiry.topic)
    spans = [(start, end) for start, end, _ in find_items(topic)]
    spans += find_want_spans(topic, language.code)
    known = " ".join(topic[start:end] for start, end in spans)
    names = " ".join(name for name in search.inquiry.names if not _is_label(search, name))
    years = " ".join(map(str, search.inquiry.years))
    terms = language.content(spell_years(topic))
    return 1.0 - cover(terms, search.prepared, f"{known} {names} {years} {_FILLERS}")


def _is_label(search: Search, name: str) -> bool:
    """Whether a name is that of a row of the best pages, and so tells which figure is meant."""
    for ranked in search.ranked[:_LABEL_PAGES]:
        for block in search.prepared.document.pages[ranked.passage.page - 1].blocks:
            cells = block.table.cells if block.table is not None else ()
            if any(cell.column == 0 and cell.text.casefold() == name.casefold() for cell in cells):
                return True
    return False


def _cite(search: Search, figures: Sequence[Figure]) -> tuple[Citation, ...]:
    citations = [
        citation
        for figure in figures
        for citation in cite_cells(search, figure.scored, [figure.value])
    ]
    return tuple(dict.fromkeys(citations))


def _told(figure: Figure) -> str:
    return f"{figure.value.text} ({figure.year})"


def _scale_text(scale: Scale) -> str:
    return f" ({scale.text})" if scale.text else ""

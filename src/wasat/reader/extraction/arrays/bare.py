"""Items of receipts: lines of words and an amount, without a line of headers, above the sums."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from wasat.reader.extraction.arrays.columns import Row, is_sum, match_columns
from wasat.reader.extraction.families import Field
from wasat.reader.extraction.search import recognise
from wasat.reader.leaves.layout import Run, join_near
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.recognise.found import Found, Habits

_HEADS = ("quantity", "description", "unit price", "amount")  # as a receipt would print them
_SHORT_PAGES = 2  # of a receipt; what is longer heads its columns
_LONGEST_LINE = 200  # characters of a receipt
_FEWEST = 2  # items where no sum below them tells that they are some
_PRICE = r"-?\d{1,3}(?:[.,' ]?\d{3})*[.,]\d{2}-?"
_TIMES = r"(?:x|×|@|à|\*|st(?:k|ck)?\.?|pcs?|ea)"
_CURRENCY = r"(?:[$€£¥₹]|USD|EUR|GBP|CHF|INR|Rs\.?|RM|kr\.?)?\s?"
_ITEM = re.compile(
    rf"(?:(?P<quantity>\d{{1,3}}(?:[.,]\d{{1,3}})?)\s*{_TIMES}?\s+)?"
    r"(?P<description>\S.*?[^\W\d_]{2}.*?)"
    rf"(?:\s+(?P<times>\d{{1,3}})?\s*{_TIMES}?\s*{_CURRENCY}(?P<price>{_PRICE}))?"
    rf"\s+{_CURRENCY}(?P<amount>{_PRICE})(?:\s?€)?(?:\s+[A-Z*]{{1,2}})?",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    rf"(?P<quantity>\d{{1,3}}(?:[.,]\d{{1,3}})?)\s*{_TIMES}\s*{_CURRENCY}(?P<price>{_PRICE})"
    rf"(?:\s*=?\s*{_CURRENCY}(?P<amount>{_PRICE}))?(?:\s?€)?(?:\s+[A-Z*]{{1,2}})?",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]{2}[^:]*")
_SCORE = 0.6


def find_bare(fields: Mapping[str, Field], leaves: Leaves) -> list[Row]:
    """Read lines of words and an amount down to the first sum.

    Args:
        fields: By property name; one must mean the words, another an amount.
        leaves: Where to look; nothing in documents longer than a receipt.

    Returns:
        One mapping a line.
    """
    columns = {head: name for name, head in _means(fields).items()}
    figure = columns.get("amount") or columns.get("unit price")
    if "description" not in columns or figure is None or len(leaves.all) > _SHORT_PAGES:
        return []
    columns.setdefault("amount", figure)
    for leaf in leaves:
        rows, is_summed = _read(leaf, columns, fields, leaves.habits)
        if len(rows) >= _FEWEST or (rows and is_summed):
            return rows
    return []


def _means(fields: Mapping[str, Field]) -> Mapping[str, str]:
    return {name: _HEADS[at] for name, at in match_columns(fields, _HEADS).items()}


def _read(
    leaf: Leaf, columns: Mapping[str, str], fields: Mapping[str, Field], habits: Habits
) -> tuple[list[Row], bool]:
    """Read the items of a page, and tell whether a sum ends them."""
    rows: list[Row] = []
    above: Run | None = None
    for line in leaf.rows:
        run = join_near(line, float("inf"))[0]
        is_line = len(run.text) <= _LONGEST_LINE
        match = (_ITEM.fullmatch(run.text) or _FIGURES.fullmatch(run.text)) if is_line else None
        if is_sum(run.text) and (rows or match is not None):
            return rows, True
        if match is not None and match.re is _ITEM:
            rows.append(_row(leaf, run, match, columns, fields, habits))
        elif match is not None:
            figures = _row(leaf, run, match, columns, fields, habits)
            rows = _with_figures(rows, figures, above, leaf, columns["description"])
        is_words = match is None and _WORDS.fullmatch(run.text)
        above = run if is_words else None
    return rows, False


def _row(
    leaf: Leaf,
    run: Run,
    match: re.Match[str],
    columns: Mapping[str, str],
    fields: Mapping[str, Field],
    habits: Habits,
) -> Row:
    groups = match.groupdict()
    groups["quantity"] = groups.get("quantity") or groups.get("times")
    row: dict[str, Found] = {}
    for head, group in (("quantity", "quantity"), ("unit price", "price"), ("amount", "amount")):
        if head in columns and groups.get(group):
            start = match.start(group)
            if start < 0:
                start = match.start("times")
            found = _figure(leaf, run, (start, groups[group] or ""), fields[columns[head]], habits)
            row.update({columns[head]: found} if found is not None else {})
    if groups.get("description"):
        start, end = match.span("description")
        row[columns["description"]] = leaf.found(
            " ".join(run.text[start:end].split()), run.locate(start, end), _SCORE
        )
    return row


def _figure(
    leaf: Leaf, run: Run, what: tuple[int, str], field: Field, habits: Habits
) -> Found | None:
    start, text = what
    for value in recognise(text, field.kind, habits):
        places = run.locate(start + value.start, start + value.end)
        return replace(leaf.found(text, places, _SCORE), value=value.value)
    return None


def _with_figures(
    rows: Sequence[Row], figures: Row, above: Run | None, leaf: Leaf, description: str
) -> list[Row]:
    """Give a line of figures to the words right above it, else to the item before."""
    if above is not None:
        words = leaf.found(above.text, above.locate(0, len(above.text)), _SCORE)
        return [*rows, {**figures, description: words}]
    return [*rows[:-1], {**figures, **rows[-1]}] if rows else [*rows]

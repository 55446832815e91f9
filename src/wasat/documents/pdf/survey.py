"""A first look at all pages: what is usual in the document, and what comes again."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np

from wasat.documents.layout.headings import body_style
from wasat.documents.layout.running import Mark, find_mark, margin_words, running_marks
from wasat.documents.layout.sheet import Sheet, Style
from wasat.documents.layout.strips import make_strips
from wasat.documents.layout.turning import choose_words, turn_sheet
from wasat.documents.pdf.compose import Setting
from wasat.documents.tags.headings import has_headings

_MOST_WORDS = 200_000  # of the vocabulary: more do not help to tell where a word was cut
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def survey(sheets: Collection[Sheet], styles: Sequence[Style]) -> Setting:
    """Look through all pages of a document."""
    counts: Counter[Style] = Counter()
    marks: list[list[Mark]] = []
    vocabulary: set[str] = set()
    for sheet in sheets:
        counts.update(count_styles(sheet, styles))
        if len(sheets) > 1:  # else nothing can come again
            marks.append(find_marks(sheet, styles))
        if len(vocabulary) < _MOST_WORDS:
            vocabulary.update(_WORD.findall(sheet.words.text.lower()))
    return Setting(
        styles=styles,
        body=body_style(counts),
        running=frozenset(running_marks(marks, len(sheets))),
        vocabulary=vocabulary,
        has_tagged_headings=any(has_headings(sheet.tags) for sheet in sheets),
    )


def count_styles(sheet: Sheet, styles: Sequence[Style]) -> Counter[Style]:
    """Count the characters of a page by style."""
    counts: Counter[Style] = Counter()
    if len(sheet.words.styles):
        lengths = [len(text) for text in sheet.words.text.split(" ")]
        sums = np.bincount(sheet.words.styles, lengths)
        for number in np.flatnonzero(sums).tolist():
            counts[styles[number]] += int(sums[number])
    return counts


def find_marks(sheet: Sheet, styles: Sequence[Style]) -> list[Mark]:
    """Find what stands in the margins of a page."""
    marks: list[Mark] = []
    for turn in sorted(set(sheet.words.turns.tolist())):
        upright = turn_sheet(sheet, turn)
        words = margin_words(choose_words(upright.words, 0), upright.height)
        found = (find_mark(strip, upright.height) for strip in make_strips(words, styles))
        marks.extend(mark for mark in found if mark is not None)
    return marks

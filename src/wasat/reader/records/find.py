"""The answer to a question about the records of a spreadsheet."""

from collections.abc import Sequence

from wasat.evidence.language import Language, all_languages
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.records.citing import cite_told
from wasat.reader.records.sheet import read_sheets
from wasat.reader.records.tell import Teller, Told
from wasat.reader.records.wish import read_wish
from wasat.reader.records.words import Words, words_of
from wasat.reader.rows.written import write_number

_SCORE = 2.0  # a question understood wholly goes before all that words alone find
_MOST_LISTED = 500  # records of one answer
_LONGEST = 500  # characters of a question


def find_records(search: Search) -> Finding | None:
    """Answer from the records of a spreadsheet; None if it is none, or not wholly understood."""
    if len(search.inquiry.topic) > _LONGEST:
        return None
    words, language = words_of(search.language), all_languages()[search.language]
    for sheet in read_sheets(search.reading):
        about = f"{search.reading.source.title} {sheet.title}"
        wish = read_wish(search.inquiry.topic, sheet, language, words, about)
        if wish is None:
            continue
        language_told = search.prepared.index.language
        told = list(Teller(wish, sheet, words, language_told).tell())
        if told:
            return Finding(
                statements=tuple(cite_told(search.reading, _cut(told, words, language_told))),
                score=_SCORE,
                reason=f"records of {sheet.title!r}: {wish.operation}",
                brief=told[0].brief,
                is_list=len(told) > 1,
            )
    return None


def _cut(told: Sequence[Told], words: Words, language: Language) -> Sequence[Told]:
    """Keep the first statements, and tell how many there are."""
    if len(told) <= _MOST_LISTED:
        return told
    every = write_number(len(told), 0, (), language)
    text = words.told["cut"].format(n=_MOST_LISTED, all=every)
    return [*told[:_MOST_LISTED], Told(text, text, told[0].cells[:1])]

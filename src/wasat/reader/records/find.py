"""The answer to a question about the records of a spreadsheet."""

from wasat.evidence.language import all_languages
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.records.citing import cite_told
from wasat.reader.records.sheet import read_sheets
from wasat.reader.records.tell import Teller
from wasat.reader.records.wish import read_wish
from wasat.reader.records.words import words_of

_SCORE = 2.0  # a question understood wholly goes before all that words alone find
_MOST_LISTED = 500  # records of one answer


def find_records(search: Search) -> Finding | None:
    """Answer from the records of a spreadsheet; None if it is none, or not wholly understood."""
    words, language = words_of(search.language), all_languages()[search.language]
    for sheet in read_sheets(search.reading):
        about = f"{search.reading.source.title} {sheet.title}"
        wish = read_wish(search.inquiry.topic, sheet, language, words, about)
        if wish is None:
            continue
        told = list(Teller(wish, sheet, words, search.prepared.index.language).tell())
        if told:
            return Finding(
                statements=tuple(cite_told(search.reading, told[:_MOST_LISTED])),
                score=_SCORE,
                reason=f"records of {sheet.title!r}: {wish.operation}",
                brief=told[0].brief,
                is_list=len(told) > 1,
            )
    return None

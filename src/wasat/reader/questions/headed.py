"""Where a thing is, by the address below the heading or label that names it."""

import re
from collections.abc import Callable, Iterator, Sequence, Set

from wasat.evidence.language import all_languages
from wasat.evidence.quote import Located
from wasat.reader.leaves.layout import Run
from wasat.reader.leaves.pages import Leaf, Leaves
from wasat.reader.lookup.finding import Finding, Search
from wasat.reader.questions.asked import read_place

_SCORE = 1.2  # as good as a sentence that holds most of a question
_SURE = 0.8
_MORE_TERMS = 2  # of a heading, beside what it names
_MOST_WORDS = 6  # of a heading
_MOST_LINES = 4  # of an address
_LONGEST = 80  # characters of one of its lines
_SENTENCE = re.compile(r"[.!?]$")
# A house number or a postal code beside a name: "88 Mill Road", "Gartenstr. 4", "1093 KL".
_ADDRESS = re.compile(r"^(?=.*\d)(?=.*[A-ZÀ-Þ][\w'’.-])", re.MULTILINE)


def find_headed(search: Search, finding: Finding | None) -> Finding | None:
    """Answer with the address below a heading that names the thing asked for.

    A statement that speaks of the thing itself stays.

    Args:
        search: The question and its document.
        finding: What was found otherwise, if anything.
    """
    language = search.prepared.index.language
    words = dict.fromkeys(language.content(read_place(search.question)))
    terms = set(words)
    if not terms:
        return finding
    leaves = Leaves([search.reading], [search.prepared]).narrow(" ".join(words))
    asked_in = all_languages().get(search.language, language)

    def read(text: str) -> set[str]:
        """Read the terms of a text, without words of grammar of either language."""
        return {
            term
            for word in text.split()
            if asked_in.content(word)
            for term in language.content(word)
        }

    told = [text for text, _ in finding.statements] if finding else []
    if any(terms <= read(text) and not _names(text, terms, read) for text in told):
        return finding
    found = next((f for leaf in leaves for f in _on_page(leaf, terms, read)), None)
    return found or finding


def _on_page(leaf: Leaf, terms: Set[str], read: Callable[[str], set[str]]) -> Iterator[Finding]:
    lines = [row[0] for row in leaf.rows if len(row) == 1]
    for at, line in enumerate(lines):
        if _names(line.text, terms, read):
            below = _address(lines[at + 1 : at + 1 + _MOST_LINES])
            text = ", ".join(other.text.strip(" ,") for other in below)
            if _ADDRESS.search(text):
                yield _state(leaf, line, below, text)


def _names(text: str, terms: Set[str], read: Callable[[str], set[str]]) -> bool:
    """Whether a line is a heading or label that names the thing and little else."""
    if len(text.split()) > _MOST_WORDS or _SENTENCE.search(text) or _ADDRESS.search(text):
        return False
    own = read(text)
    return terms <= own and len(own) <= len(terms) + _MORE_TERMS


def _address(lines: Sequence[Run]) -> list[Run]:
    """Keep the lines of one block that are short and no sentences."""
    kept: list[Run] = []
    for line in lines:
        is_next = not kept or line.spots[0].block == kept[0].spots[0].block
        if not is_next or len(line.text) > _LONGEST or _SENTENCE.search(line.text):
            break
        kept.append(line)
    return kept


def _state(leaf: Leaf, head: Run, below: Sequence[Run], text: str) -> Finding:
    places: list[Located] = [place for line in below for place in line.locate(0, len(line.text))]
    return Finding(
        statements=((text, leaf.cite(places, _SURE)),),
        score=_SCORE,
        reason=f"below {head.text!r}",
        brief=text,
    )

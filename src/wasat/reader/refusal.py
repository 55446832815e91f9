"""What the reader says of itself: refusals, unread pages, counts; in the question's language."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from wasat.evidence.task import Beyond

_DEFAULT_LANGUAGE = "en"


def not_stated(language: str) -> str:
    """Say that the document does not hold the answer."""
    return _say("not_stated", language)


def no_documents(language: str) -> str:
    """Say that the reader answers from documents, and how to configure a model."""
    return _say("no_documents", language)


def empty(language: str) -> str:
    """Say that no text could be read."""
    return _say("empty", language)


def no_page(language: str, pages: Sequence[int], count: int) -> str:
    """Say that a document has fewer pages than were asked for."""
    return _say("no_page", language, pages=format_pages(pages), count=str(count))


def beyond_reading(beyond: Beyond, language: str) -> str:
    """Say why the reader does not translate, compose or judge; nothing without a reason."""
    return _say(beyond.value, language) if beyond else no_documents(language)


def not_judged(language: str, pages: Sequence[int] = ()) -> str:
    """Say that the reader does not judge, and name the pages that bear on the question."""
    if not pages:
        return _say("judgement", language)
    key = "judgement_page" if len(set(pages)) == 1 else "judgement_pages"
    return _say(key, language, pages=format_pages(pages))


def unseen_picture(language: str, name: str) -> str:
    """Say that a file is a picture (or sound, or film) that the reader cannot take in."""
    return _say("picture", language, name=name)


def unseen_figure(language: str) -> str:
    """Say that what a figure within a document shows cannot be seen."""
    return _say("picture_part", language)


def unread_pages(language: str, pages: Sequence[int], reason: str = "", name: str = "") -> str:
    """Say which pages could not be read.

    Args:
        language: ISO 639-1.
        pages: Their numbers, at least one.
        reason: Why, an English sentence; told in English answers only.
        name: Of the document, where there are several.
    """
    key = "unread_page" if len(set(pages)) == 1 else "unread_pages"
    why = reason.strip().rstrip(".")
    told = f": {why[0].lower()}{why[1:]}" if why and language == _DEFAULT_LANGUAGE else ""
    sentence = _say(key, language, pages=format_pages(pages), reason=told)
    return f"{name}: {sentence}" if name else sentence


def nothing_to_compare(language: str) -> str:
    """Say that the documents have nothing in common that could stand side by side."""
    return _say("nothing_to_compare", language)


def no_items(language: str, items: str) -> str:
    """Say that there are no headings, tables, figures and so on."""
    return _say("no_items", language, items=name_items(language, items, 0))


def count_items(language: str, items: str, count: int) -> str:
    """Say how many headings, tables, figures and so on there are."""
    return _say("count", language, count=str(count), items=name_items(language, items, count))


def name_items(language: str, items: str, count: int) -> str:
    """Name headings, tables, figures and so on, as one or as many."""
    one, many = _items(language)[items]
    return one if count == 1 else many


def yes_or_no(language: str, *, is_yes: bool) -> str:
    """Say yes, or say no."""
    return _say("yes" if is_yes else "no", language)


def difference_header(language: str) -> str:
    """Name the column of differences."""
    return _say("difference", language)


def comes_first(language: str, name: str, document: str) -> str:
    """Say which document has the better value of something; without one, that all are equal."""
    key = "better" if document else "equal"
    return _say(key, language, name=name, document=document)


def format_pages(pages: Sequence[int]) -> str:
    """Write page numbers in order, runs of three and more as `7-9`."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(
        f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )


def _say(key: str, language: str, **facts: str) -> str:
    sentences = _sentences()
    table = sentences.get(language, sentences[_DEFAULT_LANGUAGE])
    return str(table[key]).format(**facts)


def _items(language: str) -> Mapping[str, Sequence[str]]:
    sentences = _sentences()
    table = sentences.get(language, sentences[_DEFAULT_LANGUAGE])["items"]
    if not isinstance(table, dict):
        raise TypeError(f"expected a table of items, not {type(table).__name__}")
    return table


@cache
def _sentences() -> Mapping[str, Mapping[str, object]]:
    text = files("wasat.reader").joinpath("vocabulary/sentences.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)

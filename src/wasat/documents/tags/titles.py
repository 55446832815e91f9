"""Headings that bookmarks name, and the labels of chapters over them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from wasat.box import enclose
from wasat.documents.document import BlockKind, OutlineEntry
from wasat.documents.layout.draft import Draft
from wasat.documents.layout.sheet import Style

_NUMBER = re.compile(r"^[\dIVX]{1,4}([.\-]\d{1,3})*[.):]?\s+")
_SIGNS = re.compile(r"[\W_]+")
_LEAST_TITLE = 2  # letters
_DEEPEST = 6
_LABEL = re.compile(
    r"(?:chapter|part|appendix|kapitel|teil|anhang|chapitre|partie|annexe|cap[ií]tulo|parte|"
    r"ap[eé]ndice|anexo|capitolo|appendice|hoofdstuk|bijlage|b[oö]l[uü]m|глава|часть|приложение|"
    r"розділ|частина|додаток)(?:\s+(?:\d{1,3}|[ivxlc]{1,7}|[a-zа-я]|one|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|\w*teen|twenty))?|第\s*[\d一二三四五六七八九十]{1,3}\s*[章部]",
    re.IGNORECASE,
)
_MOST_LINES = 3  # of a title
_SMALLER = 0.75  # of a label's size: a title in small capitals is mostly that large
_REACH = 6.0  # of a title's size: white space between it and its label


def list_titles(outline: Sequence[OutlineEntry]) -> dict[int, list[tuple[str, int]]]:
    """Return titles and levels of bookmarks by page."""
    titles: dict[int, list[tuple[str, int]]] = {}
    for entry in outline:
        key = _key(entry.title)
        if entry.page and len(key) >= _LEAST_TITLE:
            titles.setdefault(entry.page, []).append((key, min(entry.level, _DEEPEST)))
    return titles


def tell_by_titles(drafts: Sequence[Draft], titles: Sequence[tuple[str, int]]) -> list[Draft]:
    """Note on blocks that bookmarks name them; of several with one text, on the largest."""
    told = list(drafts)
    left = list(titles)
    ordered = sorted(range(len(told)), key=lambda index: -told[index].style.size)
    for index in ordered if left else ():
        draft = told[index]
        if draft.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) or draft.told:
            continue
        key = _key(draft.marked_text)
        found = next((title for title in left if title[0] == key), None)
        if found is not None:
            left.remove(found)
            told[index] = replace(draft, told=found[1], is_named=True)
    return told


def _key(text: str) -> str:
    """Letters and figures alone, without the number of a section before them."""
    return _SIGNS.sub("", _NUMBER.sub("", text.strip())).casefold()


def join_chapter_labels(drafts: Sequence[Draft], body: Style) -> list[Draft]:
    """Join what says which chapter it is with the title that stands below in larger letters.

    It may be in parts: the letters of small capitals have several sizes.
    """
    joined: list[Draft] = []
    label: list[Draft] = []
    for draft in drafts:
        if _may_be_label([*label, draft], body):
            label.append(draft)
            continue
        if label and _is_title(draft, label[-1], body):
            lines = tuple(line for it in (*label, draft) for line in it.marked_lines)
            box = enclose(it.box for it in (*label, draft))
            joined.append(replace(draft, lines=lines, box=box, marker="", first=None))
            label = []
            continue
        joined += label
        label = [draft] if _may_be_label([draft], body) else []
        joined += [] if label else [draft]
    return joined + label


def _may_be_label(parts: Sequence[Draft], body: Style) -> bool:
    """Whether these are "Chapter 5", or its beginning, and set apart from the text."""
    is_set_apart = all(it.style.size > body.size or it.style.is_bold for it in parts)
    is_text = all(it.kind is BlockKind.PARAGRAPH for it in parts)
    return is_text and is_set_apart and bool(_LABEL.fullmatch(" ".join(it.text for it in parts)))


def _is_title(draft: Draft, label: Draft, body: Style) -> bool:
    is_text = draft.kind is BlockKind.PARAGRAPH and len(draft.lines) <= _MOST_LINES
    is_larger = draft.style.size > max(body.size, _SMALLER * label.style.size)
    is_near = 0 <= draft.box.top - label.box.bottom <= _REACH * draft.style.size
    return is_text and is_larger and is_near and _LABEL.fullmatch(draft.text) is None

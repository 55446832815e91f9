"""Text made safe for markup: nothing in a document can open a tag, a link or a code span."""

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MARKDOWN = re.compile(r"[\\`*_\[\]<>~|]|&(?=[#A-Za-z])")
_LINE_START = re.compile(r"(?m)^([ \t]*)(?:([-+#=])|(\d{1,9})([.)]))")


def clean(text: str) -> str:
    """Replace what neither HTML nor UTF-8 may hold: controls, surrogates. Source: HTML 13.5."""
    return _FORBIDDEN.sub("�", text) if _FORBIDDEN.search(text) else text


def escape_html(text: str) -> str:
    """Escape for content and for attributes in double quotes."""
    return (
        clean(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
    )


def escape_markdown(text: str) -> str:
    """Escape for running text; no line of it reads as heading, list, quote, rule or table.

    Source: CommonMark 0.31, 2.4 (backslash escapes) and 4 (leaf blocks); GFM tables.
    """
    return escape_line_start(escape_marks(text))


def escape_marks(text: str) -> str:
    """Escape what has a meaning anywhere in a line of Markdown."""
    return _MARKDOWN.sub(_escape, clean(text))


def escape_line_start(text: str) -> str:
    """Escape what has a meaning where a line of Markdown begins."""
    return _LINE_START.sub(_escape_line_start, text)


def _escape(found: re.Match[str]) -> str:
    return "\\" + found[0]


def _escape_line_start(found: re.Match[str]) -> str:
    if found[2]:
        return f"{found[1]}\\{found[2]}"
    return f"{found[1]}{found[3]}\\{found[4]}"

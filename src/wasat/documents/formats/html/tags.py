"""Which HTML elements are what. Source: HTML Living Standard, sections 4, 13.1 and 15.3."""

# fmt: off
BLOCKS = frozenset((  # text before and after them does not run on
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option",
    "p", "pre", "search", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
))
SELF_CLOSING = frozenset((  # void, or closed by their like or by what is around them
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html",
    "img", "input", "li", "link", "meta", "optgroup", "option", "p", "source", "tbody", "td",
    "tfoot", "th", "thead", "tr", "track", "wbr",
))
SKIPPED = frozenset((  # what is in them is no text of the page
    "annotation", "annotation-xml", "applet", "audio", "canvas", "datalist", "embed", "head",
    "iframe", "noembed", "noframes", "object", "script", "style", "svg", "template", "video",
))
# fmt: on
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = frozenset(("ul", "ol", "menu", "dir"))
CELLS = frozenset(("td", "th"))
TABLES = frozenset(("table", "thead", "tbody", "tfoot", "tr")) | CELLS
CAPTIONS = frozenset(("caption", "figcaption"))
TEXT = "-text"  # selectolax's name of a text node

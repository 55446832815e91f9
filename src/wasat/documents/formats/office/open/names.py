"""Names of OpenDocument elements. Source: OpenDocument 1.3, part 3."""

_NAME = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, STYLE, TEXT, TABLE, DRAW = (
    _NAME % n for n in ("office", "style", "text", "table", "drawing")
)
FO = _NAME % "xsl-fo-compatible"
SVG = _NAME % "svg-compatible"
HREF = "{http://www.w3.org/1999/xlink}href"

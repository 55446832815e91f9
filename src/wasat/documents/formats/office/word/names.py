"""Names of WordprocessingML elements. Source: ISO/IEC 29500-1, section 17."""

from wasat.documents.formats.office.markup import Element, find_path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY, P, TBL, TR, TC, R, T = (f"{W}{name}" for name in ("body", "p", "tbl", "tr", "tc", "r", "t"))
WRAPPERS = frozenset(  # transparent: what is in them stands where they stand
    f"{W}{name}"
    for name in ("sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo", "fldSimple", "dir",
                 "bdo", "sdtEndPr")
)  # fmt: skip
_OFF = ("0", "false", "off", "none")


def value(element: Element | None, *tags: str) -> str:
    """Return the value of the element at a path, empty if it is not there."""
    found = find_path(element, *(f"{W}{tag}" for tag in tags))
    return "" if found is None else found.get(f"{W}val", "")


def is_on(element: Element | None, tag: str) -> bool | None:
    """Return what a switch says; nothing if it is not there."""
    found = None if element is None else element.find(f"{W}{tag}")
    return None if found is None else found.get(f"{W}val", "1") not in _OFF

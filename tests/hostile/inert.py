"""What in a piece of HTML could run or fetch something when a browser shows it."""

from html.parser import HTMLParser

_LIVE_ELEMENTS = {
    *("script", "style", "iframe", "frame", "object", "embed", "applet", "link", "meta", "base"),
    *("form", "input", "button", "svg", "math", "video", "audio", "source", "template"),
}
_ADDRESSES = {"src", "srcset", "srcdoc", "data", "action", "formaction", "background", "poster"}
_PLAIN_SCHEMES = ("http:", "https:", "mailto:", "#")


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LIVE_ELEMENTS:
            self.found.append(f"<{tag}>")
        self.found += [f"{tag} {name}={value}" for name, value in attrs if _is_live(name, value)]


def find_live(html: str) -> list[str]:
    """Return elements and attributes that are not inert, as they were met."""
    finder = _Finder()
    finder.feed(html)
    finder.close()
    return finder.found


def _is_live(name: str, value: str | None) -> bool:
    if name == "href":
        return not (value or "").strip().lower().startswith(_PLAIN_SCHEMES)
    if name == "style":
        return "url" in (value or "").lower()
    return name.startswith("on") or name in _ADDRESSES

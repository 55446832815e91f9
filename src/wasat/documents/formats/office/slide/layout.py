"""What the placeholders of a slide inherit from its layout and its master: their bullets."""

from collections.abc import Sequence

from wasat.documents.formats.office.archive import Archive
from wasat.documents.formats.office.markup import Element
from wasat.documents.formats.office.relations import Relation, find_kind, read_part, read_relations
from wasat.documents.formats.office.slide.names import A, P

_TITLES = ("title", "ctrTitle")
_BODIES = ("", "body", "obj", "subTitle")
_MOST_KEPT = 200


class Layouts:
    """Layouts and masters, parsed once.

    Args:
        archive: The package.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._parsed: dict[str, tuple[Element | None, dict[str, Relation]]] = {}

    def inherit(
        self, relations: dict[str, Relation], placeholder: Element | None
    ) -> Sequence[Element]:
        """Return properties by level that hold for a placeholder of a slide, the nearest first.

        Args:
            relations: Of the slide.
            placeholder: The element that says which it is; none for a shape that is none.
        """
        if placeholder is None:
            return ()
        layout, layout_relations = self._read(find_kind(relations, "slideLayout"))
        master, _ = self._read(find_kind(layout_relations, "slideMaster"))
        found = [_find_styles(root, placeholder) for root in (layout, master)]
        if placeholder.get("type", "") in _BODIES and master is not None:
            found.append(master.find(f"{P}txStyles/{P}bodyStyle"))
        return [styles for styles in found if styles is not None]

    def _read(self, name: str) -> tuple[Element | None, dict[str, Relation]]:
        if name not in self._parsed:
            if len(self._parsed) >= _MOST_KEPT:
                self._parsed.clear()
            self._parsed[name] = (
                read_part(self._archive, name),
                read_relations(self._archive, name) if name else {},
            )
        return self._parsed[name]


def find_placeholder(shape: Element) -> Element | None:
    """Return the element that makes a shape a placeholder, if it is one."""
    return next(shape.iter(f"{P}ph"), None)


def is_title(placeholder: Element | None) -> bool:
    """Whether a placeholder holds the title of the slide."""
    return placeholder is not None and placeholder.get("type") in _TITLES


def _find_styles(root: Element | None, placeholder: Element) -> Element | None:
    """Return the list styles of the placeholder that stands for the same in a layout or master."""
    index, kind = placeholder.get("idx"), placeholder.get("type", "body")
    shapes = [] if root is None else root.iter(f"{P}sp")
    kinds: list[Element] = []
    for shape in shapes:
        other = find_placeholder(shape)
        if other is None:
            continue
        styles = shape.find(f"{P}txBody/{A}lstStyle")
        if index is not None and other.get("idx") == index:
            return styles
        if other.get("type", "body") == kind and styles is not None:
            kinds.append(styles)
    return kinds[0] if kinds else None

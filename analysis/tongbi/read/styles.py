"""What a Word document's paragraph styles say: heading levels and lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tongbi.read.package import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Style", "attribute", "child", "read_styles"]

_HEADING = re.compile(r"(?:heading|标题) ?([1-6])$", re.IGNORECASE)
_BODY_TEXT = 9  # the outline level of text that is no heading
_DEPTH = 20  # styles that one may be based on, in a row


class Style(NamedTuple):
    """What a paragraph's style, or the paragraph itself, says of it."""

    name: str = ""
    level: int | None = None
    list_id: str = ""
    list_level: int = 0


def read_styles(root: Element | None) -> dict[str, Style]:
    """Return the paragraph styles by their ids, with what they take over from others.

    Parameters
    ----------
    root : Element or None
        ``word/styles.xml``.
    """
    found = [x for x in (root if root is not None else ()) if local(x) == "style"]
    elements = {attribute(x, "styleId"): x for x in found}
    return {name: _style(name, elements) for name in elements}


def _style(name: str, elements: dict[str, Element]) -> Style:
    style = Style()
    own = ""
    for _ in range(_DEPTH):
        element = elements.get(name)
        if element is None:
            break
        called = attribute(child(element, "name"), "val")
        own = own or called
        properties = child(element, "pPr")
        numbers = child(properties, "numPr")
        level = attribute(child(properties, "outlineLvl"), "val")
        heading = _HEADING.fullmatch(called)
        if style.level is None and level.isdecimal() and int(level) < _BODY_TEXT:
            style = style._replace(level=int(level) + 1)
        if style.level is None and heading:
            style = style._replace(level=int(heading[1]))
        if not style.list_id and numbers is not None:
            depth = attribute(child(numbers, "ilvl"), "val")
            style = style._replace(
                list_id=attribute(child(numbers, "numId"), "val"),
                list_level=int(depth) if depth.isdecimal() else style.list_level,
            )
        name = attribute(child(element, "basedOn"), "val")
    return style._replace(name=own)


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child with a local name."""
    if element is None:
        return None
    return next((x for x in element if local(x) == name), None)


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute by its local name; an empty string where there is none."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""

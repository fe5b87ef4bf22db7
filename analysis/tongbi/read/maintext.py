"""Find the main text of a web page: where the running text stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["main_text", "running_text"]

_NO_TEXT = frozenset(
    [
        *("script", "style", "noscript", "template", "iframe", "object", "svg", "canvas", "nav"),
        *("footer", "aside", "form", "button", "select", "textarea", "input", "video", "audio"),
    ]
)
_CODE = frozenset({"script", "style", "noscript", "template"})
_APART = re.compile(
    r"(?:^|[-_ ])(?:nav\w*|menu|footer|foot|header|crumbs?|breadcrumb|share\w*|related|recommend\w*"
    r"|sidebar|toolbar|pager?|pagination|copyright|comment|qr\w*|weixin|sitemap|login|search)"
    r"(?:$|[-_ ])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WHOLE = frozenset({"html", "body", "article", "main"})
_CLIMB = 1.25  # times the text that an ancestor must hold to be the better choice
_BLANKS = re.compile(r"\s+")


def main_text(tree: HtmlElement) -> HtmlElement:
    """Return the element that holds a page's main text; what is apart from it is taken out.

    The element with the most running text among its children is taken, and then its ancestors
    as long as they hold clearly more: a text is often cut into sections.
    """
    bodies = tree.findall(".//body")
    body = bodies[0] if bodies else tree
    _, totals = _weigh(body)
    for element in list(body.iter()):
        # Some sites wrap the whole page in a form, or in a div named after its header.
        small = totals.get(element, 0) * 2 < totals[body] or element.tag in _CODE
        if element is not body and small and _is_apart(element):
            element.drop_tree()
    weights, totals = _weigh(body)
    near: dict[HtmlElement, int] = {}
    for element, weight in weights.items():
        if weight and element is not body:
            parent = _block(element)
            near[parent] = near.get(parent, 0) + weight
    if not near:
        return body
    best = max(near, key=lambda element: near[element])
    while best is not body and totals[best.getparent()] > _CLIMB * totals[best]:
        best = best.getparent()
    return best


def _weigh(body: HtmlElement) -> tuple[dict[HtmlElement, int], dict[HtmlElement, int]]:
    """Return the lengths of the text in each element itself, and with all that it holds."""
    weights = {element: _own(element) for element in body.iter() if isinstance(element.tag, str)}
    totals = dict(weights)
    for element in reversed(list(weights)):
        parent = element.getparent()
        if parent is not None and parent in totals:
            totals[parent] += totals[element]
    return weights, totals


def running_text(element: HtmlElement) -> str:
    """Return the text of an element that is not the text of a link."""
    words = [own for e in element.iter() if isinstance(e.tag, str) for own in _texts(e)]
    return _BLANKS.sub("", "".join(words))


def _is_apart(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str):
        return False
    if element.tag in _NO_TEXT:
        return True
    if element.tag in _WHOLE:
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_APART.search(names) or _HIDDEN.search(element.get("style", "")))


def _own(element: HtmlElement) -> int:
    return sum(len(_BLANKS.sub("", text)) for text in _texts(element))


def _texts(element: HtmlElement) -> list[str]:
    """Return the text that stands in an element itself, links left out."""
    if any(e.tag == "a" for e in (element, *element.iterancestors("a"))):
        return []
    return [element.text or "", *(child.tail or "" for child in element)]


def _block(element: HtmlElement) -> HtmlElement:
    """Return what a piece of text belongs to: the parent of its paragraph."""
    while element.tag not in {"p", "div", "td", "section", "article", "li"}:
        parent = element.getparent()
        if parent is None or parent.tag in {"body", "html"}:
            return element
        element = parent
    parent = element.getparent()
    return element if parent is None or element.tag == "div" else parent

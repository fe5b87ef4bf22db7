"""Read a web page: its main text and tables, and what its head says of them.

Chinese government sites follow one convention for the head (ArticleTitle, PubDate, SiteName;
《政府网站发展指引》, 2017), but none for the body; the main text is found by where the running
text stands.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree
from lxml import html as markup

from tongbi.errors import DataError, ReadError
from tongbi.read.draft import Draft
from tongbi.read.flow import Flow
from tongbi.read.folding import fold
from tongbi.read.maintext import main_text, running_text
from tongbi.read.text import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from tongbi.read.draft import Line

__all__ = ["read_webpage"]

_NAME = "webpages.toml"
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHARSET_HEAD = 4096
_CODE_PAGES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
_DATE = re.compile(r"((?:19|20)\d\d)[-/年.](\d{1,2})[-/月.](\d{1,2})")
_SITE = re.compile(r"(?:门户)?网站?$|政府网$|门户$")
_TITLE_RULE = re.compile(r"\s*[-_|—]\s*")
_ATTACHED = re.compile(r"\.(?:docx?|pdf|wps|xlsx?|zip|rar)$", re.IGNORECASE)
_PAGE_SIZE = 16 * 2**20  # bytes; a tree takes many times as many
_FEW = 120  # characters, too few for a report


def read_webpage(data: bytes, source: str) -> Draft:
    """Read an HTML page.

    Raises
    ------
    ReadError
        If the page has no text, only hands out an attachment, or is no page of a report.
    """
    if len(data) > _PAGE_SIZE:
        raise ReadError("read.page-too-large", source=source, size=_PAGE_SIZE // 2**20)
    tree = _parse(_decode(data, source), source)
    metas = _metas(tree)
    body = main_text(tree)
    if len(running_text(body)) < _FEW:
        attached = _attachment(body)
        if attached:
            raise ReadError("read.page-of-attachment", source=source, attachment=attached)
    published = _DATE.search(metas.get("pubdate", ""))
    address = metas.get("url") or _canonical(tree)
    return Draft(
        lines=tuple(line for line in Flow().lines(body) if not _is_furniture(line)),
        title=metas.get("articletitle") or _headline(tree),
        issuer=_SITE.sub("", metas.get("sitename", "")),
        published="-".join((published[1], published[2].zfill(2), published[3].zfill(2)))
        if published
        else "",
        address=address if address.lower().startswith(("http://", "https://")) else "",
    )


@lru_cache(maxsize=1)
def _furniture() -> tuple[re.Pattern[str], int]:
    """Return the beginnings of lines that belong to the page, and how long such lines get."""
    path = resources.files("tongbi.read").joinpath("language", _NAME)
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return re.compile(data["furniture"]), int(data["limit"])
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise DataError("read.language-entry", file=_NAME, error=repr(error)) from error


def _is_furniture(line: Line) -> bool:
    pattern, limit = _furniture()
    return not line.cells and len(line.text) <= limit and bool(pattern.match(fold(line.text)))


def _decode(data: bytes, source: str) -> str:
    """Decode by mark, else by what the page declares; single broken characters are let pass."""
    declared = _CHARSET.search(data[:_CHARSET_HEAD])
    if declared is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(data, source)
    name = declared[1].decode("ascii", errors="replace").lower()
    try:
        return data.decode(_CODE_PAGES.get(name, name))
    except (UnicodeDecodeError, LookupError):
        pass
    try:
        return decode(data, source)
    except ReadError:
        try:
            return data.decode(_CODE_PAGES.get(name, name), errors="replace")
        except LookupError:
            return data.decode("utf-8", errors="replace")


def _parse(text: str, source: str) -> HtmlElement:
    parser = markup.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    plain = text.replace("\0", "")
    try:
        tree = markup.document_fromstring(plain.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("read.page-empty", source=source) from error
    return tree


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Return the named metas of the head, names in lower case; of two the last that says much."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name, content = meta.get("name", "").lower(), (meta.get("content") or "").strip()
        if name and content:
            metas[name] = content
    return metas


def _canonical(tree: HtmlElement) -> str:
    for link in tree.iter("link"):
        if link.get("rel", "").lower() == "canonical":
            return str(link.get("href", ""))
    return ""


def _headline(tree: HtmlElement) -> str:
    """Return the page's title without the site's name behind it."""
    for title in tree.iter("title"):
        words = " ".join(title.text_content().split())
        return str(max(_TITLE_RULE.split(words), key=len))
    return ""


def _attachment(body: HtmlElement) -> str:
    for link in body.iter("a"):
        href = unquote(link.get("href", "")).split("?")[0]
        if _ATTACHED.search(href):
            return " ".join(link.text_content().split()) or href.rsplit("/", 1)[-1]
    return ""

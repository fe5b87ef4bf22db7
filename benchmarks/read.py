"""Reading of HTML, DOCX and PDF beside the libraries that open them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.contest import Contender, Setting, hold
from benchmarks.rows import Part, ratio, skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["parts"]

_BARE = {
    ".html": ("lxml", "by_lxml", "text_content of the whole page, menus and scripts included."),
    ".docx": ("python-docx", "by_docx", "the texts of the paragraphs; no numbering, no tables."),
    ".pdf": (
        "pypdfium2",
        "by_pdfium",
        "get_text_range of each page; lines as printed, headers and footers included.",
    ),
}
_TONGBI = (
    "main text, paragraphs, headings, numbering, tables, section parts, title, issuer and year; "
    "every character keeps its place."
)


def parts(setting: Setting) -> Iterator[Part]:
    """Measure reading, a part for each file."""
    folder = setting.corpus / "corpus" / "originals" if setting.corpus else None
    if folder is None or not folder.is_dir():
        reason = "needs original files, found through TONGBI_CORPUS, which is not set"
        yield Part(title="Reading", given="", rows=[skipped("tongbi ÷ bare library", reason)])
        return
    for path in sorted(p for p in folder.iterdir() if p.suffix in _BARE):
        yield _file(setting, path)


def _file(setting: Setting, path: Path) -> Part:
    library, call, does = _BARE[path.suffix]
    given = {"path": str(path)}
    contenders = [
        Contender(name="tongbi", does=_TONGBI, call="benchmarks.read:tongbi", given=given),
        Contender(name=library, does=does, call=f"benchmarks.read:{call}", given=given),
    ]
    outcome = hold(contenders, setting, setting.turns(5))
    return Part(
        title=f"Reading {path.name}",
        given=f"{path.stat().st_size / 1000:,.0f} kB, read a second time in the same process.",
        rows=[ratio(outcome, "tongbi", library)],
        contenders=contenders,
    )


def _twice(read: Callable[[], int]) -> Callable[[], int]:
    """Read once to warm up."""
    read()
    return read


def tongbi(path: str) -> Callable[[], int]:
    """Count the characters of the document."""
    from tongbi.read import read

    return _twice(lambda: len(read(path, year=2024).text))


def by_lxml(path: str) -> Callable[[], int]:
    """Count the characters of the page."""
    from lxml import html

    return _twice(lambda: len(html.fromstring(Path(path).read_bytes()).text_content()))


def by_docx(path: str) -> Callable[[], int]:
    """Count the characters of the paragraphs."""
    import docx

    return _twice(lambda: sum(len(p.text) for p in docx.Document(path).paragraphs))


def by_pdfium(path: str) -> Callable[[], int]:
    """Count the characters of the pages."""
    import pypdfium2

    def read() -> int:
        document = pypdfium2.PdfDocument(Path(path).read_bytes())
        try:
            return sum(len(page.get_textpage().get_text_range()) for page in document)
        finally:
            document.close()

    return _twice(read)

"""Character recognition (OCR) of a PDF's pages that are pictures; only where it is asked for.

RapidOCR runs the models of PP-OCR on the machine itself. Its wheel brings them; should they be
missing, it would fetch them from the network, which is not for reading to do.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from tongbi.errors import ReadError
from tongbi.read.pagelines import PrintedLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage
    from rapidocr import RapidOCR

__all__ = ["recognised"]

_DOTS = 200 / 72  # per point
_LONGEST = 4000  # dots of a page's side


def recognised(page: PdfPage) -> Iterator[PrintedLine]:
    """Yield the pieces of lines that are recognised in the picture of a page.

    Parameters
    ----------
    page : PdfPage
        The page, which is drawn at 200 dots an inch.

    Raises
    ------
    ReadError
        If the packages or models for it are not installed.
    """
    _, height = page.get_size()
    scale = min(_DOTS, _LONGEST / max(page.get_size()))
    found = _engine()(page.render(scale=scale).to_numpy())
    if found.boxes is None:  # a blank page
        return
    for text, corners, confidence in zip(found.txts, found.boxes, found.scores, strict=True):
        xs = [float(x) / scale for x, _ in corners]
        ys = [height - float(y) / scale for _, y in corners]
        if text.strip():
            yield PrintedLine(
                text=text.strip(),
                left=min(xs),
                right=max(xs),
                bottom=min(ys),
                top=max(ys),
                confidence=float(confidence),
            )


@lru_cache(maxsize=1)
def _engine() -> RapidOCR:
    try:
        import onnxruntime  # noqa: F401 - the engine asks for it late, and in its own words
        from rapidocr import RapidOCR
    except ModuleNotFoundError as error:
        raise ReadError("read.ocr-missing", package=error.name) from error
    models = resources.files("rapidocr").joinpath("models")
    paths = {}
    for part in ("det", "rec"):
        named = sorted(str(x) for x in models.iterdir() if f"_{part}_" in x.name)
        if not named:
            raise ReadError("read.ocr-no-models")
        paths[f"{part.title()}.model_path"] = named[0]
    fixed = {
        "Global.log_level": "critical",
        "Global.max_side_len": _LONGEST,
        "Global.use_cls": False,  # pages stand upright
        "Global.text_score": 0.0,  # what is doubtful is told, not left out
    }
    return RapidOCR(params=fixed | paths)

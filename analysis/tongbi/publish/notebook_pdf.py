"""Notebook pages as PDF, printed by Chromium where there is one."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tongbi.charts.fonts import default_path
from tongbi.errors import TongbiError, UsageError

__all__ = ["BROWSER_VARIABLE", "PdfError", "browser", "pdf_bytes"]

BROWSER_VARIABLE = "TONGBI_CHROMIUM"
"""The environment variable that names the browser's program where it is in no usual place."""

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_LIMIT = 120  # seconds for one page
_DATE = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}[+-]\d\d'\d\d'")
_NO_DATE = rb"\g<1>20000101000000+00'00'"
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--no-pdf-header-footer",
)


class PdfError(TongbiError):
    """The browser could not print a page."""


def browser() -> Path:
    """Return the program that prints.

    Raises
    ------
    UsageError
        When there is none; the message says how to get one.
    """
    named = os.environ.get(BROWSER_VARIABLE, "")
    if named:
        found = shutil.which(named)
        if found is None:
            raise UsageError("publish.browser-not-runnable", variable=BROWSER_VARIABLE, path=named)
        return Path(found)
    for name in (*_NAMES, *_PLACES):
        found = shutil.which(name)
        if found is not None:
            return Path(found)
    raise UsageError("publish.no-browser", variable=BROWSER_VARIABLE)


def pdf_bytes(html: bytes) -> bytes:
    """Print a page that loads nothing, with the font that comes with tongbi.

    The same page gives the same bytes: the dates that the browser writes are taken out.

    Parameters
    ----------
    html : bytes
        The page in UTF-8.

    Raises
    ------
    UsageError
        When there is no browser.
    PdfError
        When it fails or takes longer than two minutes.
    """
    program = browser()
    with tempfile.TemporaryDirectory(prefix="tongbi-pdf-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        (place / "page.html").write_bytes(_with_font(html))
        command = [str(program), *_OPTIONS, *_sandbox(), f"--user-data-dir={place / 'profile'}"]
        command += [f"--print-to-pdf={place / 'page.pdf'}", (place / "page.html").as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_LIMIT, check=False)  # noqa: S603 - our command
        except subprocess.TimeoutExpired as error:
            raise PdfError("publish.pdf-too-slow", browser=program, seconds=_LIMIT) from error
        if done.returncode or not (place / "page.pdf").is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            last = said[-1] if said else ""
            raise PdfError("publish.pdf-failed", browser=program, reason=last)
        return _DATE.sub(_NO_DATE, (place / "page.pdf").read_bytes())


def _sandbox() -> tuple[str, ...]:
    """Return the option that Chromium asks for when its user is root, as in containers."""
    return ("--no-sandbox",) if getattr(os, "geteuid", lambda: 1)() == 0 else ()


def _with_font(html: bytes) -> bytes:
    """Put the font into the page, so that no machine prints Chinese as boxes."""
    data = base64.b64encode(default_path().read_bytes())
    face = (
        b'<style>@font-face { font-family: "Noto Sans SC"; src: url("data:font/ttf;base64,'
        + data
        + b'"); } body { font-family: "Noto Sans SC", sans-serif; }</style></head>'
    )
    return html.replace(b"</head>", face, 1)

"""A real browser.

Where it is missing these tests skip and say why; with TONGBI_BROWSER=required they fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
AXE = "axe-core@4.14.1"


def missing(what: str) -> NoReturn:
    """Skip for want of something, or fail where it is required."""
    if os.environ.get("TONGBI_BROWSER") == "required":
        pytest.fail(f"TONGBI_BROWSER=required, but {what}")
    pytest.skip(what)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright.

    It goes with its module: while it is there an event loop runs, beside which no other test
    could run a notebook.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed: pip install 'tongbi[dev]'")
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        missing(f"no {' or '.join(NAMES)}: apt-get install chromium")
    with sync_playwright() as play:
        launched = play.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh window that may load nothing but files; any error of its scripts fails the test."""
    context = browser.new_context(viewport={"width": 1360, "height": 860}, accept_downloads=True)
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("request", lambda asked: problems.extend(_outside(asked.url)))
    yield opened
    context.close()
    assert not problems


def _outside(url: str) -> list[str]:
    return [] if url.startswith(("file:", "blob:", "data:")) else [f"the page asked for {url}"]


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core: from TONGBI_AXE, else fetched by npm for this session."""
    given = os.environ.get("TONGBI_AXE")
    if given:
        return Path(given).read_text(encoding="utf-8")
    npm = shutil.which("npm")
    if npm is None:
        missing("no npm to fetch axe-core with, and TONGBI_AXE does not name axe.min.js")
    folder = tmp_path_factory.mktemp("axe")
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", AXE]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    if done.returncode or not script.is_file():
        missing(f"npm could not fetch {AXE}: {done.stderr.strip()[:200]}")
    return script.read_text(encoding="utf-8")

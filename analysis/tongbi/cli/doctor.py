"""``tongbi doctor``: is everything there that tongbi needs, and what to do where it is not."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections import defaultdict
from contextvars import copy_context
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tongbi import language
from tongbi.catalogue.tables import load_package_table
from tongbi.cli.options import lang_option
from tongbi.errors import TongbiError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["command"]

_LEAST = (3, 11)
_REQUIREMENT = re.compile(
    r"(?P<name>[A-Za-z0-9._-]+)[^;]*(?:;.*extra\s*==\s*['\"](?P<extra>\w+)['\"])?"
)
_FOR_DEVELOPERS = {"all", "audit", "dev", "docs", "fuzz"}
_COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}

Words = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a check found: ``ok``, ``warn`` (some things cannot be done) or ``fail``."""

    name: str
    state: str
    detail: str
    remedy: str = ""


@click.command("doctor", help="检查运行环境：Python、包、字体、浏览器、LibreOffice、写入、编码。")
@lang_option
@click.option(
    "--reports",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="登记报告的文件夹。",
)
@click.pass_context
def command(context: click.Context, /, lang: str, reports: Path) -> None:
    """Print each check with its remedy; leave with 1 where one failed."""
    words: Words = load_package_table("doctor.toml", "tongbi.cli")[lang]
    failed = 0
    # In a context of its own: what it tells of damaged tables is in its language too.
    for result in copy_context().run(_gather, lang, words, reports):
        failed += result.state == "fail"
        mark = click.style(f"[{words[result.state]}]", fg=_COLOURS[result.state])
        line = words["line"].format(name=result.name, detail=result.detail)
        click.echo(f"{mark} {line}")
        if result.remedy:
            click.echo(f"       → {result.remedy}")
    click.echo(words["poor"].format(count=failed) if failed else words["healthy"])
    context.exit(1 if failed else 0)


def _gather(lang: str, words: Words, reports: Path) -> list[Result]:
    language.use(lang)
    return list(_results(words, reports))


def _results(words: Words, reports: Path) -> Iterator[Result]:
    yield _python(words)
    yield from _packages(words)
    yield _font(words)
    yield _program(words, "browser", _browser)
    yield _program(words, "office", _office)
    yield _writing(words, Path.cwd())
    yield _locale(words)
    yield _registry(words, reports)


def _python(words: Words) -> Result:
    least = ".".join(map(str, _LEAST))
    good = sys.version_info[:2] >= _LEAST
    return Result(
        name=words["python"],
        state="ok" if good else "fail",
        detail=".".join(map(str, sys.version_info[:3])),
        remedy="" if good else words["python_remedy"].format(least=least),
    )


def _packages(words: Words) -> Iterator[Result]:
    """Check the requirements, those of tongbi itself and those of each extra."""
    wanted = _requirements()
    own = wanted.pop("", [])
    missing = [name for name in own if not _installed(name)]
    yield Result(
        name=words["packages"],
        state="fail" if missing else "ok",
        detail=words["packages_detail"].format(count=len(own)) if not missing else "",
        remedy=words["packages_remedy"].format(missing=", ".join(missing)) if missing else "",
    )
    for extra, names in wanted.items():
        missing = [name for name in names if not _installed(name)]
        remedy = words["extra_remedy"].format(missing=", ".join(missing), name=extra)
        yield Result(
            name=words["extra"].format(name=extra),
            state="warn" if missing else "ok",
            detail=words["missing_detail" if missing else "installed"],
            remedy=remedy if missing else "",
        )


def _requirements() -> dict[str, list[str]]:
    wanted: dict[str, list[str]] = defaultdict(list)
    for line in metadata.requires("tongbi") or ():
        found = _REQUIREMENT.match(line)
        if found and found["extra"] not in _FOR_DEVELOPERS:
            wanted[found["extra"] or ""].append(found["name"])
    return wanted


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _font(words: Words) -> Result:
    from tongbi.charts.fonts import default_path

    try:
        path = default_path()
    except TongbiError as error:
        remedy = words["font_remedy"]
        return Result(name=words["font"], state="fail", detail=error.problem, remedy=remedy)
    return Result(name=words["font"], state="ok", detail=path.name)


def _program(words: Words, key: str, find: Callable[[], str | None]) -> Result:
    path = find()
    return Result(
        name=words[key],
        state="ok" if path else "warn",
        detail=path or words["missing_detail"],
        remedy="" if path else words[f"{key}_remedy"],
    )


def _browser() -> str | None:
    from tongbi.publish.notebook_pdf import browser

    try:
        return str(browser())
    except TongbiError:
        return None


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _writing(words: Words, place: Path) -> Result:
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError:
        remedy = words["writing_remedy"].format(place=place)
        return Result(name=words["writing"], state="fail", detail=str(place), remedy=remedy)
    return Result(name=words["writing"], state="ok", detail=str(place))


def _locale(words: Words) -> Result:
    encoding = sys.stdout.encoding or ""
    good = encoding.lower().replace("-", "").replace("_", "") in {"utf8", "utf8sig"}
    return Result(
        name=words["locale"],
        state="ok" if good else "warn",
        detail=encoding or words["missing_detail"],
        remedy="" if good else words["locale_remedy"],
    )


def _registry(words: Words, root: Path) -> Result:
    from tongbi import archive

    name = words["reports"]
    if not (root / "registry.csv").is_file():
        return Result(name=name, state="ok", detail=words["reports_absent"].format(place=root))
    try:
        folder = archive.open(root)
        for report in folder.reports:
            folder.rows(report)
    except TongbiError as error:
        return Result(name=name, state="fail", detail=error.problem, remedy=error.remedy)
    return Result(
        name=name, state="ok", detail=words["reports_detail"].format(count=len(folder.reports))
    )

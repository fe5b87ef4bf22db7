"""A small folder of registered reports, made by hand, for the builds of the tests."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tongbi import archive
from tongbi.publish.brief import brief

if TYPE_CHECKING:
    from pathlib import Path

KEPT = ("yunling", "shaoguan")


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped reports of two issuers: the fictional 云岭市 and the real 韶关市."""
    folder = tmp_path_factory.mktemp("small") / "reports"
    folder.mkdir()
    shipped = archive.shipped()
    for name in KEPT:
        shutil.copytree(shipped / name, folder / name)
    prefixes = tuple(f"{name}/" for name in KEPT)
    for table in (shipped / "registry.csv", shipped / "corrections.csv"):
        if table.is_file():
            head, *rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [head, *(row for row in rows if row.startswith(prefixes))]
            (folder / table.name).write_text("".join(kept), encoding="utf-8")
    archive.open(folder).write_description()
    return folder


@pytest.fixture(scope="session")
def files(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The fictional city's briefing in all formats."""
    folder = tmp_path_factory.mktemp("brief")
    return {p.suffix[1:]: p for p in brief(reports, issuer="云岭市", year=2024, out=folder)}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

"""A small folder of registered reports, made by hand, for the builds of the tests."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tongbi import archive

if TYPE_CHECKING:
    from pathlib import Path

KEPT = ("yunling", "shaoguan")


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped reports of two issuers: the fictional 云岭市 and the real 韶关市."""
    folder = tmp_path_factory.mktemp("small") / "reports"
    shutil.copytree(archive.shipped(), folder)
    full = archive.open(folder)
    for report in full.reports:
        if report.slug not in KEPT:
            full = full.remove(report)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

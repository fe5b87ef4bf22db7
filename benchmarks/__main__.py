"""Measure everything and make one table: ``python -m benchmarks [--only SUBJECT] [--quick]``.

A full run prints the table and writes ``benchmarks/RESULTS.md``; a part of one, or a quick one,
prints only, unless ``--out`` names a file.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import machine, national
from benchmarks.contest import ROOT, Setting
from benchmarks.curves import curves
from benchmarks.peers import interpreter
from benchmarks.results import page, printed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.curves import Curve
    from benchmarks.rows import Part

SUBJECTS = ("extract", "stream", "change", "read", "link", "draw", "start", "build")
RESULTS = Path(__file__).with_name("RESULTS.md")


def main() -> None:
    """Run what was asked for."""
    given = _options()
    asked = given.only or [*SUBJECTS, "curves"]
    corpus = os.environ.get("TONGBI_CORPUS")
    with tempfile.TemporaryDirectory(prefix="tongbi-bench-") as scratch:
        setting = Setting(
            peers=interpreter(given.peers),
            scratch=Path(scratch),
            corpus=Path(corpus) if corpus else None,
            rounds=given.rounds,
            quick=given.quick,
        )
        parts, grown = _measured(asked, setting)
    print(printed(parts, grown))
    out = given.out or (None if given.only or given.quick else RESULTS)
    if out:
        text = page(
            parts,
            grown,
            date=datetime.now(UTC).date().isoformat(),
            machine=machine.described(),
            versions=machine.versions(setting.peers),
            country=national.described(),
        )
        out.write_text(text, encoding="utf-8")
        print(f"\nwritten to {out}")


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        prog="python -m benchmarks", description=(__doc__ or "").splitlines()[0]
    )
    options.add_argument(
        "--only", action="append", choices=[*SUBJECTS, "curves"], help="a subject; may be repeated"
    )
    options.add_argument("--rounds", type=int, help="rounds of each contest")
    options.add_argument("--quick", action="store_true", help="small inputs, one round")
    options.add_argument(
        "--peers",
        type=Path,
        default=ROOT / ".venv-peers",
        help="folder of the peers' environment, made where it is missing",
    )
    options.add_argument("--out", type=Path, help="the file to write the results to")
    return options.parse_args()


def _measured(asked: Sequence[str], setting: Setting) -> tuple[list[Part], list[Curve]]:
    """Run the subjects one after the other, and tell how long each took."""
    parts: list[Part] = []
    grown: list[Curve] = []
    for subject in asked:
        start = time.perf_counter()
        if subject == "curves":
            grown += curves(setting)
        else:
            parts += importlib.import_module(f"benchmarks.{subject}").parts(setting)
        print(f"{subject}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return parts, grown


if __name__ == "__main__":
    main()

"""Fuzz the readers and the extractor with atheris: `make fuzz`, or this file with its options.

Each seed is a good file of one kind; atheris changes its bytes and looks for what is not told as
an error of our own, and for statements that do not stand where they say.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))

with atheris.instrument_imports(include=["tongbi"]):
    from tests.hostile.seeds import SEEDS, check


def main() -> None:
    """Write the seeds to a folder of their own and fuzz from there."""
    with tempfile.TemporaryDirectory(prefix="tongbi-fuzz-") as name:
        for kind, data in SEEDS.items():
            (Path(name) / kind).write_bytes(data)
        options = ["-max_len=20000", "-timeout=20", "-rss_limit_mb=1024"]
        atheris.Setup([*sys.argv, *options, name], check)
        atheris.Fuzz()


if __name__ == "__main__":
    main()

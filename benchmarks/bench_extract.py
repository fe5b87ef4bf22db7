"""Time the extractor beside jieba's tagger and recognizers-text, on the same texts in one run.

    python -m benchmarks.bench_extract [--peers build/peers] [--texts FOLDER] [--rounds 3]

The peers need an environment of their own (benchmarks/peers.txt); where it is missing, it is
made. Every contender runs in a fresh process of its own, warmed up on one sentence, and reads
each text once, so that no cache answers; the rounds take turns. What they do differs:

- tongbi: every figure with value, unit, bound, measure, role, period, base, label and place;
- jieba: cuts the text into words and tags their parts of speech (jieba.posseg);
- recognizers: numbers, percentages, currencies and dimensions with their values, sentence by
  sentence, as its grammar is not linear in the length of what it is given.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
import venv
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "reports" / "yunling"
WARM_UP = "2024年，全市受理案件715件，同比增长9.2%，支出3.6亿元。"
SENTENCE = re.compile(r"[^。；\n]+[。；\n]?")


def tongbi() -> Callable[[str], int]:
    """Return a reader that gives the number of statements in a text."""
    from tongbi import extract_text

    return lambda text: len(extract_text(text, year=2024))


def jieba() -> Callable[[str], int]:
    """Return a reader that gives the number of words in a text."""
    import logging

    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.ERROR)
    return lambda text: len(posseg.lcut(text))


def recognizers() -> Callable[[str], int]:
    """Return a reader that gives the number of figures recognized in a text."""
    from recognizers_number import recognize_number, recognize_percentage
    from recognizers_number_with_unit import recognize_currency, recognize_dimension

    kinds = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)

    def read(text: str) -> int:
        sentences = SENTENCE.findall(text)
        return sum(len(kind(sentence, "zh-cn")) for sentence in sentences for kind in kinds)

    return read


CONTENDERS = {"tongbi": tongbi, "jieba": jieba, "recognizers": recognizers}


def contend(name: str, texts: list[Path]) -> None:
    """Read the texts once, as one contender, and print what it took."""
    read = CONTENDERS[name]()
    read(WARM_UP)
    loaded = [path.read_text(encoding="utf-8") for path in texts]
    start = time.perf_counter()
    found = sum(read(text) for text in loaded)
    print(json.dumps({"seconds": time.perf_counter() - start, "found": found}))


def peers_python(folder: Path) -> Path:
    """Return the interpreter of the peers' environment, made where it is missing."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        install = [python, "-m", "pip", "install", "--quiet", "-r", HERE / "peers.txt"]
        subprocess.run(install, check=True)  # noqa: S603 (our own list)
    return python


def race(python: Path, name: str, texts: list[Path]) -> dict[str, float]:
    """Let one contender run in a process of its own."""
    command = [python, "-W", "ignore", __file__, "--contender", name, *texts]
    run = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 (itself)
    return dict(json.loads(run.stdout))


def main() -> None:
    """Print milliseconds a thousand characters, and the ratios to tongbi."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--peers", type=Path, default=HERE.parent / "build" / "peers")
    options.add_argument("--texts", type=Path, default=EXAMPLES, help="folder of .txt files")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--contender", choices=CONTENDERS, help=argparse.SUPPRESS)
    options.add_argument("paths", nargs="*", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.contender:
        contend(given.contender, given.paths)
        return
    texts = sorted(given.texts.rglob("*.txt"))
    size = sum(len(path.read_text(encoding="utf-8")) for path in texts)
    peers = peers_python(given.peers)
    best: dict[str, dict[str, float]] = {}
    for _ in range(given.rounds):
        for name in CONTENDERS:
            python = Path(sys.executable) if name == "tongbi" else peers
            run = race(python, name, texts)
            if name not in best or run["seconds"] < best[name]["seconds"]:
                best[name] = run
    print(f"{len(texts)} texts, {size:,} characters, best of {given.rounds} rounds")
    for name, run in best.items():
        each = 1e6 * run["seconds"] / size
        ratio = run["seconds"] / best["tongbi"]["seconds"]
        print(
            f"{name:12s} {each:8.3f} ms/1000 chars {ratio:7.2f} x tongbi {run['found']:7.0f} found"
        )


if __name__ == "__main__":
    main()

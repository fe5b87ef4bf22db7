"""A country's reports by simulation: how fast, how much memory, how large on disk.

    python -m benchmarks.national [--issuers 20000] [--years 5] [--jobs 2] [--keep FOLDER]

Synthetic reports (:mod:`benchmarks.synthetic`) are written, extracted into a data set, linked and
compared with the functions of :mod:`tongbi.bulk`, as ``tongbi extract FOLDER --out DATA --link``
does. What was measured goes to ``benchmarks/national.json``, which the table of results takes in.
It tells nothing of accuracy.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import synthetic
from tongbi.bulk import compare_dataset, extract_dataset
from tongbi.workers import in_order, pool

if TYPE_CHECKING:
    from collections.abc import Iterator

RESULT = Path(__file__).with_name("national.json")
MIB = 2**20


def described() -> list[str]:
    """Return what the last simulation measured, in Markdown; nothing where none was run."""
    if not RESULT.is_file():
        return []
    of: dict[str, Any] = json.loads(RESULT.read_text(encoding="utf-8"))
    read, compared, issuers = of["extract_s"], of["compare_s"], of["issuers"]
    sizes = {name: of[f"{name}_mib"] for name in ("statements", "series", "changes")}
    kinds = ", ".join(f"{name} {mib:,.0f}" for name, mib in sizes.items())
    told = {
        "Texts": f"{of['texts_mib']:,.0f} MiB",
        "Found": f"{of['statements']:,} figures in {of['reports']:,} reports",
        "Not readable": f"{of['skipped']:,}",
        "Processes": f"{of['jobs']}",
        "Reading and extraction": f"{read:,.0f} s, {of['reports'] / read:,.0f} reports a second",
        "Linking and change": f"{compared:,.0f} s, {issuers / compared:,.1f} issuers a second",
        "Observations, changes": f"{of['observations']:,}, {of['changes']:,}",
        "Most memory, extracting": f"{of['extract_peak_mib']:,.0f} MiB, all processes together",
        "Most memory, comparing": f"{of['compare_peak_mib']:,.0f} MiB, all processes together",
        "On disk": f"{sum(sizes.values()):,.0f} MiB: {kinds}",
    }
    run = f"`python -m benchmarks.national`, {of['date']}"
    return [
        f"{issuers:,} issuers with {of['years']} synthetic reports each ({run}). "
        f"It tells of speed and size, nothing of accuracy. {of.get('remark', '')}".rstrip(),
        "",
        "| What | Measured |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in told.items()),
    ]


def main() -> None:
    """Run the simulation and keep its figures."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--issuers", type=int, default=20_000)
    options.add_argument("--years", type=int, default=5)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--keep", type=Path, help="folder for texts and data, kept afterwards")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="tongbi-national-") as scratch:
        told = simulate(given.keep or Path(scratch), given.issuers, given.years, given.jobs)
    RESULT.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=2))


def simulate(place: Path, issuers: int, years: int, jobs: int) -> dict[str, Any]:
    """Write, extract, link and compare; return what it took."""
    texts, data = place / "texts", place / "data"
    today = datetime.now(UTC).date().isoformat()
    told: dict[str, Any] = {"date": today, "issuers": issuers, "years": years, "jobs": jobs}
    with timed(told, "write"):
        write(texts, issuers, years, jobs)
    with timed(told, "extract"):
        found = extract_dataset([str(texts)], data, jobs=jobs, tell=partial(tell, "extract"))
    with timed(told, "compare"):
        observed, changed = compare_dataset(data, jobs=jobs, tell=partial(tell, "compare"))
    told |= {
        "reports": found.reports,
        "statements": found.statements,
        "skipped": len(found.skipped),
        "observations": observed,
        "changes": changed,
        "texts_mib": size(texts) / MIB,
        "statements_mib": size(data / "statements") / MIB,
        "series_mib": size(data / "series") / MIB,
        "changes_mib": size(data / "changes") / MIB,
    }
    return told


def write(folder: Path, issuers: int, years: int, jobs: int) -> None:
    """Write the texts, several issuers at a time."""
    with pool(jobs, ("benchmarks.synthetic",)) as workers:
        work = partial(write_one, folder, years)
        for number, done in enumerate(in_order(workers, work, range(issuers), 64 * jobs), start=1):
            done.result()
            tell("write", number, issuers)


def write_one(folder: Path, years: int, issuer: int) -> None:
    """Write the texts of one issuer."""
    for year in range(synthetic.LAST - years + 1, synthetic.LAST + 1):
        one = synthetic.report(issuer, year)
        path = folder / one.slug / f"{one.kind}-{one.year}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(one.text, encoding="utf-8", newline="\n")


@contextmanager
def timed(told: dict[str, Any], name: str) -> Iterator[None]:
    """Note the seconds of a step, and the most memory that all its processes held at once."""
    watch = Watch()
    start = time.perf_counter()
    with watch:
        yield
    told[f"{name}_s"] = time.perf_counter() - start
    told[f"{name}_peak_mib"] = watch.peak / MIB


class Watch:
    """The sum of the resident memory of this process and all below it, looked at each second."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        try:
            import psutil  # type: ignore[import-untyped]
        except ModuleNotFoundError:  # the figure of this process alone is better than none
            self._done.wait()
            self.peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            return
        own = psutil.Process()
        while not self._done.wait(1.0):
            held = 0
            for process in (own, *own.children(recursive=True)):
                try:
                    held += process.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            self.peak = max(self.peak, held)


def size(folder: Path) -> int:
    """Return the bytes of the files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def tell(step: str, done: int, total: int) -> None:
    """Show how far it has got, on a line of its own that is written over."""
    print(f"\r{step} {done:,}/{total:,}", end="" if done < total else "\n", file=sys.stderr)


if __name__ == "__main__":
    main()

"""The shared scorer's arithmetic, run on the extractor in this process."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import tongbi

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from types import ModuleType


@dataclass(slots=True)
class Score:
    """Counts over one text or several: facts found, missed, invented, and fields read right."""

    name: str
    found: int = 0
    missed: int = 0
    invented: int = 0
    whole: int = 0
    right: dict[str, int] = field(default_factory=dict)

    @property
    def f1(self) -> float:
        return 2 * self.found / max(1, 2 * self.found + self.missed + self.invented)

    @property
    def all_fields(self) -> float:
        """Share of all facts that were found with every field right."""
        return self.whole / max(1, self.found + self.missed)

    def share(self, name: str) -> float:
        """Share of the facts found that have the field right."""
        return self.right.get(name, 0) / max(1, self.found)


def load_scorer(corpus: Path) -> ModuleType:
    """Import gold/score.py, which is no package, by its path."""
    spec = importlib.util.spec_from_file_location("gold_score", corpus / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(scorer: ModuleType, annotations: Path, texts: Path) -> Score:
    """Score the extractor on one file of annotations."""
    meta, *rows = [json.loads(x) for x in annotations.read_text(encoding="utf-8").splitlines()]
    path = scorer.find_text(texts, meta["text"])
    assert meta["chars"] == len(path.read_text(encoding="utf-8")), f"{path} is another text"
    low, high = meta["span"]
    got = {s.at: s._asdict() for s in tongbi.extract(path) if low <= s.at < high}
    facts = {row["at"]: row for row in rows if row["kind"] == "fact"}
    optional = {row["at"] for row in rows if row["kind"] == "optional"}
    result = Score(annotations.stem)
    result.missed = len(facts.keys() - got.keys())
    result.invented = len(got.keys() - facts.keys() - optional)
    for at in facts.keys() & got.keys():
        _count(result, scorer.check(facts[at], got[at]))
    return result


def _count(result: Score, verdicts: dict[str, Any]) -> None:
    result.found += 1
    result.whole += all(verdicts.values())
    for name, right in verdicts.items():
        result.right[name] = result.right.get(name, 0) + bool(right)


def total(scores: Iterable[Score]) -> Score:
    """Add scores up."""
    result = Score("all")
    for one in scores:
        result.found += one.found
        result.missed += one.missed
        result.invented += one.invented
        result.whole += one.whole
        for name, right in one.right.items():
            result.right[name] = result.right.get(name, 0) + right
    return result

"""Linking measured on the annotated pairs of reports, which are not shipped."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tongbi import extract
from tongbi.series import link

if TYPE_CHECKING:
    from pathlib import Path

Pair = tuple[int, int]


class _Score(NamedTuple):
    f1: float
    recall: float
    traps: int


def _score(corpus: Path, table: str, prior: str, current: str) -> _Score:
    with (corpus / "gold" / "dev" / table).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    gold: dict[str, set[Pair]] = {"same": set(), "near": set(), "trap": set()}
    for row in rows:
        gold[row["verdict"]].add((int(row["at_a"]), int(row["at_b"])))
    texts = corpus / "corpus"
    links = link(extract(texts / prior), extract(texts / current))
    got = {(found.a.at, found.b.at) for found in links if found.match == "same"}
    hits = len(got & gold["same"])
    wrong = len(got - gold["same"] - gold["near"])
    precision, recall = hits / max(1, hits + wrong), hits / len(gold["same"])
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return _Score(f1, recall, len(got & gold["trap"]))


@pytest.mark.corpus
def test_two_work_reports(corpus: Path) -> None:
    """Of 深圳 2024 and 2025, F1 is at least 0.88 and at most 3 of 53 traps are linked."""
    folder = "gov_work_report/深圳市"
    score = _score(
        corpus, "links-shenzhen-2024-2025.tsv", f"{folder}/2024.txt", f"{folder}/2025.txt"
    )
    assert score.f1 >= 0.88
    assert score.traps <= 3


@pytest.mark.corpus
@pytest.mark.parametrize("year", [2022, 2023])
def test_fictional_trilogy(corpus: Path, year: int) -> None:
    """Of the fictional 云岭市's reports, F1 is at least 0.93 and no trap is linked."""
    folder = "fictional/云岭市"
    score = _score(
        corpus,
        f"trilogy/links-{year}-{year + 1}.tsv",
        f"{folder}/{year}.txt",
        f"{folder}/{year + 1}.txt",
    )
    assert score.f1 >= 0.93
    assert score.traps == 0


@pytest.mark.corpus
def test_two_disclosure_reports(corpus: Path) -> None:
    """Of 宿迁 2023 and 2024, prose and tables, most true pairs and no trap are linked.

    The table names several true pairs for a figure that stands in the prose and in a table, of
    which one is enough; here each counts.
    """
    folder = "info_disclosure_report/宿迁市"
    score = _score(corpus, "links-suqian-2023-2024.tsv", f"{folder}/2023.txt", f"{folder}/2024.txt")
    assert score.recall >= 0.75
    assert score.traps == 0

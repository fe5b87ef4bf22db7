"""The extractor against hand-made annotations of real reports, by the shared scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.gold.scoring import Score, load_scorer, score, total

pytestmark = pytest.mark.corpus

_FIELDS = {
    "value": 0.99,
    "unit": 0.99,
    "measure": 0.98,
    "role": 0.98,
    "period": 0.98,
    "base": 0.98,
    "bound": 0.98,
    "label": 0.92,
}
# Annotations of further spans, made by the same guide by others than the extractor's author.
_OWN = sorted((Path(__file__).parent / "annotations").glob("*.jsonl"))


_COMMAND = (
    f"{sys.executable} -c 'from tongbi.cli import main; main()' extract {{path}} --format jsonl"
)


@pytest.fixture(scope="module")
def scores(corpus: Path) -> list[Score]:
    """The scores on the shared annotations, a text each."""
    dev = corpus / "gold" / "dev"
    files = [*sorted(dev.glob("*.jsonl")), *sorted((dev / "trilogy").glob("*.jsonl"))]
    scorer = load_scorer(corpus)
    return [score(scorer, path, corpus / "corpus") for path in files]


@pytest.fixture(scope="module")
def own_scores(corpus: Path) -> list[Score]:
    """The scores on the annotations that this repository holds."""
    scorer = load_scorer(corpus)
    return [score(scorer, path, corpus / "corpus") for path in _OWN]


def test_facts_are_found(scores: list[Score]) -> None:
    """Detection reaches F1 0.98 on all texts together and 0.96 on each."""
    assert total(scores).f1 >= 0.98
    assert {} == {s.name: s.f1 for s in scores if s.f1 < 0.96}


@pytest.mark.parametrize(("name", "least"), _FIELDS.items())
def test_fields_are_read_right(scores: list[Score], name: str, least: float) -> None:
    """Of the facts found, each field is right as often as the project promises."""
    assert total(scores).share(name) >= least


def test_whole_statements_are_right(scores: list[Score]) -> None:
    """At least 0.88 of all facts are found with every field right."""
    assert total(scores).all_fields >= 0.88


def test_the_command_scores_the_same(corpus: Path) -> None:
    """The scorer, run as a person would on the command's output, agrees."""
    command = [sys.executable, str(corpus / "gold" / "score.py")]
    command += [str(corpus / "gold" / "dev" / "trilogy" / "yunling-2024.jsonl")]
    command += ["--texts", str(corpus / "corpus"), "--need", "0.88", "--need-f1", "0.98"]
    command += ["--cmd", _COMMAND]
    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout + run.stderr


def test_it_generalises(own_scores: list[Score]) -> None:
    """Spans that the extractor was not built on are read nearly as well."""
    assert total(own_scores).f1 >= 0.98
    assert total(own_scores).all_fields >= 0.93
    assert {} == {s.name: s.f1 for s in own_scores if s.f1 < 0.95}


def test_the_annotations_hold_no_sentences() -> None:
    """Terms are key strings: nothing in them is long enough to be a third party's sentence."""
    for path in _OWN:
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            row = json.loads(line)
            terms = [*row.get("terms", ()), *row.get("not_terms", ())]
            assert all(len(term) < 20 for term in terms), path.name

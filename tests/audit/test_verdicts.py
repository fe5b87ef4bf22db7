"""A person's verdict on a finding outlives the next run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.audit import load_verdicts, outstanding
from tongbi.errors import DataError
from tongbi.model import Finding, Severity

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "fingerprint,verdict,reason,author,date\n"


def finding(fingerprint: str) -> Finding:
    return Finding(
        code="rate_mismatch",
        severity=Severity.INCONSISTENCY,
        text="report",
        at=(1,),
        fingerprint=fingerprint,
    )


def test_dismissed_findings_are_left_out(tmp_path: Path) -> None:
    """A dismissed finding is not shown again, a confirmed one is."""
    path = tmp_path / "verdicts.csv"
    path.write_text(
        f"{HEAD}aa,dismissed,scope,某甲,2025-03-01\nbb,confirmed,error,某甲,2025-03-01\n"
    )
    given = [finding("aa"), finding("bb"), finding("cc")]
    kept = outstanding(given, load_verdicts(path))
    assert [f.fingerprint for f in kept] == ["bb", "cc"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("fingerprint,verdict\n", "第1行"),
        (f"{HEAD}aa,maybe,scope,某甲,2025-03-01\n", "第2行：verdict 为 maybe"),
        (f"{HEAD}aa,dismissed,,某甲,2025-03-01\n", "第2行：缺少 reason"),
    ],
)
def test_bad_verdicts_name_their_line(tmp_path: Path, content: str, message: str) -> None:
    """A verdict without a reason, or of an unknown kind, is refused with its line."""
    path = tmp_path / "verdicts.csv"
    path.write_text(content)
    with pytest.raises(DataError, match=message):
        load_verdicts(path)

"""The tables of a build as CSV: the same bytes for the same data."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from tongbi.model import Finding

__all__ = ["FINDING_COLUMNS", "csv_bytes", "findings_frame"]

FINDING_COLUMNS = (
    "report",
    "code",
    "severity",
    "at",
    "stated",
    "expected",
    "message_zh",
    "message_en",
    "candidates",
    "fingerprint",
)


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """Return one row a finding; places and candidates are joined by ``;``."""
    import pandas as pd

    rows = [
        (
            f.text,
            f.code,
            f.severity.value,
            ";".join(map(str, f.at)),
            f.stated,
            f.expected,
            f.message_zh,
            f.message_en,
            ";".join(f.candidates),
            f.fingerprint,
        )
        for f in findings
    ]
    return pd.DataFrame(rows, columns=list(FINDING_COLUMNS), dtype="str")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return `frame` as CSV in UTF-8; missing is empty, unbounded is ``inf`` or ``-inf``."""
    text: str = frame.to_csv(index=False, lineterminator="\n", float_format=_shortest)
    return text.encode("utf-8")


def _shortest(value: object) -> str:
    """Return the shortest digits that give the same number back, whole numbers without ``.0``."""
    assert isinstance(value, float)  # noqa: S101 - pandas asks for floats alone
    if value.is_integer() and abs(value) < 1e16:  # noqa: PLR2004 - exact up to there
        return str(int(value))
    return repr(float(value))

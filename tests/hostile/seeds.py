"""Good files to start from, and what must hold of whatever is made of them."""

from __future__ import annotations

from tests.read.files import docx, p, pdf, table, xlsx

from tongbi.errors import TongbiError
from tongbi.extraction import extract_document
from tongbi.read import from_bytes

TEXT = "一、主要工作\n2024年，全市受理行政复议申请830件，比上年增长12.5%。\n"
ROWS = [["指标", "单位", "2024年"], ["纠纷", "件", "15630"], ["其中：婚姻", "件", "310"]]
SEEDS = {
    "text": TEXT.encode(),
    "gb18030": TEXT.encode("gb18030"),
    "utf-16": TEXT.encode("utf-16"),
    "markdown": b"# 2024\n\n|a|b|\n|---|---|\n|c|12|\n",
    "csv": "\n".join(",".join(row) for row in ROWS).encode(),
    "html": f"<html><body><p>{TEXT}</p><table><tr><td>a<td>2</table></body>".encode(),
    "docx": docx(p(TEXT) + table(ROWS)),
    "xlsx": xlsx(ROWS),
    "pdf": pdf([[(90, 700, "2024年办结830件")]]),
}


def check(data: bytes) -> None:
    """Read and extract; check that every offset holds."""
    try:
        document = from_bytes(data, "a", year=2024)
        statements = extract_document(document)
    except TongbiError:
        return
    ends = [0]
    for block in document.blocks:
        assert ends[-1] <= block.start <= block.end <= len(document.text)
        assert all(block.start <= c.start < c.end <= block.end for c in block.cells)
        ends.append(block.end)
    assert all(document.text[s.start : s.end] == s.quote for s in statements)

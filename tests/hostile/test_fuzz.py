"""Whatever the bytes are: a document whose offsets hold, or an error of our own."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
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
HEADS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"# ", b"{\\", b"a,b\n1,"]


def read(data: bytes) -> None:
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


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(HEADS), st.binary(max_size=400))
def test_random_bytes(head: bytes, data: bytes) -> None:
    """Random bytes behind any file's beginning."""
    read(head + data)


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.sampled_from("年2024１830件%。，、（）()|#*-\t\n <p>td一二其中：\u3000万亿增长"),
        max_size=200,
    )
)
def test_random_texts(text: str) -> None:
    """Texts made of what the readers look for."""
    read(text.encode())


@pytest.mark.parametrize("name", SEEDS)
def test_flipped_bytes(name: str) -> None:
    """A good file with a few bytes changed, cut or doubled."""
    for seed in range(40):
        chance = random.Random(seed)  # noqa: S311 - repeatable damage, no secret
        data = bytearray(SEEDS[name])
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data))
            data[at] = chance.randrange(256)
        if chance.random() < 0.3:
            at = chance.randrange(len(data))
            data[at:at] = data[: chance.randrange(len(data))]
        read(bytes(data))

"""Whatever the bytes are: a document whose offsets hold, or an error of our own."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hostile.seeds import SEEDS, check

HEADS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"# ", b"{\\", b"a,b\n1,"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(HEADS), st.binary(max_size=400))
def test_random_bytes(head: bytes, data: bytes) -> None:
    """Random bytes behind any file's beginning."""
    check(head + data)


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.sampled_from("年2024１830件%。，、（）()|#*-\t\n <p>td一二其中：\u3000万亿增长"),
        max_size=200,
    )
)
def test_random_texts(text: str) -> None:
    """Texts made of what the readers look for."""
    check(text.encode())


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
        check(bytes(data))

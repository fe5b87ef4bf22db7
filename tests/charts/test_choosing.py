"""Series are found by the names that people use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.charts import choose
from tongbi.errors import NotFoundError

from .conftest import observation

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


@pytest.fixture
def frame(frame_of: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    return frame_of(
        observation(2023, 1),
        observation(2024, 2),
        observation(2024, 3, indicator="aid", label="法律援助案件", label_en="Legal aid cases"),
        observation(2024, 4, issuer="青河县"),
    )


@pytest.mark.parametrize("name", ["aid", "法律援助案件", "legal AID cases", "援助"])
def test_id_names_and_parts(frame: pd.DataFrame, name: str) -> None:
    """An id, either name, or a part of one finds the indicator."""
    assert set(choose(frame, name)["value"]) == {3.0}


def test_issuer_and_years_narrow(frame: pd.DataFrame) -> None:
    """Issuer and years choose among the rows."""
    assert list(choose(frame, "行政复议", issuer="云岭", years=(2024, 2024))["value"]) == [2.0]


def test_unknown_name_gives_the_nearest(frame: pd.DataFrame) -> None:
    """A slip of the pen is answered with what was probably meant."""
    with pytest.raises(NotFoundError, match=r"是否指：.*法律援助案件"):
        choose(frame, "法律圆助案件")
    with pytest.raises(NotFoundError, match=r"没有登记发布机关“云峰市”.*云岭市"):
        choose(frame, issuer="云峰市")


def test_year_without_figures_says_which_there_are(frame: pd.DataFrame) -> None:
    """The years that are registered are named."""
    with pytest.raises(NotFoundError, match="已登记的年份是 2023—2024"):
        choose(frame, "行政复议", years=(2019, 2020))

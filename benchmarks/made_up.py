"""Texts and observations of the fictional 云岭市 in any size, always the same."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from tongbi.model import Report, Statement

__all__ = ["frame", "levels", "report", "statements", "text"]

_YEARS = 20  # of a made-up series
_FIELDS = (
    *("行政复议", "人民调解", "法律援助", "公证", "行政执法", "仲裁", "信访"),
    *("普法宣传", "社区矫正", "律师服务", "安全生产", "生态环境", "市场监管", "交通运输"),
    *("医疗保障", "养老服务", "义务教育", "住房保障", "科技创新", "农田水利"),
)
_THINGS = (
    *("申请", "案件", "事项", "投诉", "项目", "纠纷"),
    *("咨询", "检查", "培训", "协议", "站点", "线索"),
)
_PARTS = ("城东区", "城西区", "湖滨区", "青石县", "白沙县", "松江镇", "桃源镇", "南湖镇")
_SENTENCES = (
    "{year}年，{part}受理{field}{thing}{a}件，同比增长{p}%。",
    "{part}办理{field}{thing}{a}件，办结率{p}%，投入资金{m}亿元。",
    "全年组织{field}{thing}活动{b}多场次，参加群众{a}人次，其中{part}占{p}%。",
    "{part}{field}{thing}工作人员由{b}名增加到{a}名，群众满意度达到{p}%以上。",
    "我们坚持问题导向，完善制度机制，持续提高{field}{thing}工作质量。",
)


def text(size: int, *, year: int = 2024, seed: int = 0) -> str:
    """Return a report of about so many characters.

    The same seed gives every year's report the same indicators, with other figures.
    """
    wording, figures = random.Random(seed), random.Random(f"{seed}-{year}")  # noqa: S311
    pieces = [f"云岭市{year}年法治政府建设情况报告\n"]
    length = len(pieces[0])
    while length < size:
        sentence = wording.choice(_SENTENCES).format(
            year=year,
            part=wording.choice(_PARTS),
            field=wording.choice(_FIELDS),
            thing=wording.choice(_THINGS),
            a=figures.randint(100, 99_999),
            b=figures.randint(2, 99),
            p=round(figures.uniform(1, 99), 1),
            m=round(figures.uniform(0.1, 50), 2),
        )
        pieces.append(sentence + ("\n" if wording.random() < 0.2 else ""))
        length += len(pieces[-1])
    return "".join(pieces)


def report(issuer: str, year: int) -> Report:
    """Return a made-up report of an issuer that does not exist."""
    from tongbi.model import Report, ReportKind

    return Report(
        id=f"{issuer}-{year}",
        issuer=issuer,
        slug="yunling",
        kind=ReportKind.LAW_BASED_GOV,
        year=year,
        fictional=True,
    )


def statements(count: int, *, year: int = 2024) -> list[Statement]:
    """Return so many statements, each of an indicator of its own that every year's report has."""
    from decimal import Decimal

    from tongbi.interval import Interval
    from tongbi.model import Statement

    made = []
    for number in range(count):
        value = 1000 + 7 * number + (year - 2000) * 13
        quote = f"{value}件"
        made.append(
            Statement(
                at=number * 20,
                start=number * 20,
                end=number * 20 + len(quote),
                quote=quote,
                value=Decimal(value),
                interval=Interval.point(value),
                unit="件",
                label=_label(number),
                period=year,
            )
        )
    return made


def _label(number: int) -> str:
    """Return a label that shares a word or two with others, as labels do, and is like none."""
    chance = random.Random(number)  # noqa: S311 (nothing is kept secret)
    own = "".join(chr(0x4E00 + chance.randrange(5000)) for _ in range(6))
    return chance.choice(_PARTS) + own + chance.choice(_FIELDS) + "受理数"


def levels(rows: int) -> tuple[np.ndarray, ...]:
    """Return series codes, years, values and both ends; one year in ten is missing."""
    import numpy as np

    chance = np.random.default_rng(20241231)
    series = np.repeat(np.arange(rows // _YEARS + 1), _YEARS)[:rows]
    spread = np.cumsum(chance.choice([1, 1, 1, 1, 1, 1, 1, 1, 1, 2], rows))
    first = np.searchsorted(series, series)
    period = 1990 + spread - spread[first]
    value = chance.uniform(10, 1e6, rows).round(1)
    return series, period.astype(np.int64), value, value - 0.05, value + 0.05


def frame(rows: int) -> pd.DataFrame:
    """Return a frame of so many observations, as :func:`tongbi.observations` gives it."""
    import numpy as np
    import pandas as pd

    from tongbi.model import Base
    from tongbi.series.frame import COLUMNS

    series, period, value, lower, upper = levels(rows)
    names = pd.Series(series).map("indicator-{}".format)
    told = {
        "issuer": "云岭市",
        "indicator": names,
        "label": names,
        "unit": "件",
        "measure": "level",
        "role": "actual",
        "period": period,
        "value": value,
        "lower": lower,
        "upper": upper,
        "lower_closed": True,
        "upper_closed": False,
        "bound": "exact",
        "base": Base.NONE.value,
        "match": "catalogue",
        "report": [f"yunling-{year}" for year in period],
        "report_year": period,
        "at": np.arange(rows) % 20_000,
    }
    columns = {name: told.get(name, "") for name in COLUMNS}
    return pd.DataFrame(columns, index=range(rows)).astype(COLUMNS)

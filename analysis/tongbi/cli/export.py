"""``tongbi export``: the series for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from tongbi.cli.progress import counting
from tongbi.cli.speaking import note

__all__ = ["command"]

_FORMATS = ("csv-excel", "parquet", "json-stat", "sdmx-csv")


@click.command(
    "export", help="把已登记报告的序列导出为通用格式：csv-excel、parquet、json-stat、sdmx-csv。"
)
@click.option("--format", "form", type=click.Choice(_FORMATS), default=_FORMATS[0])
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="文件；省略为 series 加格式的扩展名。",
)
@click.option("--indicator", default="", help="只导出这个指标：标识、名称、别名或其一部分。")
@click.option("--issuer", default="", help="只导出这个机关。")
@click.option(
    "--reports",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="登记报告的文件夹。",
)
def command(form: str, out: Path | None, indicator: str, issuer: str, reports: Path) -> None:
    """Write the file and say where it is."""
    from tongbi import archive
    from tongbi.catalogue import of_folder
    from tongbi.charts import choose
    from tongbi.files import write_atomically
    from tongbi.interchange.formats import FORMATS, export_bytes
    from tongbi.series import observations

    folder = archive.open(reports)
    with counting("linking"):
        series = observations(folder.all_rows().items(), of_folder(folder.root))
    if indicator or issuer:
        series = choose(series, indicator, issuer=issuer).reset_index(drop=True)
    path = out or Path(f"series{FORMATS[form].ending}")
    write_atomically(path, export_bytes(series, form))
    note("figures", count=len(series))
    click.echo(path)

"""Running notebooks: same bytes, failures told, stale copies found."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

from tongbi import archive
from tongbi.errors import NotFoundError, ReadError, UsageError
from tongbi.publish import notebook
from tongbi.publish.notebook_batch import Job, jobs_for, run_jobs
from tongbi.publish.notebook_check import stale
from tongbi.publish.notebook_editions import NAMES, path_of
from tongbi.publish.notebook_reading import nearby, read_report

if TYPE_CHECKING:
    from pathlib import Path

    from .conftest import Runs


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_same_bytes_from_another_process_and_folder(
    runs: Runs, reports: Path, tmp_path: Path, name: str
) -> None:
    """The command, run elsewhere, writes what the tests' own process wrote."""
    command = [sys.executable, "-c", "from tongbi.cli import main; main()"]
    command += ["notebook", "run", name]
    command += ["--issuer", "云岭市", "--year", "2022-2024", "--out", "here"]
    command += ["--reports", str(reports)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for path in sorted((tmp_path / "here").rglob("*")):
        twin = str(path.relative_to(tmp_path / "here")).replace("云岭市-2022-2024", "yunling", 1)
        assert path.is_dir() or path.read_bytes() == (runs.out / twin).read_bytes(), path


def written(path: Path, *sources: str) -> Path:
    """Write a notebook with a parameters cell and these."""
    new: Any = nbformat.v4
    cells = [new.new_code_cell("years = 1", metadata={"tags": ["parameters"]})]
    cells += [new.new_code_cell(source) for source in sources]
    nbformat.write(new.new_notebook(cells=cells), path)  # type: ignore[no-untyped-call]
    return path


@pytest.mark.slow
def test_runs_where_a_loop_is_running(tmp_path: Path) -> None:
    """A notebook can be run from a notebook: an event loop that runs already is no hindrance."""
    path = written(tmp_path / "one.ipynb", "print(years + 1)")

    async def caller() -> notebook.Executed:
        return notebook.run(path, tmp_path, {"years": 2})

    ran = asyncio.run(caller()).notebook
    assert ran.cells[-1].outputs[0].text == "3\n"


@pytest.mark.slow
def test_batch_tells_what_failed_and_runs_the_rest(tmp_path: Path) -> None:
    """An error, a warning and a cell without end fail; the one between them is written."""
    sources = {
        "error": "1 / 0",
        "good": "1 + 1",
        "warning": "import warnings; warnings.warn('too old')",
        "endless": "while True: pass",
    }
    paths = [written(tmp_path / f"{name}.ipynb", code) for name, code in sources.items()]
    jobs = [Job(path=path, parameters={"years": 2}, stem=path.stem) for path in paths]
    told: list[str] = []
    ended = run_jobs(
        jobs,
        archive.shipped(),
        tmp_path / "out",
        workers=2,
        limit=2,
        tell=lambda job, done, total: told.append(f"{job.stem} {done}/{total}"),
    )
    error, good, warning, endless = ended
    assert error.error.startswith("笔记本 error.ipynb 出错：ZeroDivisionError: division by zero")
    assert "有警告：" in warning.error
    assert "too old" in warning.error
    assert endless.error.startswith("笔记本 endless.ipynb 未能运行完")
    assert [path.name for path in good.written] == ["good.html", "good.ipynb"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["good.html", "good.ipynb"]
    assert "good 3/3" in told


@pytest.mark.slow
def test_stale_copy_is_found(runs: Runs, reports: Path, tmp_path: Path) -> None:
    """A copy is fresh until notebook, data or version change, and says which did."""
    copy = runs.out / "audit-yunling.ipynb"
    assert stale(copy, reports) == ""
    changed = tmp_path / "audit.ipynb"
    changed.write_bytes(path_of("audit").read_bytes() + b"\n")
    assert stale(copy, reports, changed) == "笔记本 audit 已改，请重新运行"
    shutil.copytree(reports, tmp_path / "reports")
    other, own = (
        tmp_path / "reports" / slug / "law_based_gov_report-2024.csv"
        for slug in ("shaoguan", "yunling")
    )
    other.write_bytes(other.read_bytes() + b"\n")
    assert stale(copy, tmp_path / "reports") == ""  # it is not about that issuer
    own.write_bytes(own.read_bytes() + b"\n")
    assert "中的数据已改" in stale(copy, tmp_path / "reports")
    made = json.loads(copy.read_text(encoding="utf-8"))
    made["metadata"]["tongbi"]["version"] = "0.0.1"
    older = tmp_path / "older.ipynb"
    older.write_text(json.dumps(made), encoding="utf-8")
    assert stale(older, reports).startswith("由 tongbi 0.0.1 运行")


def test_only_executed_notebooks_can_be_stale(tmp_path: Path) -> None:
    """A notebook without a stamp is refused."""
    with pytest.raises(ReadError, match="不是 tongbi notebook run 写出的笔记本"):
        stale(path_of("audit"), archive.shipped())
    with pytest.raises(ReadError, match="不是 tongbi notebook run 写出的笔记本"):
        stale(tmp_path / "none.ipynb", archive.shipped())


def test_parameters_need_their_cell(tmp_path: Path) -> None:
    """Without a tagged cell there is nothing to put parameters behind."""
    path = tmp_path / "plain.ipynb"
    nbformat.write(nbformat.v4.new_notebook(), path)  # type: ignore[no-untyped-call]
    with pytest.raises(ReadError, match=r"plain\.ipynb 没有标为 parameters 的单元格"):
        notebook.run(path, tmp_path, {})
    with pytest.raises(ReadError, match="找不到笔记本"):
        notebook.run(tmp_path / "none.ipynb", tmp_path, {})


def test_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine without the extra the message says what to install."""
    monkeypatch.setitem(sys.modules, "nbformat", None)
    with pytest.raises(UsageError, match=r"pip install 'tongbi\[notebook\]'"):
        notebook.parameters_of(path_of("audit"))


def test_all_issuers_have_a_job_each_over_their_own_years(reports: Path) -> None:
    """韶关's one report covers 2024; 云岭's three reach back to what they say of 2021."""
    folder = archive.open(reports)
    jobs = jobs_for(path_of("yearly"), folder, issuers=["all"])
    spans = {str(job.parameters["issuer"]): job.parameters["years"] for job in jobs}
    assert spans["韶关市"] == (2024, 2024)
    assert spans["云岭市"] == (2021, 2024)
    assert len(jobs) == 2
    assert [job.stem for job in jobs if job.parameters["issuer"] == "韶关市"] == [
        "yearly-韶关市-2024"
    ]


def test_wrong_calls_are_told(reports: Path) -> None:
    """An unknown issuer, format or number of workers, or a file that no one reads."""
    folder = archive.open(reports)
    with pytest.raises(NotFoundError, match="没有登记发布机关“月球市”"):
        jobs_for(path_of("yearly"), folder, issuers=["月球市"])
    with pytest.raises(UsageError, match="笔记本 yearly 不读文件"):
        jobs_for(path_of("yearly"), folder, file=path_of("audit"))
    with pytest.raises(UsageError, match="没有名为 'odt' 的格式"):
        run_jobs([], archive.shipped(), archive.shipped(), formats=["odt"])
    with pytest.raises(UsageError, match="--jobs 为 0"):
        run_jobs([], archive.shipped(), archive.shipped(), workers=0)


def test_reports_are_found_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook opened in notebooks/en/ finds reports/ two folders up; else it says so."""
    (tmp_path / "reports").mkdir()
    shutil.copy(archive.shipped() / "registry.csv", tmp_path / "reports")
    place = tmp_path / "notebooks" / "en"
    place.mkdir(parents=True)
    monkeypatch.chdir(place)
    assert nearby("reports").resolve() == (tmp_path / "reports").resolve()
    with pytest.raises(ReadError, match="都没有登记报告的文件夹 elsewhere"):
        nearby("elsewhere")


def test_file_of_the_users_is_read(tmp_path: Path) -> None:
    """Its own year and title win; figures are exported in the format of reports/."""
    path = tmp_path / "report.txt"
    path.write_text("2023年，全市培训执法人员12345人次。", encoding="utf-8")
    reading = read_report(archive.shipped(), issuer="", year=2024, file=path)
    assert reading.year == 2023
    assert [s.quote for s in reading.statements] == ["12345人次"]
    assert reading.export(tmp_path / "exports") == ["facts.csv"]
    head = (tmp_path / "exports" / "facts.csv").read_text(encoding="utf-8-sig")
    assert head.startswith("label,label_en,value,unit,")


def test_collected_figures_are_those_of_the_year() -> None:
    """司法部 has no report here, but figures from many pages; a year without any is refused."""
    reading = read_report(archive.shipped(), issuer="司法部", year=2021)
    assert {s.period for s in reading.statements} == {2021}
    with pytest.raises(NotFoundError, match="没有登记 韶关市 1990 年的报告"):
        read_report(archive.shipped(), issuer="韶关市", year=1990)
    with pytest.raises(NotFoundError, match="没有登记发布机关“月球市”"):
        read_report(archive.shipped(), issuer="月球市", year=2024)

"""Many reports become a data set; how the work is spread does not show in it."""

from __future__ import annotations

import os
import shutil
import signal
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from tongbi import archive, bulk, changes, extract, observations
from tongbi.bulk import engines, extracting
from tongbi.bulk.batches import batches
from tongbi.bulk.rows import reports_in
from tongbi.bulk.store import Store, partition, partition_value
from tongbi.errors import ReadError, UsageError
from tongbi.extraction import extract_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tongbi.model import Document, Report, Statement

YEARS = (2022, 2023, 2024)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three issuers' reports of three years, all with the text of the fictional city."""
    folder = tmp_path_factory.mktemp("many")
    for issuer in ("云岭市", "另一市", "第三市"):
        (folder / issuer).mkdir()
        for year in YEARS:
            text = archive.shipped() / "yunling" / f"law_based_gov_report-{year}.txt"
            own = text.read_text(encoding="utf-8").replace("云岭市", issuer)
            (folder / issuer / f"{year}.txt").write_text(own, encoding="utf-8")
    (folder / "云岭市" / "empty.txt").touch()
    (folder / "云岭市" / ".hidden").touch()
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def stated(folder: Path, issuer: str) -> list[tuple[Report, list[Statement]]]:
    """What a data set has of an issuer whose reports were read in one batch."""
    store, place = Store(folder), f"statements/issuer={issuer}"
    [name] = store.names(place)
    return reports_in(store.read(f"{place}/{name}"))


@pytest.fixture(scope="module")
def dataset(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "data"
    found = bulk.extract_dataset([str(reports)], out)
    assert (found.reports, len(found.skipped)) == (9, 1)
    assert found.statements == 3 * (64 + 65 + 65)
    bulk.compare_dataset(out)
    return out


def test_statements_come_back_whole(reports: Path, dataset: Path) -> None:
    """What is read from the data set is what the reports state, digit for digit."""
    kept = stated(dataset, "另一市")
    assert [report.year for report, _ in kept] == list(YEARS)
    for report, statements in kept:
        assert report.id == str(reports / "另一市" / f"{report.year}.txt")
        assert tuple(statements) == extract(report.id)


def test_series_are_those_of_the_same_functions(dataset: Path) -> None:
    """Linked from the data set, an issuer's series equal those of its registered reports."""
    pandas = pytest.importorskip("pandas")
    folder = archive.open(archive.shipped())
    expected = observations(folder, "云岭市")
    own = dataset / "series" / "issuer=云岭市" / "part.parquet"
    columns = ["indicator", "period", "measure", "value", "lower", "upper", "quote", "at"]
    found = pandas.read_parquet(own)
    assert len(found) == len(expected)
    assert found[columns].equals(expected[columns])
    told = pandas.read_parquet(dataset / "changes" / "issuer=云岭市" / "part.parquet")
    assert len(told) == len(changes(expected))


def test_two_processes_give_the_same_bytes(reports: Path, dataset: Path, tmp_path: Path) -> None:
    """Neither the number of processes nor the order shows."""
    bulk.extract_dataset([str(reports)], tmp_path / "data", jobs=2)
    bulk.compare_dataset(tmp_path / "data", jobs=2)
    assert contents(tmp_path / "data") == contents(dataset)


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which reports are read."""
    read: list[str] = []
    whole = extracting._document

    def note(file: str, year: int | None) -> Document:
        read.append(file)
        return whole(file, year)

    monkeypatch.setattr(extracting, "_document", note)
    return read


def test_a_broken_run_goes_on(
    reports: Path, dataset: Path, tmp_path: Path, noted: list[str]
) -> None:
    """What is finished is not read again, what is not is; the result is that of one run."""
    out = tmp_path / "data"
    shutil.copytree(dataset, out)
    mark = next(path for path in (out / "_batches").iterdir() if b"empty.txt" in path.read_bytes())
    mark.unlink()
    assert bulk.extract_dataset([str(reports)], out).reports == 9
    assert {os.path.dirname(file) for file in noted} == {str(reports / "云岭市")}  # noqa: PTH120
    assert contents(out) == contents(dataset)


def test_changed_reports_are_read_again(reports: Path, tmp_path: Path, noted: list[str]) -> None:
    """A report that changed, came or names another year replaces what was read, with no rest."""
    shutil.copytree(reports, tmp_path / "in")
    sources, out = [str(tmp_path / "in")], tmp_path / "data"
    whole = bulk.extract_dataset(sources, out)
    first = tmp_path / "in" / "第三市" / "2022.txt"
    first.write_text("第三市2022年报告。2022年，全市办理案件12件。", encoding="utf-8")
    shutil.copy(first, tmp_path / "in" / "另一市" / "2021.txt")
    noted.clear()
    again = bulk.extract_dataset(sources, out)
    assert len(noted) == 3 + 4
    assert again.statements == whole.statements - 64 + 1 + 1
    assert sum(row.num_rows for row in tables(out)) == again.statements
    assert bulk.extract_dataset(sources, out, year=2024).reports == again.reports
    assert {year for row in tables(out) for year in row["year"].to_pylist()} == {2024}


def tables(out: Path) -> list[Any]:
    parquet = pytest.importorskip("pyarrow.parquet")
    return [parquet.read_table(path) for path in (out / "statements").rglob("*.parquet")]


def test_each_file_is_read_once(reports: Path, tmp_path: Path, noted: list[str]) -> None:
    """Named twice, by itself and by its folder, with a slash or without, it is one report."""
    folder = reports / "另一市"
    sources = [str(folder / "2022.txt"), f"{folder}/", str(folder), str(folder / "2023.txt")]
    assert bulk.extract_dataset(sources, tmp_path / "data").reports == 3
    assert len(noted) == 3


def test_a_data_set_inside_its_source_is_not_read(reports: Path, tmp_path: Path) -> None:
    """Written below the reports, it is passed over the next time."""
    shutil.copytree(reports, tmp_path / "in")
    sources, out = [str(tmp_path / "in")], tmp_path / "in" / "data"
    once = bulk.extract_dataset(sources, out)
    twice = bulk.extract_dataset(sources, out)
    assert (once.reports, len(twice.skipped)) == (9, 1)
    assert twice.reports == once.reports


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A link that leads nowhere is one skipped report; where nothing can be read it is an error."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ReadError, match=r"link\.txt"):
        bulk.extract_dataset([str(tmp_path / "in")], tmp_path / "out")
    (tmp_path / "in" / "a.txt").write_text("2024年，办理案件12件。", encoding="utf-8")
    found = bulk.extract_dataset([str(tmp_path / "in")], tmp_path / "out")
    assert [(file, error.code) for file, error in found.skipped] == [
        (str(tmp_path / "in" / "link.txt"), "read.no-file")
    ]


def test_a_parser_that_fails_is_told(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of ours in one report does not end the run."""
    whole = extract_document

    def fail(document: Document) -> Sequence[Statement]:
        if document.year == 2023:
            raise IndexError("tuple index out of range")
        return whole(document)

    monkeypatch.setattr("tongbi.bulk.extracting.extract_document", fail)
    found = bulk.extract_dataset([str(reports / "另一市")], tmp_path / "data")
    assert found.reports == 2
    [(_, error)] = found.skipped
    assert "IndexError: tuple index out of range" in str(error)


def test_a_folder_of_something_else_is_refused(reports: Path, tmp_path: Path) -> None:
    """Nothing is written into, or taken away from, a folder that is no data set."""
    (tmp_path / "mine.txt").touch()
    with pytest.raises(UsageError, match="不是空文件夹"):
        bulk.extract_dataset([str(reports)], tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_other_reports_are_not_mixed_in(reports: Path, dataset: Path) -> None:
    """A data set is of the reports that were named, or is refused."""
    with pytest.raises(UsageError, match="另一些报告"):
        bulk.extract_dataset([str(reports / "云岭市")], dataset)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """No source, no statements, no such engine, no scheduler: one error each."""
    with pytest.raises(ReadError, match="none"):
        bulk.extract_dataset([str(tmp_path / "none")], tmp_path / "out")
    with pytest.raises(ReadError, match="没有陈述数据集"):
        bulk.compare_dataset(tmp_path / "out")
    with pytest.raises(UsageError, match="没有名为 spark 的引擎"), engines.executor("spark"):
        pass


@pytest.mark.parametrize("issuer", ["云岭市", "a/b=c%d", "甲:乙", ".."])
def test_any_issuer_has_a_folder(issuer: str) -> None:
    """Names are escaped where a folder or a reader of partitions would stumble."""
    folder = partition("issuer", issuer)
    assert "/" not in folder
    assert folder.count("=") == 1
    assert partition_value(folder) == issuer


def test_an_object_store_holds_the_same(reports: Path, dataset: Path) -> None:
    """Written through fsspec, into memory for the test, the files are the same."""
    pytest.importorskip("fsspec")
    bulk.extract_dataset([str(reports)], "memory://bucket/data")
    bulk.compare_dataset("memory://bucket/data")
    store = Store("memory://bucket/data")
    for name, data in contents(dataset).items():
        assert store.read(name) == data
    assert store.names() == ["_batches", "changes", "series", "statements"]


def test_reports_come_from_an_object_store(reports: Path, dataset: Path, tmp_path: Path) -> None:
    """Read by address, the reports give the same statements; their ids are the addresses."""
    fsspec = pytest.importorskip("fsspec")
    fsspec.filesystem("memory").put(f"{reports}/", "/inbox", recursive=True)
    found = bulk.extract_dataset(["memory://inbox"], tmp_path / "data")
    assert (found.reports, len(found.skipped)) == (9, 1)
    ours, theirs = (stated(folder, "第三市") for folder in (dataset, tmp_path / "data"))
    assert [statements for _, statements in ours] == [statements for _, statements in theirs]
    assert theirs[0][0].id == "memory:///inbox/第三市/2022.txt"


def test_duckdb_reads_the_whole(dataset: Path) -> None:
    """The query of the how-to page: partitions give the issuer, Chinese names and all."""
    duckdb = pytest.importorskip("duckdb")
    series = duckdb.read_parquet(f"{dataset}/series/*/*.parquet", hive_partitioning=True)
    rates = series.filter("unit = '%'")
    rows = rates.aggregate("issuer, count(*)", "issuer").order("issuer").fetchall()
    assert [name for name, _ in rows] == ["云岭市", "另一市", "第三市"]
    assert len({count for _, count in rows}) == 1


@pytest.fixture
def cluster() -> Iterator[str]:
    """Two workers on this machine."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as running:
        yield running.scheduler_address


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # what Dask says of a worker that is gone
def test_a_worker_killed_half_way_changes_nothing(
    cluster: str, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two workers one is killed after its first batch: the other does the rest, all the same."""
    from distributed import Client

    monkeypatch.setattr(extracting, "batches", partial(batches, size=1))
    bulk.extract_dataset([str(reports)], tmp_path / "whole")
    bulk.compare_dataset(tmp_path / "whole")
    killed: list[int] = []

    def kill_one(done: int, total: int) -> None:
        if not killed and 0 < done < total:
            with Client(cluster) as client:
                pid = next(iter(client.run(os.getpid).values()))
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)
            time.sleep(0.2)

    out = tmp_path / "data"
    bulk.extract_dataset([str(reports)], out, engine="dask", scheduler=cluster, tell=kill_one)
    assert killed
    bulk.compare_dataset(out, engine="dask", scheduler=cluster)
    assert contents(out) == contents(tmp_path / "whole")

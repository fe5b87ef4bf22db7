"""The description of ``reports/`` as a Frictionless data package."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tongbi.archive.table import Column
    from tongbi.model import Report

__all__ = ["FACTS_SCHEMA", "REGISTRY_SCHEMA", "describe", "schema", "to_json"]

REGISTRY_SCHEMA = "schemas/registry.json"
FACTS_SCHEMA = "schemas/facts.json"

_DIALECT = {"delimiter": ",", "lineTerminator": "\n", "header": True}


def describe(reports: Iterable[Report]) -> dict[str, Any]:
    """Return the descriptor of the folder that holds these reports.

    Parameters
    ----------
    reports : iterable of Report
        The registered reports; their order does not matter.

    Returns
    -------
    dict
        A data package (version 1 of the standard) whose tables share two schemas by path.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    registry = _table("registry", "registry.csv", "登记表：每份报告一行", REGISTRY_SCHEMA)
    facts = [_facts(report) for report in ordered]
    # Texts in sources/ are third parties' and stay with the user, so they are not described.
    texts = [_text(report) for report in ordered if report.fictional and report.source]
    return {
        "name": "tongbi-reports",
        "title": "年度报告中的数字陈述 / Numbers stated in annual reports",
        "description": (
            "只收事实与数字，不收报告原文；虚构的示例报告已标明。"
            "Facts and figures only, no text of the reports; the fictional example is marked."
        ),
        "profile": "data-package",
        "licenses": [
            {
                "name": "Apache-2.0",
                "path": "https://www.apache.org/licenses/LICENSE-2.0",
                "title": "Apache License 2.0 (the compilation; facts as such are free)",
            }
        ],
        "resources": [registry, *facts, *texts],
    }


def schema(columns: Sequence[Column]) -> dict[str, Any]:
    """Return the Frictionless table schema of declared columns."""
    return {"fields": [_field(column) for column in columns], "missingValues": [""]}


def to_json(value: dict[str, Any]) -> bytes:
    """Return JSON as it is stored: indented, in UTF-8, ending with a line end."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _facts(report: Report) -> dict[str, Any]:
    mark = "（虚构）" if report.fictional else ""
    title = f"{report.issuer}{mark} {report.title or report.id}"
    table = _table(_name(report), report.facts, title, FACTS_SCHEMA)
    if report.address:
        table["sources"] = [{"title": report.title or report.id, "path": report.address}]
    return table


def _table(name: str, path: str, title: str, schema_path: str) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": dict(_DIALECT),
        "schema": schema_path,
    }


def _text(report: Report) -> dict[str, Any]:
    return {
        "name": f"{_name(report)}-text",
        "title": f"{report.title or report.id}（虚构的示例原文）",
        "path": report.source,
        "format": "txt",
        "mediatype": "text/plain",
        "encoding": "utf-8",
    }


def _name(report: Report) -> str:
    return report.id.replace("/", "-").replace("_", "-").lower()


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "description": column.description,
    }
    return field | ({"constraints": constraints} if constraints else {})

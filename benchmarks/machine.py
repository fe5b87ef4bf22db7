"""What was measured on: machine, system, and versions."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

__all__ = ["described", "versions"]

_PACKAGES = """
import json
from importlib.metadata import distributions
print(json.dumps({found.name.lower(): found.version for found in distributions()}))
"""
_OURS = (
    "tongbi", "numpy", "pandas", "matplotlib", "lxml", "python-docx", "pypdfium2", "nbclient",
    "nbconvert", "ipykernel", "click", "jinja2",
)  # fmt: skip
_PEERS = (
    "jieba", "recognizers-text-suite", "chinese2digits", "jionlp", "polars", "duckdb", "pandas",
    "numpy",
)  # fmt: skip


def described() -> dict[str, str]:
    """Return processor, cores, memory and system, each in words."""
    return {
        "Processor": _processor(),
        "Cores": str(os.cpu_count()),
        "Memory": f"{_memory():.1f} GiB",
        "System": f"{_system()} ({platform.machine()})",
        "Python": platform.python_version(),
    }


def versions(peers: Path) -> dict[str, str]:
    """Return the versions of the libraries, and of the peers in their environment."""
    return {
        "Libraries": _listed(Path(sys.executable), _OURS),
        "Peers": _listed(peers, _PEERS),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "unknown"
    found = re.search(r"^model name\s*:\s*(.+)$", lines, flags=re.MULTILINE)
    return found[1] if found else platform.processor() or "unknown"


def _memory() -> float:
    """Return the machine's memory in GiB."""
    return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()
    return f"{name}, Linux {platform.release().partition('-')[0]}"


def _listed(python: Path, names: tuple[str, ...]) -> str:
    command = [str(python), "-c", _PACKAGES]
    run = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603
    if run.returncode != 0:
        return "not installed"
    found = json.loads(run.stdout)
    return ", ".join(f"{name} {found.get(name, '(missing)')}" for name in names)

"""The environment of the peers: what tongbi is compared with and does not depend on."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

__all__ = ["interpreter"]

LIST = Path(__file__).with_name("peers.txt")


def interpreter(folder: Path) -> Path:
    """Return the interpreter of the peers' environment, made or brought up to date where needed.

    What cannot be installed (there may be no network) does not take part; the contests say so.
    """
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    installed = folder / LIST.name
    wanted = LIST.read_text(encoding="utf-8")
    if installed.is_file() and installed.read_text(encoding="utf-8") == wanted:
        return python
    if not python.exists():
        venv.create(folder, with_pip=True)
    print(f"installing {LIST.name} into {folder}", file=sys.stderr)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*install, "-r", str(LIST)], check=False)  # noqa: S603 (our own list)
    if done.returncode == 0:
        installed.write_text(wanted, encoding="utf-8")
    return python

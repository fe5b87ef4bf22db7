"""Read what another program has to open first: Word before 2007, RTF, OpenDocument."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from tongbi.errors import ReadError
from tongbi.read.draft import Draft, Line
from tongbi.read.word import read_word

__all__ = ["read_legacy"]

_OFFICE = ("soffice", "libreoffice")
_ANTIWORD = "antiword"
_PATIENCE = 120  # seconds
_OLE = b"\xd0\xcf\x11\xe0"


def read_legacy(data: bytes, source: str) -> Draft:
    """Read a DOC, RTF or ODT file through LibreOffice, or a DOC through antiword.

    Raises
    ------
    ReadError
        If neither program is there, or it cannot open the file.
    """
    office = next(filter(None, map(shutil.which, _OFFICE)), None)
    antiword = shutil.which(_ANTIWORD)
    with tempfile.TemporaryDirectory(prefix="tongbi-") as name:
        folder = Path(name)
        path = folder / "report.doc"
        path.write_bytes(data)
        if office is not None:
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            convert = ["--headless", "--norestore", "--convert-to", "docx", "--outdir", name]
            _run([office, profile, *convert, str(path)], source)
            converted = folder / "report.docx"
            if converted.is_file():
                return read_word(converted.read_bytes(), source)
        elif antiword is not None and data.startswith(_OLE):
            text = _run([antiword, "-w", "0", "-m", "UTF-8.txt", str(path)], source)
            lines = text.decode("utf-8", errors="replace").split("\n")
            return Draft(lines=tuple(Line(text=line.strip()) for line in lines))
        else:
            raise ReadError("read.no-converter", source=source)
    raise ReadError("read.old-word-unreadable", source=source)


def _run(command: list[str], source: str) -> bytes:
    """Run a program without a shell, and return what it prints."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, a path that is our own
            command, capture_output=True, timeout=_PATIENCE, check=True, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ReadError(
            "read.converter-failed", source=source, program=Path(command[0]).name
        ) from error
    return done.stdout

"""Office files with the same bytes on every run: no clocks in the zip, nor in what it holds."""

from __future__ import annotations

import io
import re
import zipfile

__all__ = ["settled"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")
_FIXED = rb"\g<1>2000-01-01T00:00:00Z\g<3>"
_PACKAGES = (".xlsx", ".docx", ".pptx")


def settled(data: bytes) -> bytes:
    """Return an OOXML package with fixed times, workbooks embedded in it included.

    Parameters
    ----------
    data : bytes
        A .xlsx, .docx or .pptx file.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for info in old.infolist():
            content = old.read(info)
            if info.filename.endswith(_PACKAGES):
                content = settled(content)
            elif info.filename == "docProps/core.xml":
                content = _STAMP.sub(_FIXED, content)
            entry = zipfile.ZipInfo(info.filename, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)
    return out.getvalue()

"""Open the package of an office file: a zip of XML parts that may be hostile."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from tongbi.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["Package", "local"]

_PARTS = 5000
_PART_SIZE = 32 * 2**20  # bytes of one part, unpacked
_WHOLE_SIZE = 256 * 2**20


class Package:
    """The parts of a DOCX or XLSX file; nothing is ever unpacked to the disk.

    Parameters
    ----------
    data : bytes
        The file.
    source : str
        What messages call it.

    Raises
    ------
    ReadError
        If it is damaged, has a password, or unpacks to more than a report can be.
    """

    def __init__(self, data: bytes, source: str) -> None:
        self.source = source
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise ReadError("read.package-damaged", source=source) from error
        infos = self._zip.infolist()
        sizes = [info.file_size for info in infos]
        if len(infos) > _PARTS or sum(sizes) > _WHOLE_SIZE:
            raise ReadError("read.unpacked-too-large", source=source)
        if any(info.flag_bits & 1 for info in infos):
            raise ReadError("read.password", source=source)
        self.names = frozenset(info.filename for info in infos)

    def xml(self, name: str) -> Element | None:
        """Return the root of an XML part; None where there is no such part.

        Raises
        ------
        ReadError
            If the part is damaged, too large, or declares entities.
        """
        if name not in self.names:
            return None
        data = self.read(name)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise ReadError("read.part-damaged", source=self.source, part=name) from error
        if root.getroottree().docinfo.internalDTD is not None:
            # No office program writes one: it is there to expand or to reach other files.
            raise ReadError("read.part-with-dtd", source=self.source, part=name)
        return root

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.

        Raises
        ------
        ReadError
            If the part is damaged or too large.
        """
        size = self._zip.getinfo(name).file_size
        if size > _PART_SIZE:
            raise ReadError(
                "read.part-too-large", source=self.source, part=name, size=size // 2**20
            )
        try:
            return self._zip.read(name)
        except Exception as error:  # zlib, lzma and zipfile raise what they like
            raise ReadError("read.part-damaged", source=self.source, part=name) from error


def local(element: Element) -> str:
    """Return an element's name without its namespace, which differs between two standards."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""

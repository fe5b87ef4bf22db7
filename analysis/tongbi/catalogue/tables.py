"""Reading the package's TOML tables, with errors that name file, key and value."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

from tongbi.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["entries", "load_package_table", "load_table", "require"]

_T = TypeVar("_T")


def load_package_table(name: str, package: str = "tongbi.catalogue") -> dict[str, Any]:
    """Read a TOML file that the package ships.

    Parameters
    ----------
    name : str
        Path of the file inside `package`, such as ``indicators/letters.toml``.
    package : str
        The package that holds it.

    Raises
    ------
    DataError
        Where the file is not TOML.
    """
    resource = files(package).joinpath(*name.split("/"))
    return _parse(resource.read_text(encoding="utf-8"), name)


def load_table(path: Path) -> dict[str, Any]:
    """Read a user's TOML file.

    Raises
    ------
    DataError
        Where the file is not UTF-8 or not TOML.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as err:
        raise DataError("catalogue.not-utf8", path=path, reason=err.reason) from err
    return _parse(text, str(path))


def _parse(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        raise DataError("catalogue.not-toml", file=name, reason=err) from err


def entries(
    table: Mapping[str, Any], key: str, name: str
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the tables of an array with a name for each to use in errors.

    Yields
    ------
    where : str
        Such as ``units.toml: dimension 3``.
    entry : Mapping
        The table itself.
    """
    array = table.get(key)
    if not isinstance(array, list) or not array:
        raise DataError("catalogue.no-tables", file=name, key=key)
    for number, entry in enumerate(array, start=1):
        label = entry.get("id", number) if isinstance(entry, dict) else number
        where = f"{name}: {key} {label}"
        if not isinstance(entry, dict):
            raise DataError("catalogue.not-a-table", where=where, key=key, value=repr(entry))
        yield where, entry


def require(entry: Mapping[str, Any], key: str, kind: type[_T], where: str) -> _T:
    """Return ``entry[key]``, checked for presence and type.

    Raises
    ------
    DataError
        Naming the entry, the key and the value found.
    """
    value = entry.get(key)
    name = kind.__name__
    if value is None:
        raise DataError("catalogue.key-missing", where=where, key=key, type=name)
    if not isinstance(value, kind) or value == "":
        raise DataError("catalogue.value-type", where=where, key=key, value=repr(value), type=name)
    return value

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
        raise DataError(f"{path} is not UTF-8: {err.reason}", "save it as UTF-8") from err
    return _parse(text, str(path))


def _parse(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as err:
        raise DataError(f"{name} is not valid TOML: {err}", "mend that line") from err


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
        raise DataError(f"{name}: no [[{key}]] tables", f"add one [[{key}]] table an entry")
    for number, entry in enumerate(array, start=1):
        label = entry.get("id", number) if isinstance(entry, dict) else number
        where = f"{name}: {key} {label}"
        if not isinstance(entry, dict):
            raise DataError(f"{where} is {entry!r}, not a table", f"write [[{key}]] tables")
        yield where, entry


def require(entry: Mapping[str, Any], key: str, kind: type[_T], where: str) -> _T:
    """Return ``entry[key]``, checked for presence and type.

    Raises
    ------
    DataError
        Naming the entry, the key and the value found.
    """
    value = entry.get(key)
    if not isinstance(value, kind) or value == "":
        found = "is missing" if value is None else f"is {value!r}"
        raise DataError(f"{where}: {key} {found}", f"give a {kind.__name__}")
    return value

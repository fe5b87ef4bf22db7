"""The libraries for Office files, whose own type hints are too partial to check against."""

from __future__ import annotations

import importlib
from typing import Any

from tongbi.errors import UsageError

__all__ = ["library"]


def library(name: str) -> Any:  # noqa: ANN401 - that is the point of it
    """Import a module of python-docx, python-pptx, lxml or xlsxwriter.

    Raises
    ------
    UsageError
        When it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise UsageError(
            "publish.no-office-package", package=name.split(".", maxsplit=1)[0]
        ) from error

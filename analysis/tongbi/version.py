"""The program's version, apart from the façade so that any room can print it."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"

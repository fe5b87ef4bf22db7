"""Extraction: from a document to the numbers that it states."""

from __future__ import annotations

from tongbi.extraction.explain import explain
from tongbi.extraction.statements import extract_document

__all__ = ["explain", "extract_document"]

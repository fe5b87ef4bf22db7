"""Fetching: the one room that speaks to the network."""

from __future__ import annotations

from tongbi.fetch.fetcher import Fetcher, Page

__all__ = ["Fetcher", "Page"]

"""What a site asks of programs: its robots.txt (RFC 9309)."""

from __future__ import annotations

from urllib.robotparser import RobotFileParser

__all__ = ["AGENT", "Rules"]

AGENT = "tongbi"
"""The name by which robots.txt may address this program."""

_LIMIT = 512 * 1024  # bytes that RFC 9309 asks to be read at least


class Rules:
    """The rules of one site.

    Parameters
    ----------
    data : bytes or None
        The file; None where the site has none, and everything is allowed.
    """

    def __init__(self, data: bytes | None) -> None:
        self._parser = RobotFileParser()
        text = "" if data is None else data[:_LIMIT].decode("utf-8-sig", errors="replace")
        self._parser.parse(text.splitlines())

    def allows(self, address: str) -> bool:
        """Tell whether the page may be fetched."""
        return self._parser.can_fetch(AGENT, address)

    def delay(self) -> float:
        """Return the seconds that the site asks to wait between two pages, 0 for none."""
        return float(self._parser.crawl_delay(AGENT) or 0)

"""A server on loopback with the pages of a bad day."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.server import BaseHTTPRequestHandler

REPORT = "云岭市2024年法治政府建设情况报告\n2024年，全市受理行政复议申请830件。\n"


class Site:
    """What the server gives, and what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.address = ""

    def text(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> str:
        """Give a body at a path, and return its address."""
        data = body.encode() if isinstance(body, str) else body

        def give(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data)

        return self.at(path, give)

    def at(self, path: str, give: Callable[[BaseHTTPRequestHandler], None]) -> str:
        self.pages[path] = give
        return f"{self.address}{path}"

    def then(self, path: str, *paths: str) -> str:
        """Give one page after the other at a path; the last one goes on."""
        left = list(paths)

        def give(handler: BaseHTTPRequestHandler) -> None:
            self.pages[left.pop(0) if len(left) > 1 else left[0]](handler)

        return self.at(path, give)


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, for longer than anybody should wait."""
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        try:
            handler.wfile.write(b"x")
            handler.wfile.flush()
        except OSError:
            return
        time.sleep(0.02)


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"x")

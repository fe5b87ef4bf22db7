"""Fetch a page: politely, within bounds, and never where it should not go."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

from tongbi.errors import ReadError
from tongbi.fetch.hosts import resolve
from tongbi.fetch.robots import AGENT, Rules
from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    import httpx

__all__ = ["Fetcher", "Page"]

_OK = range(200, 300)
_MOVED = frozenset({301, 302, 303, 307, 308})
_GONE = range(400, 500)
_BUSY = frozenset({408, 429, 500, 502, 503, 504})
_REDIRECTS = 5
_PATIENCE = 60.0  # seconds that a site may ask to wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address gave.

    Attributes
    ----------
    address : str
        Where the last redirect led.
    data : bytes
        The body.
    media_type : str
        As the server calls it, without parameters.
    """

    address: str
    data: bytes
    media_type: str = ""


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """Fetches pages one after the other; a context manager.

    Parameters
    ----------
    size : int
        Bytes that a page may have, after decompression.
    timeout : float
        Seconds that a connection, and each wait for data, may take.
    deadline : float
        Seconds that one page may take in all.
    retries : int
        Times that a failure which may pass is tried again.
    interval : float
        Seconds between two requests to one host, at least; robots.txt may ask for more.
    private : bool
        Whether private and loopback addresses are allowed.
    sleep : callable
        How to wait; tests put another in its place.
    """

    size: int = 64 * 2**20
    timeout: float = 20.0
    deadline: float = 180.0
    retries: int = 3
    interval: float = 1.0
    private: bool = False
    sleep: Callable[[float], None] = time.sleep
    _client: httpx.Client | None = field(default=None, init=False)
    _rules: dict[str, Rules] = field(default_factory=dict, init=False)
    _last: dict[str, float] = field(default_factory=dict, init=False)

    def __enter__(self) -> Self:
        """Open the client.

        Raises
        ------
        ReadError
            If httpx is not installed.
        """
        try:
            import httpx
        except ModuleNotFoundError as error:
            raise ReadError("fetch.no-httpx") from error
        headers = {
            "User-Agent": f"{AGENT}/{__version__}",
            "Accept-Language": "zh-CN,zh;q=0.9",
            "Accept-Encoding": "gzip, deflate",
        }
        # The environment's proxies would resolve names where the checks cannot see it.
        self._client = httpx.Client(timeout=self.timeout, headers=headers, trust_env=False)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the client."""
        if self._client is not None:
            self._client.close()

    def get(self, address: str) -> Page:
        """Fetch a page.

        Raises
        ------
        ReadError
            If robots.txt forbids it, the address or one that it leads to is not allowed, the
            page is too large or takes too long, or the server does not give it.
        """
        for _ in range(_REDIRECTS + 1):
            site = _site(address)
            if site not in self._rules:
                self._rules[site] = self._read_rules(site)
            if not self._rules[site].allows(address):
                raise ReadError("fetch.forbidden", address=address)
            status, page, target = self._patiently(address)
            if status not in _MOVED or not target:
                return _given(status, page)
            address = target
        raise ReadError("fetch.too-many-redirects", address=address, limit=_REDIRECTS)

    def _read_rules(self, site: str) -> Rules:
        address = f"{site}/robots.txt"
        for _ in range(_REDIRECTS + 1):
            status, page, target = self._patiently(address)
            if status in _MOVED and target:
                address = target
                continue
            if status in _OK:
                return Rules(page.data)
            if status in _GONE:
                return Rules(None)
            raise ReadError("fetch.rules-unanswered", address=address, status=status)
        return Rules(None)

    def _patiently(self, address: str) -> tuple[int, Page, str]:
        """Ask once, and again after a growing wait as long as the failure may pass."""
        import httpx

        for attempt in range(self.retries + 1):
            wait = 2.0**attempt
            try:
                status, page, target, asked = self._once(address)
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
                if attempt == self.retries or isinstance(error, httpx.InvalidURL):
                    name = type(error).__name__
                    if isinstance(error, httpx.TimeoutException):
                        raise ReadError("fetch.timeout", address=address, error=name) from error
                    raise ReadError("fetch.no-connection", address=address, error=name) from error
            else:
                if status not in _BUSY or attempt == self.retries:
                    return status, page, target
                wait = max(wait, asked)
            self.sleep(min(wait, _PATIENCE))
        raise AssertionError  # the last attempt has returned or raised

    def _once(self, address: str) -> tuple[int, Page, str, float]:
        """Return the status, the page, where it redirects to, and the wait that it asks for."""
        import httpx

        assert self._client is not None  # noqa: S101 - used outside of `with`: our mistake
        host = resolve(address, private=self.private)
        self._wait(_site(address))
        url = httpx.URL(address)
        extensions = {"sni_hostname": url.host} if url.scheme == "https" else {}
        headers = {"Host": url.netloc.decode("ascii")}
        begun = time.monotonic()
        with self._client.stream(
            "GET", url.copy_with(host=host), headers=headers, extensions=extensions
        ) as response:
            data = self._body(response, address, begun) if response.status_code in _OK else b""
            media = response.headers.get("Content-Type", "").partition(";")[0].strip()
            target = response.headers.get("Location", "")
            asked = response.headers.get("Retry-After", "")
            page = Page(address=address, data=data, media_type=media)
            wait = float(asked) if asked.isdecimal() else 0.0
            return response.status_code, page, urljoin(address, target) if target else "", wait

    def _body(self, response: httpx.Response, address: str, begun: float) -> bytes:
        chunks: list[bytes] = []
        length = 0
        for chunk in response.iter_bytes():  # as they come: a size would wait for a whole one
            length += len(chunk)
            if length > self.size:
                raise ReadError("fetch.too-large", address=address, size=_size(self.size))
            if time.monotonic() - begun > self.deadline:
                raise ReadError("fetch.too-slow", address=address, seconds=self.deadline)
            chunks.append(chunk)
        return b"".join(chunks)

    def _wait(self, site: str) -> None:
        """Leave a pause between two requests to one site."""
        rules = self._rules.get(site)
        pause = min(max(self.interval, rules.delay() if rules else 0.0), _PATIENCE)
        last = self._last.get(site)
        if last is not None and (left := last + pause - time.monotonic()) > 0:
            self.sleep(left)
        self._last[site] = time.monotonic()


def _given(status: int, page: Page) -> Page:
    """Return a page that was given; anything else is told."""
    if status not in _OK:
        raise ReadError("fetch.refused", address=page.address, status=status)
    if not page.data:
        raise ReadError("fetch.empty", address=page.address)
    return page


def _site(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _size(count: int) -> str:
    return f"{count // 2**20} MB" if count >= 2**20 else f"{count} B"

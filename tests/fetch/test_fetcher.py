"""Fetching: patient with what may pass, strict with the rest."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pytest
from tests.fetch.server import REPORT, drip, hang_up

from tongbi.errors import ReadError
from tongbi.fetch import Fetcher
from tongbi.fetch.hosts import resolve

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.server import BaseHTTPRequestHandler

    from tests.fetch.server import Site


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def get(slept: list[float]) -> Callable[..., bytes]:
    def fetch(address: str, **options: Any) -> bytes:
        settings: dict[str, Any] = {
            "private": True,
            "interval": 0.0,
            "timeout": 1.0,
            "sleep": slept.append,
        }
        with Fetcher(**(settings | options)) as fetcher:
            return fetcher.get(address).data

    return fetch


def test_page_is_fetched(site: Site, get: Callable[..., bytes]) -> None:
    """The body comes as it was sent, after a look at robots.txt, under the program's name."""
    assert REPORT.encode() == get(site.text("/a.txt", REPORT))
    assert ["/robots.txt", "/a.txt"] == site.asked
    assert site.headers[1]["User-Agent"].startswith("tongbi/")
    assert site.address.endswith(site.headers[1]["Host"])


def test_passing_failures_are_tried_again(
    site: Site, get: Callable[..., bytes], slept: list[float]
) -> None:
    """A busy server is asked again after growing waits, or when it asks to be."""
    site.text("/1", "", status=503)
    site.text("/2", "", status=429, Retry_After="7")
    site.text("/3", REPORT)
    assert REPORT.encode() == get(site.then("/a", "/1", "/2", "/3"))
    assert [1.0, 7.0] == slept


@pytest.mark.parametrize("status", [403, 404, 410])
def test_lasting_failures_are_not(
    site: Site, get: Callable[..., bytes], slept: list[float], status: int
) -> None:
    """A page that is not there is told at once."""
    with pytest.raises(ReadError, match=f"服务器答复 {status} — 请检查网址"):
        get(site.text("/a", "x", status=status))
    assert [] == slept


def test_server_that_stays_busy(site: Site, get: Callable[..., bytes], slept: list[float]) -> None:
    """After the last try the server's answer is told."""
    with pytest.raises(ReadError, match="服务器答复 503"):
        get(site.text("/a", "", status=503), retries=2)
    assert [1.0, 2.0] == slept


def test_connection_that_breaks(site: Site, get: Callable[..., bytes]) -> None:
    """A body that ends early is no page."""
    with pytest.raises(ReadError, match=r"连接失败.*请检查网络"):
        get(site.at("/a", hang_up), retries=1)
    assert 2 == site.asked.count("/a")


def test_nobody_listens(get: Callable[..., bytes]) -> None:
    """A closed port is told."""
    with pytest.raises(ReadError, match="连接失败"):
        get("http://127.0.0.1:9/", retries=0)


def test_page_that_drips(site: Site, get: Callable[..., bytes]) -> None:
    """A server that sends a byte now and then is left after the deadline."""
    with pytest.raises(ReadError, match=r"0\.3 秒内没有读完"):
        get(site.at("/a", drip), deadline=0.3)


def test_server_that_is_silent(site: Site, get: Callable[..., bytes]) -> None:
    """A server that does not answer is left after the timeout."""

    def wait(handler: BaseHTTPRequestHandler) -> None:
        del handler
        import time

        time.sleep(0.6)

    with pytest.raises(ReadError, match="超时"):
        get(site.at("/a", wait), timeout=0.2, retries=0)


@pytest.mark.parametrize("packed", [False, True])
def test_page_that_is_too_large(site: Site, get: Callable[..., bytes], packed: bool) -> None:
    """The limit counts what is unpacked, so a small bomb is one too."""
    body = b"x" * 2_000_000
    address = site.text("/a", body)
    if packed:
        address = site.text("/a", gzip.compress(body), Content_Encoding="gzip")
    with pytest.raises(ReadError, match="超过 1 MB"):
        get(address, size=2**20)


def test_redirects_are_followed(site: Site, get: Callable[..., bytes]) -> None:
    """A moved page is fetched from where it is now."""
    site.text("/new", REPORT)
    assert REPORT.encode() == get(site.text("/old", "", status=301, Location="new"))


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("file:///etc/passwd", "不是 http 或 https"),
        ("ftp://example.com/x", "不是 http 或 https"),
        ("/a", "转向超过 5 次"),
    ],
)
def test_redirects_that_are_not(
    site: Site, get: Callable[..., bytes], target: str, told: str
) -> None:
    """A redirect to a file, another protocol or itself is refused."""
    with pytest.raises(ReadError, match=told):
        get(site.text("/a", "", status=302, Location=target))


def test_robots_are_heeded(site: Site, get: Callable[..., bytes]) -> None:
    """A page that the site does not want programs to read is not asked for."""
    site.text("/robots.txt", "User-agent: *\nDisallow: /private/\n")
    address = site.text("/private/a", REPORT)
    with pytest.raises(ReadError, match=r"robots\.txt 不允许"):
        get(address)
    assert ["/robots.txt"] == site.asked


def test_rate_is_polite(site: Site, slept: list[float]) -> None:
    """Between two requests to a site there is a pause, as long as robots.txt asks for."""
    site.text("/robots.txt", "User-agent: *\nCrawl-delay: 9\n")
    site.text("/a", REPORT)
    with Fetcher(private=True, sleep=slept.append) as fetcher:
        fetcher.get(f"{site.address}/a")
        fetcher.get(f"{site.address}/a")
    assert [9, 9] == [round(pause) for pause in slept]


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://2130706433/",
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    """An address inside of the network is refused unless it is allowed."""
    with pytest.raises(ReadError, match=r"是内部地址 — .*--private"):
        resolve(address, private=False)


def test_redirect_to_a_private_address(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    """A public page that redirects inside of the network is not followed."""
    from tongbi.fetch import fetcher as room

    first = [True]

    def public_once(address: str, *, private: bool) -> str:
        if first and site.address in address and "secret" not in address:
            return "127.0.0.1"
        return resolve(address, private=private)

    monkeypatch.setattr(room, "resolve", public_once)
    site.text("/secret", "x")
    target = f"{site.address}/secret"
    with Fetcher(interval=0.0) as fetcher, pytest.raises(ReadError, match="是内部地址"):
        fetcher.get(site.text("/a", "", status=302, Location=target))
    assert "/secret" not in site.asked


@pytest.mark.parametrize("address", ["http:///x", "http://[x/", "gopher://a/", "http://a:99999/"])
def test_what_is_no_address(address: str) -> None:
    """An address that cannot be asked is told."""
    with pytest.raises(ReadError, match=r"不是.*网址"):
        resolve(address, private=False)

"""Help in English: complete, nothing left over, and the commands themselves untouched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
import pytest

from tongbi.cli import cli, run
from tongbi.cli.english import table

if TYPE_CHECKING:
    from collections.abc import Iterator

HAN = re.compile(r"[一-鿿、。]")
NAMES = cli.list_commands(click.Context(cli))


def texts(command: click.Command) -> Iterator[str]:
    """Yield all help texts of a command and of those below it."""
    yield command.help or ""
    for param in command.params:
        if isinstance(param, click.Option):
            yield param.help or ""
            yield param.show_default if isinstance(param.show_default, str) else ""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from texts(below)


def test_every_text_has_its_english_and_no_other() -> None:
    """A text that changes in the code changes its key in the table, too."""
    assert {text for text in texts(cli) if HAN.search(text)} == table().keys()


@pytest.mark.parametrize("name", [[], *([name] for name in NAMES)], ids=" ".join)
def test_help_is_english_on_request(name: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Names of Chinese cities apart, no Chinese is left; without the request it is back."""
    assert run(["--lang", "en", *name, "--help"]) == 0
    english = capsys.readouterr().out
    assert not re.search(r"[。；，：]", english)

    assert run([*name, "--help"]) == 0
    chinese = capsys.readouterr().out
    assert HAN.search(chinese)
    assert chinese != english


def test_help_of_a_command_below_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Groups speak as their parents do, and so do defaults."""
    assert run(["--lang", "en", "chart", "trend", "--help"]) == 0
    out = capsys.readouterr().out

    assert "Indicator NAME over the years" in out
    assert "[default: (as the global --lang)]" in " ".join(out.split())


def test_environment_chooses_the_language_of_the_help(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for all that tongbi says."""
    monkeypatch.setenv("TONGBI_LANG", "en")
    assert run(["remove", "--help"]) == 0

    assert "Take REPORT and its table of figures out of the registry" in capsys.readouterr().out

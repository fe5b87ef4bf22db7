"""The help of the commands in English: Chinese stands beside the code, English in ``help.toml``."""

from __future__ import annotations

from copy import copy
from functools import cache

import click

__all__ = ["in_english", "table"]


@cache
def table() -> dict[str, str]:
    """Return the English of each help text, by the Chinese."""
    from tongbi.catalogue.tables import load_package_table

    english: dict[str, str] = load_package_table("help.toml", "tongbi.cli")["en"]
    return english


def in_english(command: click.Command) -> click.Command:
    """Return a command whose help, and that of its options and commands, is English.

    The command itself stays as it is. What has no English yet is left in Chinese.
    """
    english = table()
    copied = copy(command)
    copied.help = english.get(command.help or "", command.help)
    copied.params = [_option(param) for param in command.params]
    if isinstance(copied, click.Group):
        copied.commands = {name: in_english(own) for name, own in copied.commands.items()}
    return copied


def _option(param: click.Parameter) -> click.Parameter:
    """Return a parameter with English help; arguments have none of their own."""
    if not isinstance(param, click.Option):
        return param
    copied, english = copy(param), table()
    copied.help = english.get(param.help or "", param.help)
    if isinstance(param.show_default, str):
        copied.show_default = english.get(param.show_default, param.show_default)
    return copied

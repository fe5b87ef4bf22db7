"""Options that several commands have."""

from __future__ import annotations

import click

from tongbi import language

__all__ = ["lang_option"]

lang_option = click.option(
    "--lang",
    type=click.Choice(language.LANGUAGES),
    default=language.current,
    show_default="同全局的 --lang",
    help="所写内容的语言。",
)
"""The language of what a command makes: that in which tongbi speaks, unless it is given."""

"""The command line: thin commands that parse, call and print.

Each command lives in a file of its own and is imported only when it is used, so that
``tongbi --help`` answers at once. What the user did wrong is told in one line on stderr with
exit code 2, here and nowhere else.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
from contextvars import copy_context
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import click

from tongbi import language
from tongbi.cli.speaking import Manner, behave, complain, manner, note, sentence
from tongbi.errors import TongbiError, UsageError
from tongbi.language import LANGUAGES
from tongbi.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

USER_ERROR = 2
INTERRUPTED = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """Where a command lives, and what the overview says of it in either language."""

    target: str
    zh: str
    en: str


_COMMANDS = {
    "build": _Entry(
        target="tongbi.cli.build:command",
        zh="读取 reports/，生成数据表、图表、笔记本和网页",
        en="the main job: tables, charts, notebooks and a page",
    ),
    "doctor": _Entry(
        target="tongbi.cli.doctor:command",
        zh="检查运行环境",
        en="check that everything is there",
    ),
    "extract": _Entry(
        target="tongbi.cli.extract:command",
        zh="列出一份报告中的全部数字陈述",
        en="statements of one report",
    ),
    "compare": _Entry(
        target="tongbi.cli.compare:command",
        zh="对比两个年度的报告",
        en="year-over-year changes of two reports",
    ),
    "audit": _Entry(
        target="tongbi.cli.audit:command",
        zh="核对报告自身及与上年报告的数字",
        en="check figures against each other",
    ),
    "chart": _Entry(
        target="tongbi.cli.chart:command",
        zh="绘制指标趋势图",
        en="trend chart of an indicator",
    ),
    "brief": _Entry(
        target="tongbi.cli.brief:command",
        zh="生成简报：Excel、PPT、Word、网页",
        en="briefing of one report",
    ),
    "notebook": _Entry(
        target="tongbi.cli.notebook:command",
        zh="运行或复制笔记本",
        en="run or copy the notebooks",
    ),
    "update": _Entry(
        target="tongbi.cli.update:command",
        zh="年度例行，一步完成",
        en="the yearly routine in one step",
    ),
    "review": _Entry(
        target="tongbi.cli.review:command",
        zh="生成可逐项核阅的网页",
        en="a page to judge what was read",
    ),
    "corrections": _Entry(
        target="tongbi.cli.corrections:command",
        zh="把核阅结论并入 reports/",
        en="apply a person's verdicts",
    ),
    "export": _Entry(
        target="tongbi.cli.export:command",
        zh="导出序列为通用格式",
        en="series in open formats",
    ),
    "import": _Entry(
        target="tongbi.cli.import_:command",
        zh="从表格导入指标",
        en="figures from a spreadsheet",
    ),
    "add": _Entry(
        target="tongbi.cli.reports:add",
        zh="登记一份报告",
        en="register a report",
    ),
    "fetch": _Entry(
        target="tongbi.cli.fetch:command",
        zh="下载已登记报告的原文",
        en="get the sources of registered reports",
    ),
    "verify": _Entry(
        target="tongbi.cli.verify:command",
        zh="核对登记的数字是否仍在原文原处",
        en="whether the figures still stand in their sources",
    ),
    "list": _Entry(
        target="tongbi.cli.reports:list_",
        zh="列出已登记的报告",
        en="registered reports",
    ),
    "show": _Entry(
        target="tongbi.cli.reports:show",
        zh="显示一份已登记的报告",
        en="one registered report",
    ),
    "remove": _Entry(
        target="tongbi.cli.reports:remove",
        zh="删除一份已登记的报告",
        en="remove a report",
    ),
}


class _LazyGroup(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        entry = _COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, name = entry.target.partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101 - a wrong table is our mistake
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; where its help is asked for, as it is said in the current language."""
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and not set(ctx.help_option_names).isdisjoint(rest):
            command = _spoken(command)
        return name, command, rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview in the current language."""
        click.Group.format_help(cast("click.Group", _spoken(self)), ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview from the table, so that no command is imported for it."""
        del ctx
        english = language.current() == "en"
        with formatter.section("Commands"):
            formatter.write_dl(
                (name, entry.en if english else f"{entry.zh}（{entry.en}）")
                for name, entry in _COMMANDS.items()
            )


def _spoken(command: click.Command) -> click.Command:
    """Return a command with its help in the current language."""
    if language.current() != "en":
        return command
    from tongbi.cli.english import in_english

    return in_english(command)


def _speak(context: click.Context, _param: click.Parameter, lang: str | None) -> str | None:
    """Choose the language before a help that stands behind it is written."""
    del context
    if lang is not None:
        language.use(lang)
    return lang


_OVERVIEW = """同比：读取中文年度报告，逐年对比，核对，制图。

Read Chinese official annual reports, compare them year over year, audit and chart them.
"""


@click.group(
    cls=_LazyGroup, help=_OVERVIEW, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, "-V", "--version", prog_name="tongbi")
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    callback=_speak,
    is_eager=True,
    expose_value=False,
    help="所说的语言（language）；默认 TONGBI_LANG 或 zh。",
)
@click.option("--quiet", "-q", is_flag=True, help="只输出结果和错误（results and errors only）。")
@click.option(
    "--verbose", "-v", is_flag=True, help="出错时给出位置，并报用时（tracebacks and times）。"
)
@click.option("--no-color", is_flag=True, help="不用颜色（no colours），同环境变量 NO_COLOR。")
@click.pass_context
def cli(context: click.Context, /, quiet: bool, verbose: bool, no_color: bool) -> None:
    """Take the global options; the commands are gathered here."""
    if quiet and verbose:
        raise UsageError("cli.quiet-and-verbose")
    plain = no_color or bool(os.environ.get("NO_COLOR"))
    if plain:
        context.color = False
    behave(Manner(quiet=quiet, verbose=verbose, colour=not plain))


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    Parameters
    ----------
    args : sequence of str, optional
        Arguments to use instead of ``sys.argv[1:]``.
    """
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0, 1 (findings), 2 (user error) or 130.

    Language and manner hold for this run alone.
    """
    return copy_context().run(_run, args)


def _run(args: Sequence[str] | None) -> int:
    begun = time.monotonic()
    try:
        code = cli.main(args=args, standalone_mode=False)
        sys.stdout.flush()  # so that a closed pipe shows here, not while the interpreter ends
    except (click.exceptions.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output has gone (`tongbi list | head`): nothing to say, no traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (TongbiError, OSError) as error:
        return _refuse(error)
    if manner().verbose:
        note("took", what=sentence("whole"), seconds=time.monotonic() - begun)
    return code if isinstance(code, int) else 0


def _refuse(error: TongbiError | OSError) -> int:
    """Tell what the user did wrong; where it was noticed too, if they asked for it."""
    if manner().verbose:
        import traceback

        traceback.print_exception(error)
    complain("error", what=_of_system(error) if isinstance(error, OSError) else error)
    return USER_ERROR


def _of_system(error: OSError) -> TongbiError:
    """Return what the system refused as an error with a remedy."""
    reason = error.strerror or error
    if error.filename is None:
        return UsageError("cli.unnamed-file", reason=reason)
    return UsageError("cli.file", path=error.filename, reason=reason)

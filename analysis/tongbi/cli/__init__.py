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
from typing import TYPE_CHECKING

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
    """Where a command lives, and the line that the overview shows for it."""

    target: str
    help: str


_COMMANDS = {
    "build": _Entry(
        target="tongbi.cli.build:command",
        help="读取 reports/，生成数据表、图表、笔记本和网页（main job）",
    ),
    "doctor": _Entry(
        target="tongbi.cli.doctor:command",
        help="检查运行环境（is everything there）",
    ),
    "extract": _Entry(
        target="tongbi.cli.extract:command",
        help="列出一份报告中的全部数字陈述（statements of one report）",
    ),
    "compare": _Entry(
        target="tongbi.cli.compare:command",
        help="对比两个年度的报告（year-over-year changes of two reports）",
    ),
    "audit": _Entry(
        target="tongbi.cli.audit:command",
        help="核对报告自身及与上年报告的数字（check figures against each other）",
    ),
    "chart": _Entry(
        target="tongbi.cli.chart:command",
        help="绘制指标趋势图（trend chart of an indicator）",
    ),
    "brief": _Entry(
        target="tongbi.cli.brief:command",
        help="生成简报：Excel、PPT、Word、网页（briefing of one report）",
    ),
    "notebook": _Entry(
        target="tongbi.cli.notebook:command",
        help="运行或复制笔记本（run or copy the notebooks）",
    ),
    "update": _Entry(
        target="tongbi.cli.update:command",
        help="年度例行，一步完成（the yearly routine in one step）",
    ),
    "review": _Entry(
        target="tongbi.cli.review:command",
        help="生成可逐项核阅的网页（a page to judge what was read）",
    ),
    "corrections": _Entry(
        target="tongbi.cli.corrections:command",
        help="把核阅结论并入 reports/（apply a person's verdicts）",
    ),
    "export": _Entry(
        target="tongbi.cli.export:command",
        help="导出序列为通用格式（series in open formats）",
    ),
    "import": _Entry(
        target="tongbi.cli.import_:command",
        help="从表格导入指标（figures from a spreadsheet）",
    ),
    "add": _Entry(
        target="tongbi.cli.reports:add",
        help="登记一份报告（register a report）",
    ),
    "fetch": _Entry(
        target="tongbi.cli.fetch:command",
        help="下载已登记报告的原文（get the sources of registered reports）",
    ),
    "verify": _Entry(
        target="tongbi.cli.verify:command",
        help="核对登记的数字是否仍在原文原处（do the figures still stand in their sources）",
    ),
    "list": _Entry(
        target="tongbi.cli.reports:list_",
        help="列出已登记的报告（registered reports）",
    ),
    "show": _Entry(
        target="tongbi.cli.reports:show",
        help="显示一份已登记的报告（one registered report）",
    ),
    "remove": _Entry(
        target="tongbi.cli.reports:remove",
        help="删除一份已登记的报告（remove a report）",
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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview from the table, so that no command is imported for it."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in _COMMANDS.items()])


_OVERVIEW = """同比：读取中文年度报告，逐年对比，核对，制图。

Read Chinese official annual reports, compare them year over year, audit and chart them.
"""


@click.group(
    cls=_LazyGroup, help=_OVERVIEW, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, "-V", "--version", prog_name="tongbi")
@click.option(
    "--lang", type=click.Choice(LANGUAGES), help="所说的语言（language）；默认 TONGBI_LANG 或 zh。"
)
@click.option("--quiet", "-q", is_flag=True, help="只输出结果和错误（results and errors only）。")
@click.option(
    "--verbose", "-v", is_flag=True, help="出错时给出位置，并报用时（tracebacks and times）。"
)
@click.option("--no-color", is_flag=True, help="不用颜色（no colours），同环境变量 NO_COLOR。")
@click.pass_context
def cli(
    context: click.Context, /, lang: str | None, quiet: bool, verbose: bool, no_color: bool
) -> None:
    """Take the global options; the commands are gathered here."""
    if lang is not None:
        language.use(lang)
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

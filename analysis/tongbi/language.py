"""The language in which tongbi speaks to its user: Chinese unless English is asked for.

It is chosen for the running context with :func:`use`, as the command line does, or for every
program by the environment variable ``TONGBI_LANG``. What a function makes for a reader (a chart,
a briefing) has a language of its own, its parameter ``lang``.
"""

from __future__ import annotations

import os
from contextvars import ContextVar

__all__ = ["DEFAULT", "LANGUAGES", "VARIABLE", "current", "use"]

LANGUAGES = ("zh", "en")
DEFAULT = "zh"

VARIABLE = "TONGBI_LANG"
"""The environment variable that chooses the language where nothing else does."""

_chosen: ContextVar[str | None] = ContextVar("tongbi_language", default=None)


def current() -> str:
    """Return the language in which to speak: ``zh`` or ``en``.

    The variable may hold a locale, such as ``en_GB.UTF-8``; anything but Chinese and English is
    taken for the default, because an error must be told whatever the environment holds.

    Examples
    --------
    >>> from contextvars import copy_context
    >>> def english() -> str:
    ...     use("en")
    ...     return current()
    >>> copy_context().run(english)
    'en'
    """
    chosen = _chosen.get()
    if chosen is not None:
        return chosen
    named = os.environ.get(VARIABLE, "")[:2].lower()
    return named if named in LANGUAGES else DEFAULT


def use(lang: str) -> None:
    """Choose the language of the running context: this thread, this task.

    Parameters
    ----------
    lang : {"zh", "en"}
        The language.

    Raises
    ------
    ValueError
        When it is neither.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"language {lang!r} is not known: use zh or en")
    _chosen.set(lang)

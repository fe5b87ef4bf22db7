"""The committed notebooks: made from one source, without outputs, short."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tongbi.errors import DataError, NotFoundError
from tongbi.publish.notebook import shipped
from tongbi.publish.notebook_editions import LANGUAGES, NAMES, edition, made, path_of

if TYPE_CHECKING:
    from pathlib import Path

PARAMETERS = ["issuer", "years", "reports", "lang"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_committed_notebook_is_current(name: str, lang: str) -> None:
    """It is what its source gives; after a change of the source, `make editions` writes it."""
    source = shipped() / "cells" / f"{name}.toml"
    assert path_of(name, lang).read_bytes() == made(source, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_notebooks_are_kept_without_outputs(lang: str) -> None:
    """No outputs, fixed ids, one parameters cell of known names, no logic in cells."""
    for path in edition(lang):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
        assert [c["id"] for c in cells] == [f"cell-{n:02}" for n in range(1, len(cells) + 1)]
        [tagged] = [c for c in code if "parameters" in c["metadata"].get("tags", [])]
        names = [line.split(" =")[0] for line in tagged["source"] if " = " in line]
        assert names[:4] == PARAMETERS
        told = "".join("".join(cell["source"]) for cell in code)
        assert not re.search(
            r"\b(for|if|def|while|lambda|import \w+ as)\b", re.sub(r"#.*", "", told)
        )


def test_no_other_notebook_lies_about() -> None:
    """Each .ipynb has its source."""
    found = {
        path.name for folder in (shipped(), shipped() / "en") for path in folder.glob("*.ipynb")
    }
    assert found == {f"{name}.ipynb" for name in NAMES}


def test_unknown_name_is_answered_with_those_that_there_are() -> None:
    """The message lists the notebooks."""
    with pytest.raises(
        NotFoundError, match=r"没有名为“none”的笔记本.*facts、yearly、audit、briefing"
    ):
        path_of("none")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[cells]]\nzh = "一"\n', "第 1 格"),
        ('[[cells]]\ncode = "x = 1  # $x"\n[cells.zh]\nx = "一"\n[cells.en]\n', "的 en 没有 x"),
    ],
)
def test_missing_language_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """A cell that lacks one of the two languages is an error that names it."""
    source = tmp_path / "bad.toml"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=message):
        made(source, "en")

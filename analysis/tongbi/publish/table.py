"""A table that a notebook shows whole, with its text at the left and its figures at the right."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Table"]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Table:
    """Rows of words and figures as a reader sees them.

    Attributes
    ----------
    columns : tuple of str
        The headings.
    rows : tuple of tuple of str
        The cells, in the reader's form.
    figures : frozenset of int
        Numbers of the columns that hold figures.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        if not self.rows:
            return "—"
        return self.frame().to_string(index=False)

    def frame(self) -> pd.DataFrame:
        """Return the same as a DataFrame of texts."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(self.columns), dtype="str")

    def _repr_html_(self) -> str:
        """Return the table as HTML; what comes from reports is escaped."""
        if not self.rows:
            return "<p>—</p>"
        head = "".join(f"<th{self._side(i)}>{escape(c)}</th>" for i, c in enumerate(self.columns))
        body = "\n".join(
            "<tr>"
            + "".join(f"<td{self._side(i)}>{escape(cell)}</td>" for i, cell in enumerate(row))
            + "</tr>"
            for row in self.rows
        )
        return (
            '<div style="max-height: 32rem; overflow: auto">\n'
            f"<table><thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
        )

    def _side(self, column: int) -> str:
        side = "right; white-space: nowrap" if column in self.figures else "left"
        return f' style="text-align: {side}"'

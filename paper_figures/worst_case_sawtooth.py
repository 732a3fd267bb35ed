"""How far Stechkin's dimension-free bound is from the exact worst case: a sawtooth that returns to 1."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FormatStrFormatter, NullLocator

from lqtheory.figures import COLOURS, curves, tightness
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, sig, span
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("worst_case_sawtooth", 1),)
IN_ONE_COLUMN = OneColumn(1, 4.6, words={"Right:": "Below:"})
_LOOKS = (("vermilion", "o"), ("green", "s"), ("blue", "^"), ("black", "D"))


def draw(tables: Mapping[str, Table]) -> Figure:
    """Left the ratio, right the loss on a logarithmic axis, where the attained bound is a gap in the line.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["worst_case_sawtooth"]
    figure = Figure(figsize=(TWO_COLUMNS, 2.6), layout="constrained")
    ratio, loss = figure.subplots(1, 2)
    pairs = [values for values, _ in table.groups("q", "p")]
    looks = [_look(q, p, *look) for (q, p), look in zip(pairs, _LOOKS, strict=True)]
    tightness(ratio, table, "k", ("q", "p"), looks)
    ratio.set(ylabel="exact worst case / Stechkin's bound", ylim=(0.25, 1.03), xscale="log", xlim=(0.93, 65))
    ratio.xaxis.set_major_locator(FixedLocator([1, 2, 3, 5, 10, 20, 30, 60]))
    ratio.xaxis.set_minor_locator(NullLocator())
    ratio.xaxis.set_major_formatter(FormatStrFormatter("%d"))
    ratio.legend(loc="lower right")
    for (_, part), look in zip(table.groups("q", "p"), looks, strict=True):
        curves(loss, part, "k", {"loss": look})
    loss.set(ylabel="ln(bound / exact); gaps: attained", yscale="log", ylim=(4e-6, 3), xlim=(0, 61))
    for ax in (ratio, loss):
        ax.set_xlabel("entries kept $k$")
    return figure


def claims(tables: Mapping[str, Table]) -> dict[str, bool]:
    """Sentences about the rows that are drawn, and whether they hold.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    dict of str to bool
    """
    table = tables["worst_case_sawtooth"]
    ratio, first, later = table.array("ratio"), table.where(k=1), table.filter(lambda row: row["k"] >= 20)
    return {
        f"The bound is never exceeded, in {len(table)} cases.": always(ratio <= 1),
        f"At k = 1 the worst case is {span(first.array('ratio'))} times the bound.": always(
            first.array("ratio") < 1 + 1e-12
        ),
        f"From k = 20 on it is at least {sig(later.array('ratio').min(), 4)} of it.": always(
            later.array("ratio") > 0.99
        ),
        f"At q = 1/4 the loss rises again after falling: {_rises(table.where(q=0.25))} times up to k = 60.": bool(
            _rises(table.where(q=0.25)) > 3
        ),
    }


def caption(tables: Mapping[str, Table]) -> str:
    """What is drawn, and the sentences of :func:`claims`.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    str
    """
    drawn = (
        "Exact worst case of the best k-term error over vectors of ℓ_q norm one, in any dimension, over Stechkin's "
        "bound, which assumes the same. Both are computed, nothing is sampled. Right: logarithm of the inverse "
        "ratio; gaps in a line: the bound is attained."
    )
    return caption_of(drawn, claims(tables))


def _rises(part: Table) -> int:
    """How often the loss begins to rise as k grows."""
    up = np.diff(part.sorted_by("k").array("loss")) > 0
    return int((up[1:] & ~up[:-1]).sum())


def _look(q: float, p: float, colour: str, marker: str) -> dict[str, Any]:
    label = f"$q={_text(q)},\\ p={_text(p)}$"
    return {"color": COLOURS[colour], "marker": marker, "markersize": 2.2, "linewidth": 0.8, "label": label}


def _text(value: float) -> str:
    exact = Fraction(value)
    return f"{exact}" if exact.denominator <= 16 else f"{value:g}"

"""What the public code's second count of zeros adds to its prediction on trained networks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, counts, sig
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("zero_rows_of_limits", 1),)
IN_ONE_COLUMN = OneColumn(1, 5.6, words={"Left:": "Above:", "Right:": "Below:"})
_EXHIBITS: dict[str, dict[str, Any]] = {
    "exhibit": {"marker": "o", "color": COLOURS["blue"], "label": "public numerics, zeros counted once"},
    "exhibit with zeros": {"marker": "x", "color": COLOURS["vermilion"], "label": "and counted twice, as there"},
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """Left the exhibits against the published formula, right what the zeros add, by their share.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["zero_rows_of_limits"].where(factor=1.0)
    figure = Figure(figsize=(TWO_COLUMNS, 3.0), layout="constrained")
    left, right = figure.subplots(1, 2)
    look = {"linestyle": "none", "markersize": 3.4, "markerfacecolor": "none", "markeredgewidth": 0.8}
    for name, own in _EXHIBITS.items():
        left.plot(table.array("published"), table.array(name), **look, **own)
    ends = [0.35, 1.0]
    left.plot(ends, ends, color="0.6", linewidth=0.7, zorder=0)
    left.set(xlabel="published formula, direct quadrature", ylabel="as the public code computes it")
    right.plot(
        table.array("zero_share"), table.array("exhibit with zeros") - table.array("exhibit"), marker="D",
        color=COLOURS["purple"], **look,
    )  # fmt: skip
    right.axhline(0.0, color="0.6", linewidth=0.7, zorder=0)
    right.set(xlabel="share of zero rows of the Hessian", ylabel="what the second count adds")
    figure.legend(loc="outside lower center", ncols=2)
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
    table = tables["zero_rows_of_limits"].where(factor=1.0)
    once, twice, formula = (table.array(name) for name in (*_EXHIBITS, "published"))
    off = {name: np.abs(values - formula) for name, values in (("once", once), ("twice", twice))}
    return {
        f"Up to {sig(table.array('zero_share').max(), 2)} of the sampled rows are zero, "
        f"{sig(table.array('zero_share').mean(), 2)} on average.": bool(table.array("zero_share").mean() > 0.1),
        f"Counting them twice adds {sig((twice - once).mean(), 2)} on average, at most {sig((twice - once).max(), 2)}, "
        "and never takes anything away.": always(twice >= once),
        f"Without it the public numerics are {sig(off['once'].mean(), 2)} off the formula on average, with it "
        f"{sig(off['twice'].mean(), 2)}: one error hides a part of the other.": bool(
            off["twice"].mean() < off["once"].mean()
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
    rows = tables["zero_rows_of_limits"].where(factor=1.0)
    drawn = (
        "Predicted pruned share of trained networks, one point for each of "
        f"{counts([len(rows)], 'network')}. Left: the numerics of the public code, as recalled, "
        "against direct quadrature of the same Ritz values; its arg min over ratios, rounded norm and smoothed density "
        "in both. Right: what its second count of zeros adds, by the share of rows that it samples and takes for zero."
    )
    return caption_of(drawn, claims(tables))

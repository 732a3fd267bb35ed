"""Predicted pruning limits against random rotations: thresholds of every predictor, and success frequencies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import caption_of, sig
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("planted_pruning_limits", 1),)
IN_ONE_COLUMN = OneColumn(1, 6.0, words={"Left:": "Above:", "Right:": "Below:"})
_PREDICTORS: dict[str, dict[str, Any]] = {
    "slice": {"marker": "o", "color": COLOURS["blue"], "label": "slice orthogonal to the pruned weights"},
    "published": {"marker": "v", "color": COLOURS["vermilion"], "label": "published formula"},
    "generic cone": {"marker": "^", "color": COLOURS["green"], "label": "cone, subspace in general position"},
    "jensen": {"marker": "s", "color": COLOURS["orange"], "label": "published, mean curvature only"},
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """Left the limits, right how often a mask of given size is feasible.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["planted_pruning_limits"]
    figure = Figure(figsize=(TWO_COLUMNS, 3.3), layout="constrained")
    left, right = figure.subplots(1, 2)
    for name, look in _PREDICTORS.items():
        part = table.where(predictor=name)
        bars = [part.array("measured") - part.array("low"), part.array("high") - part.array("measured")]
        left.errorbar(
            part.array("measured"), part.array("predicted"), xerr=bars, linestyle="none", markersize=3.6,
            elinewidth=0.5, markeredgewidth=0.7, markerfacecolor="none", **look,
        )  # fmt: skip
    _diagonal(left)
    left.set_xlabel("share of weights that half of the rotations let be pruned")
    left.set_ylabel("predicted share")
    success = table.filter(lambda row: row["predictor"].startswith("success"))
    bars = [success.array("measured") - success.array("low"), success.array("high") - success.array("measured")]
    right.errorbar(
        success.array("predicted"), success.array("measured"), yerr=bars, marker="o", markersize=3.2,
        linestyle="none", color=COLOURS["blue"], elinewidth=0.5, markerfacecolor="none", markeredgewidth=0.7,
    )  # fmt: skip
    _diagonal(right)
    right.set_xlabel("predicted by the slice to second order (formal)")
    right.set_ylabel("share of rotations that are feasible")
    right.set_title("near the threshold; bars: 3 standard errors", fontsize=7)
    figure.legend(handles=left.get_legend_handles_labels()[0], loc="outside lower center", ncols=2)
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
    table = tables["planted_pruning_limits"]
    gap = {name: np.abs(table.where(predictor=name).array("gap")) for name in _PREDICTORS}
    success = table.filter(lambda row: row["predictor"].startswith("success"))
    error = np.abs(success.array("measured") - success.array("predicted"))
    return {
        f"The slice is off by {sig(gap['slice'].mean(), 2)} on average over {gap['slice'].size} planted losses, "
        f"the published "
        f"formula by {sig(gap['published'].mean(), 2)}, the cone in general position by "
        f"{sig(gap['generic cone'].mean(), 2)}.": bool(gap["slice"].mean() < 0.1 * gap["published"].mean()),
        f"Its largest error is {sig(gap['slice'].max(), 2)}.": bool(gap["slice"].max() < 0.02),
        f"Near the threshold predicted and measured shares of rotations differ by at most {sig(error.max(), 2)}.": bool(
            error.max() < 0.15
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
        "Quadratic losses with known eigenvalues, rotated at random. Left: share of weights that half of the "
        "rotations let be pruned (bars: interval of that median) against four predictions. Right: share of "
        "rotations at which a mask of given size is feasible, bars of 3 standard errors, against the slice to "
        "second order, a formal expansion. All predictions assume a quadratic loss with eigenvectors in general "
        "position, as is true here."
    )
    return caption_of(drawn, claims(tables))


def _diagonal(ax: Axes) -> None:
    ax.plot([0, 1], [0, 1], color="0.6", linewidth=0.7, zorder=0)
    ax.set_xlim(-0.03, 1.03)
    ax.set_ylim(-0.03, 1.03)

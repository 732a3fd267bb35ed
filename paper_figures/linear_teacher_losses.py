"""Loss of a linear teacher against the share pruned: one-shot, retrained, optimal brain surgeon, and the floor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, counts, sig
from paper_figures.style import POINT, TWO_COLUMNS, bars
from paper_figures.widths import OneColumn

TABLES = (("linear_teacher_losses", 1),)
IN_ONE_COLUMN = OneColumn(1, 7.6)
_LOWEST = 1e-6
_KINDS: dict[str, dict[str, Any]] = {
    "one-shot": {"color": COLOURS["orange"], "marker": "s", "label": "magnitude, one-shot"},
    "magnitude, retrained": {"color": COLOURS["blue"], "marker": "o", "label": "magnitude, retrained"},
    "OBS, retrained": {
        "color": COLOURS["green"],
        "marker": "^",
        "markerfacecolor": "white",
        "label": "optimal brain surgeon, retrained",
    },
}
_LINES: dict[str, dict[str, Any]] = {
    "floor": {"color": COLOURS["black"], "linestyle": (0, (4, 2)), "linewidth": 1.1, "label": "floor of all masks"},
    "published": {
        "color": COLOURS["vermilion"],
        "linestyle": (0, (1, 1.2)),
        "linewidth": 1.3,
        "label": "tolerance at which the published formula prunes it",
    },
}


def draw(tables: Mapping[str, Table]) -> Figure:
    """A panel for each number of weights per sample; lines: computed, points: least squares.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["linear_teacher_losses"]
    gammas = table.unique("gamma")
    figure = Figure(figsize=(TWO_COLUMNS, 3.4), layout="constrained")
    axes = figure.subplots(1, len(gammas), sharex=True, sharey=True, squeeze=False)[0]
    for ax, gamma in zip(axes, gammas, strict=True):
        part = table.where(gamma=gamma)
        _panel(ax, part)
        ax.set(title=rf"$\gamma=D/n={gamma:g}$, $n={part.column('n')[0]}$", xlabel="weights pruned (%)")
    axes[0].set_ylabel(r"loss, $2\mathcal{L}/D$")
    handles = [Line2D([], [], **look) for look in _LINES.values()]
    handles[:0] = [Line2D([], [], linewidth=1.0, markersize=3, **look) for look in _KINDS.values()]
    handles[2].set_linestyle("none")
    figure.legend(handles=handles, loc="outside lower center", ncols=3, columnspacing=1.4)
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
    table = tables["linear_teacher_losses"]
    closed = table.filter(lambda row: row["kind"] != "OBS, retrained" and row["predicted"] > 0)
    off = np.abs(closed.array("measured") - closed.array("predicted")) / closed.array("standard_error")
    surgeon, magnitude = (table.where(kind=kind) for kind in ("OBS, retrained", "magnitude, retrained"))
    kept = magnitude.array("measured") > 0
    gain = surgeon.array("measured")[kept] / magnitude.array("measured")[kept]
    floored = surgeon.filter(lambda row: row["floor"] > 0)
    above = floored.array("measured") / floored.array("floor")
    error = floored.array("standard_error") / floored.array("floor")
    return {
        f"With masks of magnitude the mean losses are within {sig(off.max(), 2)} standard errors of their "
        "expectations, "
        f"at all {len(closed)} points.": always(off < 5),
        f"Masks of optimal brain surgeon lose {sig(gain.min(), 2)} to {sig(gain.max(), 2)} times as much as those of "
        "magnitude.": always((gain < 1.02) & (gain > 0)),
        f"They are {sig(above.min())} to {sig(above.max())} times the floor, never below it by more than four standard "
        f"errors of the mean, at {len(floored)} shares where the floor is not zero.": always(above + 4 * error >= 1),
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
    table = tables["linear_teacher_losses"]
    drawn = (
        f"Linear teacher of {counts(table.column('d'))} weights and Gaussian data, a panel for each number of weights "
        f"per sample: loss against the share pruned. Points: mean of {counts(table.column('draws'), 'draw')}, bars "
        "from the least to the largest. Solid lines: expectations for magnitude pruning, exact for Gaussian data that "
        "the mask does not know. Dashed: floor of all masks, dotted: tolerance at which the published formula prunes "
        f"the share; both assume Gaussian data and many weights. Losses below {_LOWEST:g}, and zero ones, where the "
        "kept "
        "weights fit all samples, are not shown."
    )
    return caption_of(drawn, claims(tables))


def _panel(ax: Axes, part: Table) -> None:
    for column, look in _LINES.items():
        rows = part.where(kind="one-shot").filter(lambda row, column=column: row[column] > 0).sorted_by("share")
        ax.plot(100 * rows.array("share"), rows.array(column), **look)
    for kind, look in _KINDS.items():
        rows = part.where(kind=kind).sorted_by("share")
        settings = {**look, "label": None}
        if kind != "OBS, retrained":
            known = rows.filter(lambda row: row["predicted"] > 0)
            ax.plot(100 * known.array("share"), known.array("predicted"), color=look["color"], linewidth=1.0)
        seen = rows.filter(lambda row: row["measured"] > 0)
        mean = seen.array("measured")
        ends = bars(mean, seen.array("low"), seen.array("high"))
        ax.errorbar(100 * seen.array("share"), mean, yerr=ends, **{**POINT, **settings, "linestyle": "none"})
    ax.set(yscale="log", ylim=(_LOWEST, 3), xlim=(0, 100))

"""What each assumption of a predicted pruning limit shifts on trained networks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures.captions import always, caption_of, sig
from paper_figures.style import TWO_COLUMNS
from paper_figures.widths import OneColumn

TABLES = (("pruning_limit_assumptions", 2),)
IN_ONE_COLUMN = OneColumn(1, 5.4)
_SUBSETS = {"all": ("blue", "o", "all settings"), "strong l1": ("orange", "s", r"strong $\ell_1$")}


def draw(tables: Mapping[str, Table]) -> Figure:
    """A line for each assumption: mean shift of the pruned share with its interval over settings.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["pruning_limit_assumptions"]
    names = table.unique("assumption")
    places = np.arange(len(names), 0, -1)
    figure = Figure(figsize=(TWO_COLUMNS, 3.6), layout="constrained")
    ax = figure.subplots()
    for k, (subset, (colour, marker, label)) in enumerate(_SUBSETS.items()):
        part = table.where(subset=subset)
        shift, y = part.array("shift"), places + 0.16 - 0.32 * k
        ends = [shift - part.array("low"), part.array("high") - shift]
        ax.errorbar(
            shift, y, xerr=ends, linestyle="none", marker=marker, markersize=3.4, color=COLOURS[colour], elinewidth=0.9,
            label=label,
        )  # fmt: skip
        ax.plot(part.array("absolute"), y, linestyle="none", marker="|", markersize=5, color=COLOURS[colour], alpha=0.7)
    ax.axvline(0.0, color="0.5", linewidth=0.6, zorder=0)
    ax.set_yticks(places, names)
    ax.set(xlabel="shift of the pruned share,\nthis alone changed", ylim=(0.4, len(names) + 0.6))
    title = "mean over settings, 95 % interval; ticks: mean absolute shift"
    figure.legend(loc="outside lower center", ncols=2, title=title, title_fontsize=7)
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
    table = tables["pruning_limit_assumptions"]
    everywhere = {row["assumption"]: row for row in table.where(subset="all")}
    largest = max(everywhere, key=lambda name: abs(everywhere[name]["shift"]))
    row = everywhere[largest]
    clear = [name for name, cells in everywhere.items() if cells["low"] * cells["high"] > 0]
    return {
        f"The largest shift, {sig(row['shift'])} ({sig(row['low'])} to {sig(row['high'])}), comes from: "
        f"{largest}.": bool(row["low"] > 0 or row["high"] < 0),
        f"For {len(clear)} of {len(everywhere)} assumptions the interval over all settings excludes 0.": bool(
            2 * len(clear) > len(everywhere)
        ),
        "No mean absolute shift is smaller than the size of the mean shift.": always(
            table.array("absolute") >= np.abs(table.array("shift")) - 1e-12
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
        "Shift of the pruned share when one assumption of a prediction, or one choice of the measurement, is "
        "changed and nothing else. Points: means over settings of trained networks, bars: 95 % intervals over "
        "settings, ticks: mean absolute shift. Nothing here is a bound."
    )
    return caption_of(drawn, claims(tables))

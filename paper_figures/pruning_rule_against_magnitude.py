"""The rule fixed beforehand against global magnitude: paired differences with 95 % intervals over training seeds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import caption_of, counts, seeds_of, span
from paper_figures.pruning_rules import DRAWN, share_axis
from paper_figures.widths import OneColumn

TABLES = (("pruning_rules", 1), ("pruning_rule_on_fresh_seeds", 1), ("pruning_rule_on_held_out_images", 1))
IN_ONE_COLUMN = OneColumn(2, 4.8)
RULE = "activation_jacobian_refit"
_LOOKS: dict[bool, dict[str, Any]] = {
    False: {"color": COLOURS["orange"], "marker": "o", "label": r"no $\ell_1$"},
    True: {"color": COLOURS["blue"], "marker": "s", "label": r"with $\ell_1$"},
}
_NUDGE = {False: 1.03, True: 0.97}


def draw(tables: Mapping[str, Table]) -> Figure:
    """A panel for each data set, with the shares at which magnitude is within 5 points of the dense network.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["pruning_rules"].where(rule=RULE).filter(lambda row: row["density"] < 1)
    further = tables["pruning_rule_on_held_out_images"].where(images="all")
    table, fresh, further = (
        part.filter(lambda row: row["near_dense"].name == "YES")
        for part in (table, tables["pruning_rule_on_fresh_seeds"], further)
    )
    present = [data for data in DRAWN if data in table.unique("data")] or table.unique("data")
    figure = Figure(figsize=(style.TWO_COLUMNS, 2.7), layout="constrained")
    axes = figure.subplots(1, len(present), sharex=True, squeeze=False)[0]
    for ax, data in zip(axes, present, strict=True):
        _frame(ax, data, "RMSE" in table.where(data=data).column("measure"))
        _points(ax, table.where(data=data), 1.0, {})
        _points(ax, fresh.where(data=data), 0.87, {"markerfacecolor": "white", "label": None})
        _points(ax, further.where(data=data), 0.76, {"marker": "D", "label": None})
    handles, labels = axes[0].get_legend_handles_labels()
    drawn = (part.filter(lambda row: row["data"] in present) for part in (table, fresh, further))
    first, others, most = (counts(seeds_of(part.column("model"))) for part in drawn)
    title = (
        f"95 % intervals; thin: over training seeds ({first}; hollow: {others} fresh; diamonds: {most} more and all "
        "images); thick: over test inputs"
    )
    figure.legend(
        handles, labels, loc="outside lower center", ncols=3, columnspacing=1.5, title=title, title_fontsize=7
    )
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
    held = {}
    for words, part in (
        ("{} seeds", tables["pruning_rules"].where(rule=RULE).filter(lambda row: row["density"] < 1)),
        ("{} fresh seeds", tables["pruning_rule_on_fresh_seeds"]),
        ("{} more seeds and all images", tables["pruning_rule_on_held_out_images"].where(images="all")),
    ):
        rows = part.filter(
            lambda row: row["near_dense"].name == "YES" and row["measure"] == "accuracy" and row["data"] in DRAWN
        )
        low, centre = rows.array("low"), rows.array("difference")
        if len(rows):
            kept = int((low > -0.3).sum())
            held[
                f"Accuracy, {words.format(counts(seeds_of(rows.column('model'))))}: the difference is {span(centre)} "
                f"points at {len(rows)} shares, and {kept} "
                f"of the intervals "
                "exclude a loss above 0.3 points."
            ] = bool(kept >= 0.5 * len(rows) and (centre > -0.3).all())
    return held


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
        "A rule fixed beforehand (|w| rms(h) rms(J) with least-squares refit) against global magnitude, at the "
        "shares where magnitude is near the dense network (marked in the tables). Points: paired differences; thin "
        "bars: 95 "
        "% t-intervals over training seeds, which assume normal differences; thick bars: over test inputs. Dashed: "
        "largest loss allowed."
    )
    return caption_of(drawn, claims(tables))


def _frame(ax: Axes, data: str, regression: bool) -> None:
    ax.axhline(1.0 if regression else 0.0, color="0.7", linewidth=0.6, zorder=0)
    limit = 1.03 if regression else -0.3
    ax.axhline(limit, color="0.3", linewidth=0.8, linestyle=(0, (4, 2)), label="largest loss allowed")
    ax.set(xscale="log", xlim=(0.65, 0.025), title=style.DATA.get(data, data), xlabel="weights kept (%)")
    ax.set_ylabel("RMSE ratio to magnitude" if regression else "points above magnitude")
    share_axis(ax)


def _points(ax: Axes, part: Table, nudge: float, change: Mapping[str, Any]) -> None:
    """Markers with two kinds of bars, thin over seeds and thick over test inputs."""
    for penalised, look in _LOOKS.items():
        rows = part.filter(lambda row, want=penalised: (row["l1"] > 0) == want).sorted_by("density")
        if not len(rows):
            continue
        centre = rows.array("difference")
        x = rows.array("density") * _NUDGE[penalised] * nudge
        kinds = (("low_inputs", "high_inputs", 2.4, 0.4), ("low", "high", 0.8, 1.0))
        for low, high, width, alpha in kinds:
            spread = np.maximum([centre - rows.array(low), rows.array(high) - centre], 0)
            settings = {**look, **change, "elinewidth": width, "markersize": 3, "linestyle": "none", "alpha": alpha}
            ax.errorbar(x, centre, yerr=spread, **(settings if alpha == 1 else {**settings, "label": None}))

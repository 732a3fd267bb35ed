"""Which network is more compressible: predicted share of weights against the share that pruning needs.

The share that the paper's index asks for is that of a reconstruction of its rule, and called so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

from lqtheory.figures import COLOURS
from lqtheory.tables import Table
from paper_figures import style
from paper_figures.captions import always, caption_of, counts, sig
from paper_figures.widths import OneColumn

TABLES = (("compressibility_of_networks", 1),)
IN_ONE_COLUMN = OneColumn(2, 9.4)

_FACTORS: dict[str, dict[str, Any]] = {
    "l1": {"color": COLOURS["blue"], "marker": "o", "label": r"$\ell_1$ strength"},
    "width": {"color": COLOURS["vermilion"], "marker": "s", "label": "width"},
    "label noise": {"color": COLOURS["green"], "marker": "^", "label": "label noise"},
}
_SCORES = {
    "effective_sparsity": "$s_{q,2}$ rule\n(recon-\nstructed)",
    "paper_index": "$SI_q$ rule\n(recon-\nstructed)",
    "sharp_count": "sharp\ncount",
    "exact_count": "exact\ncount",
    "not_small": "above 1 %\nof largest",
}
_UNITS = ("network", "layer 1", "layer 2", "layer 3")
_COSTS = {"needed": "share needed", "loss": "accuracy lost at 10 %"}
_DATA = {"mnist": "MNIST", "digits": "digits"}
_NUDGE = {"l1": -0.22, "width": 0.0, "label noise": 0.22}


def draw(tables: Mapping[str, Table]) -> Figure:
    """The paper's index (rule reconstructed) against the need of networks and of every layer, a row for each data set.

    Below them rank correlations of all scores with the need and with the accuracy lost, for whole networks.

    Parameters
    ----------
    tables : mapping of str to lqtheory.tables.Table
        The tables of ``TABLES``.

    Returns
    -------
    matplotlib.figure.Figure
    """
    table = tables["compressibility_of_networks"]
    present = [data for data in _DATA if data in table.unique("data")]
    figure = Figure(figsize=(style.TWO_COLUMNS, 0.7 + 3.6 * len(present)), layout="constrained")
    grid = figure.add_gridspec(2 * len(present), 4)
    scores: Axes | None = None
    for row, data in enumerate(present):
        part = table.where(data=data)
        for column, unit in enumerate(_UNITS):
            ax = figure.add_subplot(grid[row, column])
            _shares(ax, part.where(unit=unit, score="paper_index"))
            ax.set_title(f"{_DATA[data]}: {'whole network' if unit == 'network' else unit}")
            if column == 0:
                ax.set_ylabel("share needed (%)")
            if row == len(present) - 1:
                ax.set_xlabel("$SI_{1/2}$ share (%),\nrule reconstructed")
        for half, (cost, words) in enumerate(_COSTS.items()):
            ax = figure.add_subplot(grid[len(present) + row, 2 * half : 2 * half + 2], sharex=scores)
            scores = scores or ax
            _correlations(ax, part.where(unit="network"), cost)
            ax.tick_params(labelbottom=row == len(present) - 1)
            ax.set_title(f"{_DATA[data]}: whole network, {words}")
            if half == 0:
                ax.set_ylabel("Kendall's rank correlation")
    handles, labels = figure.axes[0].get_legend_handles_labels()
    title = (
        "share needed: kept by global magnitude within 1 point of the dense accuracy;\n"
        f"mean, lowest and highest of {_seeds(table)}; networks differ in"
    )
    figure.legend(handles, labels, loc="outside lower center", ncols=3, title=title, title_fontsize=7.5)
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
    table = tables["compressibility_of_networks"].where(score="paper_index")
    held = {}
    for data in table.unique("data"):
        part = table.where(data=data)
        name = _DATA.get(data, data)
        for factor in [f for f in ("l1", "width") if f in part.unique("factor")]:
            row = part.where(unit="network", factor=factor)
            held[
                f"{name}: among networks that differ in {'ℓ_1 strength' if factor == 'l1' else factor} the SI_q rule "
                f"as reconstructed ranks with the share needed at τ = {_interval(row, 'needed')} and with the accuracy "
                f"lost at τ = {_interval(row, 'loss')}, both clear of 0."
            ] = always((row.array("tau_needed_low") > 0) & (row.array("tau_loss_low") > 0))
        if "label noise" in part.unique("factor"):
            row = part.where(unit="network", factor="label noise")
            held[
                f"{name}: among networks that differ in label noise τ = {_interval(row, 'needed')} and "
                f"{_interval(row, 'loss')}, and both intervals contain 0."
            ] = always(
                (row.array("tau_needed_low") < 0)
                & (row.array("tau_needed_high") > 0)
                & (row.array("tau_loss_low") < 0)
                & (row.array("tau_loss_high") > 0)
            )
        layers = {unit: part.where(unit=unit, factor="l1") for unit in _UNITS[1:]}
        told = ", ".join(f"{sig(row.column('tau_needed')[0])} ({unit})" for unit, row in layers.items())
        held[f"{name}: layer by layer, networks that differ in ℓ_1 strength: τ = {told}, all positive."] = all(
            always(row.array("tau_needed") > 0) for row in layers.values()
        )
    return held


def _interval(row: Table, cost: str) -> str:
    tau, low, high = (sig(row.column(f"tau_{cost}{end}")[0]) for end in ("", "_low", "_high"))
    return f"{tau} ({low} to {high})"


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
        "Above: share of weights predicted by the index SI_q (rule reconstructed, not read) against the share that "
        "global magnitude needs to stay within 1 point of the dense accuracy, for whole networks and for every layer "
        f"while the others stay dense; mean of {_seeds(tables['compressibility_of_networks'])}, bars from the lowest "
        "to the highest. Below: "
        "Kendall's rank correlation of each score with that share and with the accuracy lost when 10 % are kept, with "
        "95 % bootstrap intervals. A score that ranks networks is no bound."
    )
    return caption_of(drawn, claims(tables))


def _seeds(table: Table) -> str:
    """Over how many trainings of each network points go."""
    parts = (part for _, part in table.groups("data", "factor", "value"))
    return counts((len(part.unique("replicate")) for part in parts), "training seed")


def _shares(ax: Axes, part: Table) -> None:
    for factor, look in _FACTORS.items():
        rows = part.where(factor=factor)
        values = rows.unique("value")
        if not values:
            continue
        seeds = [rows.where(value=value) for value in values]
        x, y = (np.array([one.array(name) for one in seeds]) for name in ("predicted", "needed"))
        (mean_x, bars_x), (mean_y, bars_y) = _spread(x), _spread(y)
        settings = {"linestyle": "none", "markersize": 3, "elinewidth": 0.6, "alpha": 0.85, **look}
        ax.errorbar(mean_x, mean_y, xerr=bars_x, yerr=bars_y, **settings)
    ax.set(xscale="log", yscale="log")
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(FixedLocator([0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0]))
        axis.set_minor_locator(NullLocator())
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{100 * value:g}"))


def _spread(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Means over the seeds, and how far the lowest and the highest are from them."""
    mean = values.mean(axis=1)
    return mean, np.maximum([mean - values.min(axis=1), values.max(axis=1) - mean], 0)


def _correlations(ax: Axes, part: Table, cost: str) -> None:
    ax.axhline(0.0, color="0.75", linewidth=0.6, zorder=0)
    for factor, look in _FACTORS.items():
        for place, score in enumerate(_SCORES):
            rows = part.where(factor=factor, score=score)
            if not len(rows):
                continue
            tau, low, high = (rows.column(f"tau_{cost}{end}")[0] for end in ("", "_low", "_high"))
            spread = [[max(tau - low, 0.0)], [max(high - tau, 0.0)]]
            settings = {**look, "label": None, "markersize": 3.5, "elinewidth": 1.0, "linestyle": "none"}
            ax.errorbar([place + _NUDGE[factor]], [tau], yerr=spread, **settings)
    ax.set(ylim=(-1.05, 1.05))
    ax.set_xticks(range(len(_SCORES)), list(_SCORES.values()), fontsize=6.5)
